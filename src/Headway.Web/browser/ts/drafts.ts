// Words survive everything: kept in this browser at once, on the server a moment later, sent on leaving.
import { calmly, one, send, token } from "./page";
import { words } from "./words";

const place = (ticket: string): string => `draft:${document.body.dataset["person"] ?? ""}:${ticket}`;
const textOf = (form: HTMLFormElement): string => one<HTMLTextAreaElement>("textarea[name=text]", form)?.value ?? "";
const versionOf = (form: HTMLFormElement): string => one<HTMLInputElement>("[name=version]", form)?.value ?? "";
const modeOf = (form: HTMLFormElement): string => String(new FormData(form).get("mode") ?? "reply");
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

async function save(form: HTMLFormElement): Promise<void> {
  if (!form.isConnected || !form.dataset["draft"]) return;
  const answer = await send(form.dataset["draft"], { text: textOf(form), mode: modeOf(form), version: versionOf(form) });
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
  const last = new URLSearchParams({ text: textOf(unsaved), mode: modeOf(unsaved), version: versionOf(unsaved), __RequestVerificationToken: token() });
  navigator.sendBeacon(unsaved.dataset["draft"], last);
});
