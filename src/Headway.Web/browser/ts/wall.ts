// A screen that nobody touches: it draws itself anew, says when it could not, and takes over a new version by itself.
import { all, fragment, one } from "./page";

const EVERY = 30_000, WHOLE = 3_600_000;
const began = Date.now();

export function startWall(): void {
  if (!one("[data-wall]")) return;
  fit();
  addEventListener("resize", fit);
  void document.fonts.ready.then(fit);
  setInterval(() => void draw(), EVERY);
  addEventListener("online", () => void draw());
}

async function draw(): Promise<void> {
  const wall = one("[data-wall]");
  const html = wall && (await fragment(wall.dataset["wall"] ?? ""));
  const fresh = html ? one("[data-wall]", new DOMParser().parseFromString(html, "text/html")) : null;
  // No line, or another page than the wall (somebody has to sign in): what stands stays, and says from when it is.
  if (!wall || !fresh) return void one("#wall-away")?.removeAttribute("hidden");
  if (Date.now() - began > WHOLE) return location.reload();
  wall.replaceWith(document.adoptNode(fresh));
  fit();
}

// Nobody scrolls a wall: a list shows as many rows as its place has room for, and says how many it leaves out.
function fit(): void {
  for (const list of all("[data-fit]")) {
    one(":scope > .more", list)?.remove();
    const rows = [...list.children] as HTMLElement[];
    for (const row of rows) row.hidden = false;
    const rest = Number(list.dataset["rest"] ?? 0);
    if (rest === 0 && fits(list)) continue;
    const more = document.createElement("li");
    more.className = "more";
    list.append(more);
    let shown = rows.length;
    const say = (): void => void (more.textContent = (list.dataset["fit"] ?? "").replace("{0}", String(rest + rows.length - shown)));
    say();
    while (!fits(list) && shown > 0) {
      const last = rows[--shown];
      if (last) last.hidden = true;
      say();
    }
  }
}

const fits = (list: HTMLElement): boolean => list.scrollHeight <= list.clientHeight + 1;
