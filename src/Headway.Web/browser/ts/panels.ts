// Panels open beside the work: explain, caller, transfer, … One at a time; Escape closes and gives the focus back.
import { load } from "./htmx";
import { onKey } from "./keys";
import { all, on, one } from "./page";

let opener: HTMLElement | null = null;
/** What was typed while a panel was on its way; null when none is. The phone rings, and nobody waits for a box. */
let ahead: string | null = null;

export function startPanels(): void {
  on("click", "[data-panel]", (link, event) => {
    const click = event as MouseEvent;
    if (click.ctrlKey || click.metaKey || click.shiftKey || click.button !== 0) return;
    event.preventDefault();
    void open(link.dataset["panel"] ?? "", link);
  });
  on("click", "[data-close]", (button) => close(button));
  on("click", "[data-open]", (button) => (one<HTMLDialogElement>(`#${button.dataset["open"]}`))?.showModal());
  on("click", "dialog", (dialog, event) => { if (event.target === dialog) (dialog as HTMLDialogElement).close(); });
  on("click", "[data-side]", () => one("#ticket")?.classList.toggle("with-context"));
  on("click", "body", (_, event) => {
    for (const menu of document.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]"))
      if (!menu.contains(event.target as Node) || (event.target as Element).closest("a, .sheet button")) menu.open = false;
  });
  on("change", ".options-all", (menu) => { (menu as HTMLDetailsElement).open = false; one("#words-of-reply")?.focus(); });
  // On a page of its own a panel has no ticket beside it to draw into: its form goes the way it goes without a script.
  document.addEventListener("submit", (event) => {
    if ((event.target as Element).matches("[hx-target='#ticket']") && !one("#ticket")) event.stopImmediatePropagation();
  }, true);
  // A touch that succeeded swaps the ticket; its panel has done its work.
  document.addEventListener("htmx:before:swap", (event) => {
    const context = (event as CustomEvent).detail?.ctx as { target?: Element; response?: { status: number } } | undefined;
    if (context?.target?.id === "ticket" && (context.response?.status ?? 500) < 300) one("#panel")?.replaceChildren();
  });
  // While the phone rings: arrows go through who was found, Enter takes the first, and the next box is ready.
  document.addEventListener("keydown", (event) => {
    const found = all("#callers .hit");
    const at = found.indexOf(document.activeElement as HTMLElement);
    const search = one<HTMLInputElement>("#panel input[name=q]");
    if (found.length === 0 || (at < 0 && event.target !== search)) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") (found[at + (event.key === "ArrowDown" ? 1 : -1)] ?? search)?.focus();
    else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      // Enter within the tenth of a second before the answer means the answer, not what stood there before.
      const shown = one("#callers")?.dataset["for"] === search?.value.trim();
      if (!shown && at < 0) return void document.addEventListener("htmx:after:swap", () => take(0), { once: true });
      take(Math.max(0, at));
    } else return;
    event.preventDefault();
  });
  onKey((key, event) => {
    if (ahead === null || key.startsWith("mod+") || key === "Escape") return false;
    if (event.key.length === 1) ahead += event.key;
    return true;
  });
  onKey((key) => {
    if (key === "?" && !one("dialog[open]")) return one<HTMLDialogElement>("#keys")?.showModal(), true;
    if (key === "/") return location.assign("/tickets"), true;
    // A dialog closes itself.
    if (key !== "Escape" || one("dialog[open]")) return false;
    const menu = one<HTMLDetailsElement>("details[data-menu][open]");
    if (menu) return (menu.open = false), one("summary", menu)?.focus(), true;
    const panel = one("#panel .panel");
    if (panel) return close(panel), true;
    const ticket = one("#ticket.with-context");
    if (ticket) return ticket.classList.remove("with-context"), true;
    const typing = document.activeElement;
    if (typing instanceof HTMLElement && typing.matches("textarea, input")) return (one(".rows .what[aria-current]") ?? typing).focus(), typing.blur(), true;
    return false;
  });
}

/** Whoever stands there is taken; somebody already taken needs only the box for what they say. */
function take(at: number): void {
  const hit = all("#callers .hit")[at];
  const ready = (): void => one("#call [data-first]")?.focus();
  if (!hit || hit.getAttribute("aria-current") === "true") return ready();
  document.addEventListener("htmx:after:swap", ready, { once: true });
  hit.click();
}

async function open(address: string, from: HTMLElement | null): Promise<void> {
  opener = from?.closest("#panel") ? opener : from;
  ahead = "";
  try {
    await load(address, "#panel", "innerHTML");
  } finally {
    const typed: string = ahead;
    ahead = null;
    const first = one("#panel [data-first]") ?? one("#panel .panel");
    first?.focus();
    if (typed && first instanceof HTMLInputElement && first.type === "text") {
      first.setRangeText(typed, 0, first.value.length, "end");
      first.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
  }
}

function close(inside: Element): void {
  const dialog = inside.closest("dialog");
  if (dialog) return dialog.close();
  one("#panel")?.replaceChildren();
  (opener?.isConnected ? opener : one("#words-of-reply"))?.focus();
}
