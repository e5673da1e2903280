// The desk changes by itself, and nothing moves under the cursor: arrivals are announced and folded in on a key.
import { all, calmly, fragment, on, one, say, send } from "./page";
import { load, settle } from "./htmx";
import { listen } from "./live";
import { setNow } from "./clock";
import { notify } from "./notify";
import { toast } from "./toasts";
import { counted } from "./words";

const list = (): HTMLElement | null => one("#list");
const scope = (): string => `scope=${list()?.dataset["scope"] ?? "mine"}`;

const opened = (): number => Number(one("#ticket")?.dataset["ticket"]);

let connected = false;
// The newest version of each ticket that was heard of.
const heard = new Map<number, number>();

export function startDeskLive(): void {
  listen((happening) => {
    if (happening.kind === "here" && !connected) { connected = true; here(document.activeElement?.matches("#composer textarea") ?? false); }
    // Who never was connected has not lost anything.
    if (happening.kind === "away" && !connected) return;
    if (happening.kind === "away" || happening.kind === "here") calmly(startDeskLive, happening.kind === "away" ? 4000 : 0, () => one("#away")?.toggleAttribute("hidden", happening.kind === "here"));
    else if (happening.kind === "list") listed();
    else if (happening.kind === "missed") { listed(); changed(opened()); }
    else if (happening.kind === "ticket") { heard.set(happening.ticket, happening.version); changed(happening.ticket, happening.version); }
    else if (happening.kind === "presence") present(happening.ticket, happening.people);
    else if (happening.kind === "clock") { setNow(happening.now); void foldIn(); void chases(); }
    else noticed(happening);
  });
  on("click", "#fold-in", () => void foldIn());
  on("focusin", "#composer textarea", () => here(true));
  on("focusout", "#composer textarea", () => here(false));
  setInterval(() => { if (!document.hidden) here(document.activeElement?.matches("#composer textarea") ?? false); }, 20_000);
  document.addEventListener("htmx:after:swap", () => {
    calmly(here, 200, () => here(false));
    // It may have changed between being read and being shown.
    const version = heard.get(opened());
    if (version !== undefined) changed(opened(), version);
  });
}

function listed(): void {
  calmly(announce, 400, () => void announce());
  calmly(chases, 500, () => void chases());
  calmly(called, 300, () => void called());
}

async function announce(): Promise<void> {
  const html = list() && (await fragment(`/part/list/news?${scope()}&since=${encodeURIComponent(list()?.dataset["version"] ?? "")}`));
  if (!html) return;
  const { arrived, gone } = JSON.parse(html) as { arrived: number; gone: string[] };
  for (const id of gone) one(`[data-row="${CSS.escape(id)}"]`)?.classList.add("gone");
  const bar = one("#fold-in");
  if (!bar || (arrived === 0 && gone.length === 0)) return;
  bar.hidden = arrived === 0;
  const text = counted("js.new", arrived);
  if (bar.firstElementChild && bar.firstElementChild.textContent !== text) say(text);
  bar.firstElementChild?.replaceChildren(text);
}

/** The board's chases are drawn anew: who oversees them must not have to look again. */
async function chases(): Promise<void> {
  const board = one("#chase-board");
  if (board) await load(`/part/board/chases?team=${board.dataset["team"] ?? ""}`, "#chase-board", "outerHTML");
}

/** A call to the team is watched by several at once. */
async function called(): Promise<void> {
  const board = one("#call-board");
  if (board) await load(`/part/mobilise/${board.dataset["call"] ?? ""}`, "#call-board", "outerHTML");
}

/** The row that is open stays where the eye is: the list scrolls back to it. */
async function foldIn(): Promise<void> {
  if (!list()) return;
  const open = one(".rows .what[aria-current]")?.closest<HTMLElement>(".act")?.dataset["row"];
  const before = open ? one(`[data-row="${CSS.escape(open)}"]`)?.getBoundingClientRect().top : undefined;
  await load(`/part/list?${scope()}${open ? `&open=${open}` : ""}`, "#list", "outerMorph");
  const after = open ? one(`[data-row="${CSS.escape(open)}"]`)?.getBoundingClientRect().top : undefined;
  if (before !== undefined && after !== undefined) one(".rows")?.scrollBy(0, after - before);
}

/** Head, conversation and context of the open ticket are drawn anew, unless it shows that version already; the answer box is left alone. */
function changed(ticket: number, version = Infinity): void {
  const open = one("#ticket");
  const isStill = (): boolean => open !== null && open.isConnected && Number(open.dataset["ticket"]) === ticket;
  if (!open || !isStill() || version <= Number(open.dataset["version"])) return;
  calmly(changed, 250, async () => {
    if (!isStill()) return;
    const html = await fragment(`/part/ticket/${ticket}`);
    // Another ticket may have been opened meanwhile: its pane must never show this one's words.
    if (!html || !isStill()) return;
    const fresh = new DOMParser().parseFromString(html, "text/html");
    const drawn = one("#ticket", fresh)?.dataset["version"] ?? "";
    if (Number(drawn) <= Number(open.dataset["version"])) return;
    const body = one("#body", open);
    const atEnd = body !== null && body.scrollHeight - body.scrollTop - body.clientHeight < 40;
    for (const part of ["#head", "#talk", "#chase", "#context"]) {
      const next = one(part, fresh);
      const old = one(part, open);
      if (!next || !old) continue;
      const redrawn = document.adoptNode(next);
      old.replaceWith(redrawn);
      settle(redrawn);
    }
    open.dataset["version"] = drawn;
    // Somebody who has begun to write keeps the old version: the save will show both.
    const form = one("#composer", open);
    if (form && one<HTMLTextAreaElement>("textarea", form)?.value === "") one<HTMLInputElement>("[name=version]", form)?.setAttribute("value", drawn);
    if (atEnd) body.scrollTo({ top: 1e6 });
  });
}

function present(ticket: number, people: { initials: string; said: string }[]): void {
  for (const place of all(`[data-presence="${ticket}"]`)) {
    const inHead = place.closest(".head") !== null;
    place.replaceChildren(...people.map(({ initials, said }) => {
      const seen = document.createElement("span");
      const face = Object.assign(document.createElement("span"), { className: "face", textContent: initials, ariaHidden: "true" });
      seen.title = said;
      if (inHead) seen.className = "seen";
      seen.append(face, Object.assign(document.createElement("span"), { className: inHead ? "" : "unseen", textContent: said }));
      return seen;
    }));
  }
}

function noticed({ unread, text, id, quiet }: { unread: number; text: string; id?: number; quiet?: boolean }): void {
  const count = one("#unread");
  if (count) { count.textContent = String(unread); count.hidden = unread === 0; }
  if (quiet || !text) return;
  toast(text);
  if (id !== undefined) notify(id, text);
}

function here(writing: boolean): void {
  const ticket = one("#ticket")?.dataset["ticket"];
  // Without the stream nobody would be told.
  if (ticket && connected) void send("/presence", { ticket, writing: writing ? "1" : "0" });
}
