// Light and rows change at once; the cookie lets the server draw the next page that way, without a flash.
import { all, cookie, on, one } from "./page";
import { onKey } from "./keys";

export function startLooks(): void {
  on("change", "[data-theme-choice]", (radio) => choose("theme", (radio as HTMLInputElement).value));
  on("change", "[data-density-choice]", (radio) => choose("density", (radio as HTMLInputElement).value));
  on("click", "[data-table]", (button) => toggle(button.closest<HTMLElement>(".charted")));
  on("change", "[data-submit]", (field) => (field.closest("form") as HTMLFormElement | null)?.requestSubmit());
  onKey((key) => {
    if (key !== "t" || one("#ticket") || !one(".charted")) return false;
    const focused = document.activeElement?.closest<HTMLElement>(".charted");
    for (const chart of focused ? [focused] : all(".charted")) toggle(chart);
    return true;
  });
}

function choose(name: "theme" | "density", value: string): void {
  cookie(name, value);
  if (value === "system" || value === "dense") document.documentElement.removeAttribute(`data-${name}`);
  else document.documentElement.setAttribute(`data-${name}`, value);
}

function toggle(chart: HTMLElement | null): void {
  const tabled = chart?.classList.toggle("tabled") ?? false;
  for (const button of chart ? all("[data-table]", chart) : []) button.setAttribute("aria-pressed", String(tabled));
}
