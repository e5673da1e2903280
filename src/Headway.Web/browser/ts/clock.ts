// Near dues are kept fresh in words; the desk's clock may be the demo's own.
import { all } from "./page";
import { words } from "./words";

const loaded = performance.now();
let began = Number(document.body.dataset["now"] ?? Date.now());
let since = loaded;

export const now = (): number => began + performance.now() - since;
export function setNow(at: number): void { began = at; since = performance.now(); freshen(); }

export function startClock(): void { setInterval(freshen, 15_000); document.addEventListener("visibilitychange", freshen); }

function freshen(): void {
  for (const shown of all("[data-clock]"))
    shown.textContent = new Intl.DateTimeFormat(document.documentElement.lang === "de" ? "de-DE" : "en-GB", { weekday: "short", hour: "2-digit", minute: "2-digit", timeZone: document.body.dataset["zone"] ?? "UTC" }).format(now()).replace(/[.,]/g, "");
  for (const time of all<HTMLTimeElement>("time[data-when=due]")) {
    const left = Math.floor((Date.parse(time.dateTime) - now()) / 60_000);
    if (left > 60 || left < -600) continue;
    const said = left < 0 ? words("time.overdue", length(-left)) : left === 0 ? words("time.now") : words("time.in", length(left));
    if (time.textContent !== said) time.textContent = said;
    const row = time.closest(".act, .due, .duty");
    row?.classList.toggle("late", left < 0);
    row?.classList.toggle("soon", left >= 0);
  }
}

const length = (minutes: number): string => minutes < 60 ? words("time.min", minutes) : words(minutes % 60 === 0 ? "time.h" : "time.h-min", Math.floor(minutes / 60), String(minutes % 60).padStart(2, "0"));
