import { all, one, say } from "./page";

/** Toasts that came with a fragment or from a script leave by themselves; the one that can undo counts its seconds. */
export function startToasts(): void {
  const host = one("#toasts");
  if (!host) return;
  for (const toast of all("[data-toast]", host)) begin(toast);
  new MutationObserver((changes) => {
    for (const change of changes)
      for (const added of change.addedNodes)
        if (added instanceof HTMLElement) for (const toast of added.matches("[data-toast]") ? [added] : all("[data-toast]", added)) begin(toast);
  }).observe(host, { childList: true, subtree: true });
}

export function toast(text: string): void {
  const host = one("#toasts");
  const made = document.createElement("div");
  made.className = "toast";
  made.dataset["toast"] = "5000";
  made.append(Object.assign(document.createElement("span"), { textContent: text }));
  host?.append(made);
}

function begin(toast: HTMLElement): void {
  if (toast.dataset["begun"]) return;
  toast.dataset["begun"] = "1";
  if (toast.dataset["sent"] !== undefined) for (const other of all("#toasts [data-sent]")) if (other !== toast) other.remove();
  say(toast.querySelector("span")?.textContent ?? "");
  const until = performance.now() + Number(toast.dataset["toast"]);
  const left = one("[data-left]", toast);
  const tick = window.setInterval(() => {
    const remains = until - performance.now();
    if (left) left.textContent = String(Math.max(0, Math.ceil(remains / 1000)));
    // Whoever is about to press it is not robbed of it, unless it would act no more.
    if (remains <= 0 && (left || !toast.matches(":hover, :focus-within"))) {
      clearInterval(tick);
      toast.remove();
    } else if (!toast.isConnected) clearInterval(tick);
  }, 250);
}
