// htmx fetches fragments and swaps them. It is bundled, reads no expressions from attributes, and tells us what it did.
import htmx from "htmx.org";
import { one, say } from "./page";
import { toast } from "./toasts";
import { words } from "./words";

type Swapped = (root: Element) => void;
const afterSwap: Swapped[] = [];

/** Runs for the page now and for every fragment that is swapped in. */
export function eachFragment(act: Swapped): void {
  afterSwap.push(act);
  act(document.body);
}

export const load = (address: string, target: string, swap = "outerHTML"): Promise<void> => htmx.ajax("GET", address, { target, swap }) as Promise<void>;
export const settle = (root: Element): void => htmx.process(root);

export function startHtmx(): void {
  document.addEventListener("htmx:after:swap", () => afterSwap.forEach((act) => act(document.body)));
  document.addEventListener("htmx:error", () => failed(words("js.failed")));
  document.addEventListener("htmx:response:error", (event) => {
    const status = (event as CustomEvent).detail?.ctx?.response?.status ?? 0;
    if (status === 401) location.reload();
    else if (status >= 400) failed(words(status < 500 ? "js.refused" : "js.failed"));
  });
  // A wait is shown only where it lasts: nothing flickers on a quick line.
  document.addEventListener("htmx:before:request", () => {
    const slow = window.setTimeout(() => document.body.classList.add("waiting"), 300);
    document.addEventListener("htmx:finally:request", () => { clearTimeout(slow); document.body.classList.remove("waiting"); }, { once: true });
  });
}

function failed(text: string): void {
  toast(text);
  say(text, true);
  one("[data-send]")?.removeAttribute("aria-disabled");
}
