// One map for every key: an element says data-key="r" and is pressed, or focused, when the person presses r.
import { all, isMac, isShown, one } from "./page";

const body = document.body;
const own: Record<string, string> = JSON.parse(body.dataset["keymap"] ?? "{}");
const ours = new Map(Object.entries(own).map(([our, their]) => [their, our]));
let handlers: ((key: string, event: KeyboardEvent) => boolean)[] = [];

/** A module's own keys come first; true means that it acted. */
export const onKey = (act: (key: string, event: KeyboardEvent) => boolean): void => void (handlers = [act, ...handlers]);

export function startKeys(): void {
  if (isMac) for (const cap of all("[data-cap^='mod+']")) cap.textContent = (cap.textContent ?? "").replace(/^\S+/, "⌘");
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const mod = event.ctrlKey || event.metaKey;
    const typing = event.target instanceof HTMLElement && event.target.matches("input:not([type=radio], [type=checkbox], [type=button]), textarea, select, [contenteditable]");
    const key = mod ? `mod+${event.key.length === 1 ? event.key.toLowerCase() : event.key}` : event.key;
    if (!mod && event.key !== "Escape" && (typing || (event.key.length === 1 && body.dataset["keys"] === "off"))) return;
    // A key that was put elsewhere does nothing at its old place.
    const meant = ours.get(key) ?? (key in own ? "" : key);
    if (meant !== "" && (handlers.some((act) => act(meant, event)) || press(meant))) event.preventDefault();
  });
}

/** Presses what carries the key: in an open dialog or panel first, then in the page. */
export function press(key: string): boolean {
  const places = [one("dialog[open]"), one("#panel"), document.body].filter((place): place is HTMLElement => place !== null);
  for (const place of places) {
    const target = all(`[data-key="${CSS.escape(key)}"]`, place).find((element) => isShown(element));
    if (target) return act(target);
    if (place.matches("dialog")) return false;
  }
  return false;
}

function act(target: HTMLElement): boolean {
  const summary = target.tagName === "SUMMARY";
  const details: Element | null = summary ? target.parentElement : target.closest("details");
  if (details instanceof HTMLDetailsElement) {
    details.open = summary ? !details.open : details.open && target.matches("a, button");
    if (details.open) queueMicrotask(() => one("a, button, input", details.lastElementChild ?? details)?.focus());
    if (summary) return true;
  }
  target.click();
  const box = target.dataset["focus"] ? one<HTMLTextAreaElement>(target.dataset["focus"]) : null;
  box?.focus();
  box?.setSelectionRange?.(box.value.length, box.value.length);
  return true;
}
