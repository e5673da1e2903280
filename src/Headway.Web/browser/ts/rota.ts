// The rota by keys: arrows go from shift to shift, up and down through the people, left and right through the days.
import { all, one } from "./page";
import { onKey } from "./keys";

const moves: Record<string, [number, number]> = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

export function startRota(): void {
  if (!one("[data-grid]")) return;
  onKey((key) => {
    const at = document.activeElement?.closest<HTMLElement>("[data-grid] td");
    const by = moves[key];
    if (!at || !by || one("dialog[open]")) return false;
    return go(at, document.activeElement as HTMLElement, by);
  });
}

function go(cell: HTMLElement, from: HTMLElement, [down, right]: [number, number]): boolean {
  const within = all("[data-cell]", cell);
  const next = within[within.indexOf(from) + down];
  // Inside a cell up and down go through its shifts first.
  if (down !== 0 && next) return next.focus(), true;
  const row = cell.parentElement as HTMLTableRowElement;
  const rows = [...(row.parentElement?.children ?? [])] as HTMLTableRowElement[];
  const to = rows[rows.indexOf(row) + down]?.cells[(cell as HTMLTableCellElement).cellIndex + right];
  const places = to ? all("[data-cell]", to) : [];
  (down < 0 ? places.at(-1) : places[0])?.focus();
  return true;
}
