// Words survive everything: kept in this browser at once, on the server a moment later, sent on leaving.
import { calmly, one, send, token } from "./page";
import { words } from "./words";

const place = (ticket: string): string => `draft:${document.body.dataset["person"] ?? ""}:${ticket}`;
const textOf = (form: HTMLFormElement): string => one<HTMLTextAreaElement>("textarea[name=text]", form)?.value ?? "";
const modeOf = (form: HTMLFormElement): string => String(new FormData(form).get("mode") ?? "reply");
/** What goes to the server: the words, and what was chosen with them. */
function kept(form: HTMLFormElement): FormData {
  const all = new FormData(form);
  const fields = new FormData();
  for (const name of ["text", "mode", "version", "spent", ...(form.dataset["chosen"] === "1" ? ["situation"] : []), "kept"])
    for (const value of all.getAll(name)) fields.append(name, value);
  return fields;
}
const told = (form: HTMLFormElement, key: string): void => { const note = one("#draft", form); if (note) note.textContent = words(key); };
let unsaved: HTMLFormElement | null = null;

export function keep(form: HTMLFormElement): void {
  const ticket = form.dataset["ticket"] ?? "";
  try {
    localStorage.setItem(place(ticket), JSON.stringify({ text: textOf(form), mode: modeOf(form), at: Date.now() }));
  } catch {
    // A full or forbidden storage leaves the server's copy.
  }
  unsaved = form;
  calmly(keep, 900, () => void save(form));
}

/** What is being sent is no draft any more: one that is kept after it would stand in the box again. */
export const rest = (): void => calmly(keep, 0, () => undefined);

async function save(form: HTMLFormElement): Promise<void> {
  if (!form.isConnected || !form.dataset["draft"]) return;
  const answer = await send(form.dataset["draft"], kept(form));
  if (answer?.ok) unsaved = null;
  told(form, answer?.ok ? "js.draft-saved" : "js.draft-here");
}

/** What this browser kept and the server does not have goes back into an empty box. */
export function restore(form: HTMLFormElement): void {
  const area = one<HTMLTextAreaElement>("textarea[name=text]", form);
  if (!area) return;
  let kept: { text?: string; mode?: string } | null = null;
  try {
    kept = JSON.parse(localStorage.getItem(place(form.dataset["ticket"] ?? "")) ?? "null");
  } catch {
    // Nothing readable was kept.
  }
  if (area.value === "" && kept?.text) {
    area.value = kept.text;
    one<HTMLInputElement>(`[name=mode][value=${kept.mode === "note" ? "note" : "reply"}]`, form)?.click();
    told(form, "js.draft-here");
  }
  form.classList.toggle("writing", area.value !== "");
}

export function discard(ticket: string): void {
  unsaved = null;
  try {
    localStorage.removeItem(place(ticket));
  } catch {
    // Nothing was kept.
  }
}

addEventListener("pagehide", () => {
  if (!unsaved?.dataset["draft"]) return;
  const last = kept(unsaved);
  last.set("__RequestVerificationToken", token());
  navigator.sendBeacon(unsaved.dataset["draft"], last);
});
