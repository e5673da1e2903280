// htmx fetches fragments and swaps them. It is bundled, reads no expressions from attributes, and tells us what it did.
import htmx from "htmx.org";
import { one, say } from "./page";
import { toast } from "./toasts";
import { words } from "./words";

const eachTime: (() => void)[] = [];

/** Runs for the page now and for every fragment that is swapped in. */
export function eachFragment(act: () => void): void {
  eachTime.push(act);
  act();
}

export const load = (address: string, target: string, swap = "outerHTML"): Promise<void> => htmx.ajax("GET", address, { target, swap }) as Promise<void>;
export const settle = (root: Element): void => htmx.process(root);

export function startHtmx(): void {
  // Seen rather than told: an element that swapped itself away cannot tell the page about it.
  let due = false;
  new MutationObserver((changes) => {
    if (due || !changes.some((change) => [...change.addedNodes].some((added) => added instanceof Element))) return;
    due = true;
    queueMicrotask(() => { due = false; eachTime.forEach((act) => act()); });
  }).observe(document.body, { childList: true, subtree: true });
  document.addEventListener("htmx:error", () => failed(words("js.failed")));
  document.addEventListener("htmx:response:error", (event) => {
    const context = (event as CustomEvent).detail?.ctx;
    const answer = context?.response;
    const status = answer?.status ?? 0;
    if (status === 401) location.reload();
    // What was refused and drawn says why where it stands; a second voice would only hide it.
    else if ((status === 409 || status === 412 || status === 422) && String(context?.text ?? "").includes('role="alert"')) one("[data-send]")?.removeAttribute("aria-disabled");
    else if (status >= 400) failed(decodeURIComponent(answer?.headers?.get("X-Said") ?? "") || words(status < 500 ? "js.refused" : "js.failed"));
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
