// News while no page of ours is open: the browser's own push service wakes a small worker, which shows it. It goes with
// the person who switched it on here, and is said again once a tab, so that whoever signs in anew is told again.
import { send, token } from "./page";

const MARK = "headway-push", WAIT = 20_000;
/** The push service has not answered: the browser may be offline, and goes on asking. */
export const LATE = "late";
type Agreed = { readonly key: string };

export const canPush = (): boolean =>
  window.isSecureContext && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
export const isPushed = (): boolean => canPush() && Notification.permission === "granted" && localStorage.getItem(MARK) === person();

const person = (): string => document.body.dataset["person"] ?? "";

export function startPush(): void {
  if (!isPushed() || sessionStorage.getItem(MARK) === person() || !token()) return;
  sessionStorage.setItem(MARK, person());
  void pushOn(true);
}

/** Why this browser is not told while no page is open; empty when it is. */
export async function pushOn(again = false): Promise<string> {
  if (!canPush()) return "?";
  const late = new Promise<string>((done) => setTimeout(() => done(LATE), WAIT));
  return Promise.race([agree(again).catch((no: unknown) => (no instanceof DOMException ? no.message : String(no))), late]);
}

export async function pushOff(): Promise<void> {
  localStorage.removeItem(MARK);
  if (!canPush()) return;
  await send("/push/off", {});
  const worker = await navigator.serviceWorker.getRegistration("/push/");
  await (await worker?.pushManager.getSubscription())?.unsubscribe();
}

async function agree(again: boolean): Promise<string> {
  const asked = await send("/push/key", {});
  if (!asked?.ok) return said(asked);
  const { key } = (await asked.json()) as Agreed;
  const worker = await navigator.serviceWorker.register("/push/worker.js", { scope: "/push/" });
  await running(worker);
  const given = await subscribed(worker.pushManager, bytes(key));
  const { endpoint, keys } = given.toJSON();
  const kept = await send("/push/devices", { endpoint: endpoint ?? "", point: keys?.["p256dh"] ?? "", secret: keys?.["auth"] ?? "", again: again ? "1" : "" });
  if (!kept?.ok) {
    // Ended from another browser, or never begun; a desk that is only away is asked again with the next tab.
    if (!again || kept?.status === 409) {
      localStorage.removeItem(MARK);
      await given.unsubscribe();
    }
    return said(kept);
  }
  localStorage.setItem(MARK, person());
  sessionStorage.setItem(MARK, person());
  return "";
}

/** What stands counts as long as the desk's key is the one it was made with. */
async function subscribed(manager: PushManager, key: Uint8Array<ArrayBuffer>): Promise<PushSubscription> {
  const stands = await manager.getSubscription();
  const with_ = stands?.options.applicationServerKey;
  if (stands && with_ && same(new Uint8Array(with_), key)) return stands;
  await stands?.unsubscribe();
  return manager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

function running(worker: ServiceWorkerRegistration): Promise<void> {
  const coming = worker.installing ?? worker.waiting;
  if (worker.active || !coming) return Promise.resolve();
  return new Promise((done) => coming.addEventListener("statechange", () => { if (coming.state === "activated") done(); }));
}

async function said(answer: Response | null): Promise<string> {
  const problem = (await answer?.json().catch(() => null)) as { title?: string } | null | undefined;
  return problem?.title ?? "?";
}

const same = (one: Uint8Array, other: Uint8Array): boolean => one.length === other.length && one.every((byte, at) => byte === other[at]);
const bytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
