// The list: j and k walk it, Enter goes in, n takes the next. On a wide screen walking opens beside it.
import { all, calmly, isWide, on, one, say } from "./page";
import { onKey } from "./keys";
import { eachFragment, load } from "./htmx";

const links = (): HTMLElement[] => all(".rows .act:not(.gone) .what");
const current = (): HTMLElement | null => one(".rows .what[aria-current]");
const walker = {};

export function startList(): void {
  onKey((key) => {
    if (!one(".rows") || one("dialog[open]")) return false;
    if (key === "j" || key === "k") return walk(key === "j" ? 1 : -1);
    if (key === "n") return next();
    if (key === "x") return mark();
    if (key === "Enter" && document.activeElement?.matches(".act .what") && isWide()) return enter(document.activeElement as HTMLElement);
    return false;
  });
  on("click", ".act .what", (link) => {
    select(link);
    // The address names the ticket from now on; a phone shows it instead of the list.
    document.addEventListener("htmx:after:swap", () => {
      one("#work")?.classList.add("open");
      if (!isWide()) scrollTo(0, 0);
    }, { once: true });
  });
  on("click", "[data-picking]", () => { one("#list")?.classList.toggle("picking"); one<HTMLInputElement>(".list.picking .pick")?.focus(); });
  on("click", "[data-unpick]", () => { for (const box of all<HTMLInputElement>(".pick:checked")) box.checked = false; picked(); });
  on("change", ".pick", () => picked());
  eachFragment(() => {
    const open = one("#ticket")?.dataset["activity"];
    const row = open ? one(`[data-row="${CSS.escape(open)}"] .what`) : null;
    if (row) select(row, false);
  });
}

function walk(by: number): boolean {
  const rows = links();
  const from = rows.indexOf((document.activeElement?.matches(".act .what") ? document.activeElement : current()) as HTMLElement);
  const to = rows[Math.min(rows.length - 1, Math.max(0, from + by))];
  if (!to) return false;
  to.focus({ preventScroll: true });
  to.scrollIntoView({ block: "nearest" });
  if (isWide()) {
    select(to);
    calmly(walker, 90, () => to.click());
  }
  return true;
}

/** The first row that is not the open one. The answer box gets the focus once the ticket is there. */
function next(): boolean {
  const to = links().find((link) => link !== current());
  if (!to) return false;
  to.closest(".rows")?.scrollTo({ top: 0 });
  if (isWide()) document.addEventListener("htmx:after:swap", () => one("#ticket .body")?.focus(), { once: true });
  to.click();
  return true;
}

function enter(link: HTMLElement): boolean {
  if (link === current() && one("#composer")) one("#words-of-reply")?.focus();
  else link.click();
  return true;
}

function select(link: HTMLElement, aloud = true): void {
  for (const other of all(".rows .what[aria-current]")) if (other !== link) other.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
  if (aloud) say(`${link.textContent}, ${link.closest(".act")?.querySelector(".due")?.textContent ?? ""}`);
}

function mark(): boolean {
  const row = (document.activeElement?.closest(".act") ?? current()?.closest(".act")) as HTMLElement | null;
  const box = row && one<HTMLInputElement>(".pick", row);
  if (!box) return false;
  one("#list")?.classList.add("picking");
  box.checked = !box.checked;
  picked();
  return true;
}

function picked(): void {
  if (!one("#list")) return;
  const count = all(".pick:checked").length;
  one("#list")?.classList.toggle("picking", count > 0);
  const host = one("#bulk");
  if (count === 0) host?.replaceChildren();
  else if (host && !one("form", host)) void load("/part/bulk", "#bulk", "innerHTML").then(() => counted(count));
  else counted(count);
}

// The words came with a number in front; only the number changes.
function counted(count: number): void {
  const label = one("#bulk [data-picked]");
  if (label) label.textContent = (label.textContent ?? "").replace(/\d+/, String(count));
}
