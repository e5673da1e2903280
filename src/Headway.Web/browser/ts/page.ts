// Small things that every module needs: finding, telling, asking the server.
export const one = <T extends Element = HTMLElement>(selector: string, within: ParentNode = document): T | null => within.querySelector<T>(selector);
export const all = <T extends Element = HTMLElement>(selector: string, within: ParentNode = document): T[] => [...within.querySelectorAll<T>(selector)];

/** Listens on the whole page, so that what is swapped in later is heard as well. */
export function on<K extends keyof DocumentEventMap>(type: K, selector: string, act: (target: HTMLElement, event: DocumentEventMap[K]) => void): void {
  document.addEventListener(type, (event) => {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null;
    if (target) act(target, event);
  });
}

/** Said by a screen reader and seen by nobody; what must not wait goes to the assertive region. */
export function say(text: string, atOnce = false): void {
  const region = one(atOnce ? "#said-now" : "#said");
  if (!region) return;
  region.textContent = "";
  requestAnimationFrame(() => (region.textContent = text));
}

export const isWide = (): boolean => matchMedia("(min-width: 768px)").matches;
export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
export const isShown = (element: HTMLElement): boolean => element.getClientRects().length > 0 || element.closest("details:not([open])") !== null;
export const token = (): string => one<HTMLInputElement>("input[name=__RequestVerificationToken]")?.value ?? "";

/** Fields to the server in the background; the answer, or null when there was none. */
export async function send(address: string, fields: Record<string, string> | FormData, keep = false): Promise<Response | null> {
  const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
  try {
    return await fetch(address, { method: "POST", body, headers: { "X-Csrf": token(), "HX-Request": "true" }, keepalive: keep, credentials: "same-origin" });
  } catch {
    return null;
  }
}

export async function fragment(address: string): Promise<string | null> {
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}

export function cookie(name: string, value: string): void {
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
}

const waiting = new WeakMap<object, number>();
/** Acts once things have been quiet for a while; one clock per owner. */
export function calmly(owner: object, wait: number, act: () => void): void {
  clearTimeout(waiting.get(owner));
  waiting.set(owner, window.setTimeout(act, wait));
}
