// Passkeys: the desk asks the browser, the browser asks the person.
import { all, on, one, send } from "./page";

interface Asked {
  readonly options: object;
  readonly state: string;
}
interface Reader {
  parseRequestOptionsFromJSON(options: object): PublicKeyCredentialRequestOptions;
  parseCreationOptionsFromJSON(options: object): PublicKeyCredentialCreationOptions;
}

export function startPasskeys(): void {
  if (!("PublicKeyCredential" in window) || !("parseRequestOptionsFromJSON" in PublicKeyCredential)) return;
  for (const button of all("[data-passkey], [data-passkey-can]")) button.hidden = false;
  for (const none of all("[data-passkey-none]")) none.hidden = true;
  on("click", "button[data-passkey]", (button) => void enter(button as HTMLButtonElement));
  on("submit", "form[data-passkey-new]", (form, event) => {
    event.preventDefault();
    void add(form as HTMLFormElement);
  });
}

const reader = (): Reader => PublicKeyCredential as unknown as Reader;

async function enter(button: HTMLButtonElement): Promise<void> {
  const form = button.closest("form");
  if (!form || button.disabled) return;
  button.disabled = true;
  try {
    const asked = await answer<Asked>(form, send("/sign-in/passkey/ask", {}));
    if (!asked) return;
    const shown = await shownBy(form, () => navigator.credentials.get({ publicKey: reader().parseRequestOptionsFromJSON(asked.options) }));
    if (!shown) return;
    const to = one<HTMLInputElement>("input[name=to]", form)?.value ?? "";
    const came = await answer<{ to: string }>(form, send("/sign-in/passkey", { credential: shown, state: asked.state, to }));
    if (came) location.assign(came.to);
  } finally {
    button.disabled = false;
  }
}

async function add(form: HTMLFormElement): Promise<void> {
  const fields = new FormData(form);
  const text = (name: string): string => String(fields.get(name) ?? "");
  const asked = await answer<Asked>(form, send("/account/passkeys/ask", { present: text("present") }));
  if (!asked) return;
  const made = await shownBy(form, () => navigator.credentials.create({ publicKey: reader().parseCreationOptionsFromJSON(asked.options) }));
  if (made && (await answer<object>(form, send("/account/passkeys", { credential: made, state: asked.state, name: text("name") })))) location.assign("/account");
}

/** What the browser made, as the desk reads it; null when the person turned away. */
async function shownBy(form: HTMLFormElement, ask: () => Promise<Credential | null>): Promise<string | null> {
  try {
    const credential = await ask();
    return credential ? JSON.stringify((credential as PublicKeyCredential).toJSON()) : null;
  } catch (turned) {
    if (!(turned instanceof DOMException && turned.name === "NotAllowedError")) tell(form, String(turned));
    return null;
  }
}

/** The answer's JSON, {} for one without; null when it was a no, which the page then says. */
async function answer<T>(form: HTMLFormElement, sent: Promise<Response | null>): Promise<T | null> {
  const got = await sent;
  const body = got && got.status !== 204 ? await got.json().catch(() => null) : {};
  if (got?.ok) return body as T;
  tell(form, (body as { title?: string } | null)?.title ?? "");
  return null;
}

function tell(form: HTMLFormElement, text: string): void {
  const said = one("[data-passkey-said]", form);
  if (!said) return;
  said.textContent = text;
  said.hidden = text.length === 0;
}
