// Found tickets: j and k walk the rows, x marks one, and what was done to several is seen at once.
import { all, fragment, on, one } from "./page";
import { onKey } from "./keys";
import { load } from "./htmx";

const rows = (): HTMLElement[] => all("[data-found] tbody tr");
const boxes = (): HTMLInputElement[] => all<HTMLInputElement>("[data-found] .pick");

export function startFound(): void {
  onKey((key) => {
    if (!one("[data-found]") || one("dialog[open]")) return false;
    if (key === "j" || key === "k") return walk(key === "j" ? 1 : -1);
    if (key === "x") return mark();
    return false;
  });
  on("change", "[data-found] [data-mark-all]", (box) => {
    for (const other of boxes()) other.checked = (box as HTMLInputElement).checked;
    marked();
  });
  on("change", "[data-found] .pick", () => marked());
  on("click", "#finding [data-unpick]", () => { for (const box of boxes()) box.checked = false; marked(); });
  // The answer stands where the form was; the rows above it say what is so now.
  document.addEventListener("htmx:after:swap", () => { if (one("#finding #bulk [role=status]")) void again(); });
}

function walk(by: number): boolean {
  const links = rows().map((row) => one(".what a", row)).filter((link): link is HTMLElement => link !== null);
  const at = links.findIndex((link) => link.closest("tr")?.contains(document.activeElement));
  const to = links[Math.min(links.length - 1, Math.max(0, at + by))];
  to?.focus();
  return to !== undefined;
}

function mark(): boolean {
  const box = one<HTMLInputElement>(".pick", document.activeElement?.closest("[data-found] tr") ?? document.createElement("i"));
  if (!box) return false;
  box.checked = !box.checked;
  marked();
  return true;
}

function marked(): void {
  const count = boxes().filter((box) => box.checked).length;
  const every = one<HTMLInputElement>("[data-mark-all]");
  if (every) {
    every.checked = count > 0 && count === boxes().length;
    every.indeterminate = count > 0 && count < boxes().length;
  }
  const host = one("#finding #bulk");
  const say = (): void => { const label = one("[data-picked]", host ?? document); if (label) label.textContent = (label.textContent ?? "").replace(/\d+/, String(count)); };
  if (count === 0) host?.replaceChildren();
  else if (host && !one("form", host)) void load("/part/bulk", "#bulk", "innerHTML").then(say);
  else say();
}

async function again(): Promise<void> {
  const html = await fragment(location.pathname + location.search);
  const fresh = html && one("[data-found]", new DOMParser().parseFromString(html, "text/html"));
  if (fresh) one("[data-found]")?.replaceWith(document.adoptNode(fresh));
}
