// The browser's own notifications, from the stream that is there anyway. Permission is asked for on a press, never by
// itself; whether they are wanted is a matter of this browser and is kept in it.
import { all, on } from "./page";

const WANTED = "headway-notify", SEEN = "headway-notice";
type State = "none" | "off" | "on" | "denied";

export function startNotify(): void {
  on("click", "[data-notify]", (button) => void press(button.dataset["notify"] === "on"));
  document.addEventListener("htmx:after:swap", draw);
  // What was allowed or taken back in the browser's settings shows at once.
  void navigator.permissions?.query({ name: "notifications" }).then((status) => (status.onchange = draw), () => undefined);
  draw();
}

/** Shown while no page of ours is in front. A page that is in front says so first; the others wait a moment for it. */
export function notify(id: number, text: string): void {
  if (!document.hidden) return localStorage.setItem(SEEN, String(id));
  if (state() !== "on") return;
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
  if (!wanted) localStorage.removeItem(WANTED);
  else if ((await Notification.requestPermission()) === "granted") localStorage.setItem(WANTED, "1");
  draw();
}

function state(): State {
  if (!("Notification" in window) || !window.isSecureContext) return "none";
  if (Notification.permission === "denied") return "denied";
  return Notification.permission === "granted" && localStorage.getItem(WANTED) !== null ? "on" : "off";
}

function draw(): void {
  const now = state();
  for (const line of all("[data-notify-state]")) line.hidden = line.dataset["notifyState"] !== now;
  for (const button of all("[data-notify]")) button.hidden = button.dataset["notify"] === "on" ? now !== "off" : now !== "on";
}
