// A screen that nobody touches: it draws itself anew, says when it could not, and takes over a new version by itself.
import { fragment, one } from "./page";

const EVERY = 30_000, WHOLE = 3_600_000;
const began = Date.now();

export function startWall(): void {
  if (!one("[data-wall]")) return;
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
}
