// Runs without a page: shows what the desk sent to this browser, and opens what it is about. It answers no requests.
interface Said { readonly id: number; readonly title: string; readonly body: string; readonly to: string }
interface Woken extends Event { waitUntil(work: Promise<unknown>): void }
interface Pushed extends Woken { readonly data: { json(): Said } | null }
interface Pressed extends Woken { readonly notification: Notification }
interface Page { readonly url: string; readonly visibilityState: string; focus(): Promise<unknown> }
interface Scope extends EventTarget {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { matchAll(which: object): Promise<readonly Page[]>; openWindow(address: string): Promise<unknown> };
  skipWaiting(): Promise<void>;
}

const scope = self as unknown as Scope;
const pages = (): Promise<readonly Page[]> => scope.clients.matchAll({ type: "window", includeUncontrolled: true });

async function show(said: Said | null): Promise<void> {
  if (!said) return;
  // A page that is in front says news itself; what somebody sent to themselves is shown all the same.
  if (said.id !== 0 && (await pages()).some((page) => page.visibilityState === "visible" && !/^\/(portal|sign-in)/.test(new URL(page.url).pathname))) return;
  await scope.registration.showNotification(said.title, { body: said.body, tag: `headway-${said.id}`, data: said.to });
}

async function open(to: unknown): Promise<void> {
  const address = new URL(String(to), location.origin);
  // Only ever a page of ours.
  if (address.origin === location.origin) await scope.clients.openWindow(address.href);
}

scope.addEventListener("install", () => void scope.skipWaiting());
scope.addEventListener("push", (event) => (event as Pushed).waitUntil(show((event as Pushed).data?.json() ?? null)));
scope.addEventListener("notificationclick", (event) => {
  const { notification } = event as Pressed;
  notification.close();
  (event as Pressed).waitUntil(open(notification.data));
});
