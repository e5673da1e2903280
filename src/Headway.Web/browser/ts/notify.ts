// The browser's own notifications: from the stream of a page that is open, and from the push service while none is.
// Permission is asked for on a press, never by itself; whether they are wanted is a matter of this browser and is kept in it.
import { all, on, one } from "./page";
import { load } from "./htmx";
import { LATE, canPush, isPushed, pushOff, pushOn } from "./push";

const WANTED = "headway-notify", SEEN = "headway-notice";
type State = "none" | "off" | "on" | "denied";

/** Why the push service said no, or that it is being asked; empty when nothing is to be said of it. */
let push: { readonly state: "wait" | "failed" | "late" | ""; readonly why: string } = { state: "", why: "" };

export function startNotify(): void {
  on("click", "[data-notify]", (button) => void press(button.dataset["notify"] === "on"));
  on("click", "[data-push-on]", () => void alsoClosed());
  document.addEventListener("htmx:after:swap", draw);
  // What was allowed or taken back in the browser's settings shows at once.
  void navigator.permissions?.query({ name: "notifications" }).then((status) => (status.onchange = draw), () => undefined);
  draw();
}

/** Shown while no page of ours is in front. A page that is in front says so first; the others wait a moment for it. */
export function notify(id: number, text: string): void {
  if (!document.hidden) return localStorage.setItem(SEEN, String(id));
  // Where the push service brings it, it is not shown twice.
  if (state() !== "on" || isPushed()) return;
  setTimeout(() => {
    if (localStorage.getItem(SEEN) === String(id)) return;
    try {
      const shown = new Notification("Headway", { body: text, tag: `headway-${id}` });
      shown.onclick = () => {
        focus();
        shown.close();
        location.assign(`/notices/${id}`);
      };
    } catch {
      // Some browsers of phones have the word and not the thing.
      localStorage.removeItem(WANTED);
    }
  }, 250);
}

async function press(wanted: boolean): Promise<void> {
  push = { state: "", why: "" };
  if (!wanted) {
    localStorage.removeItem(WANTED);
    draw();
    await pushOff();
    return devices();
  }
  if ((await Notification.requestPermission()) === "granted") {
    localStorage.setItem(WANTED, "1");
    if (canPush()) return alsoClosed();
  }
  draw();
}

async function alsoClosed(): Promise<void> {
  push = { state: "wait", why: "" };
  draw();
  const why = await pushOn();
  // Switched off while the service was asked.
  if (state() !== "on") return why === "" ? pushOff() : undefined;
  push = { state: why === "" ? "" : why === LATE ? "late" : "failed", why };
  draw();
  await devices();
}

async function devices(): Promise<void> {
  if (one("#push-devices")) await load("/part/push", "#push-devices");
}

function state(): State {
  if (!("Notification" in window) || !window.isSecureContext) return "none";
  if (Notification.permission === "denied") return "denied";
  return Notification.permission === "granted" && localStorage.getItem(WANTED) !== null ? "on" : "off";
}

function draw(): void {
  const now = state();
  const closed = now !== "on" ? "" : push.state || (isPushed() ? "on" : canPush() ? "off" : "none");
  for (const line of all("[data-notify-state]")) line.hidden = line.dataset["notifyState"] !== now;
  for (const line of all("[data-push-state]")) line.hidden = line.dataset["pushState"] !== closed;
  for (const why of all("[data-push-why]")) why.textContent = push.why;
  for (const button of all("[data-notify]")) button.hidden = button.dataset["notify"] === "on" ? now !== "off" : now !== "on";
  for (const button of all("[data-push-on]")) button.hidden = !["off", "failed", "late"].includes(closed);
}
