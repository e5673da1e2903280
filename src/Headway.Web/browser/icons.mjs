// One sprite of the icons that are used, from lucide (ISC). A name on the left is ours, on the right lucide's.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const used = {
  next: "arrow-right", tickets: "list", board: "layout-dashboard", flow: "chart-spline", settings: "settings-2", more: "ellipsis",
  search: "search", bell: "bell", close: "x", check: "check", marks: "list-checks", back: "arrow-left", down: "chevron-down", right: "chevron-right", up: "chevron-up",
  clock: "clock", pause: "circle-pause", late: "clock-alert", calendar: "calendar", phone: "phone", mail: "mail", portal: "globe", chat: "message-circle", walk: "footprints",
  reply: "reply", note: "lock-keyhole", send: "send-horizontal", attach: "paperclip", file: "file", image: "image", macro: "zap", undo: "undo-2", resolve: "circle-check",
  take: "hand", transfer: "forward", help: "life-buoy", link: "link-2", tag: "tag", eye: "eye", edit: "pencil", trash: "trash-2", plus: "plus", person: "user", people: "users",
  place: "map-pin", language: "languages", star: "star", skip: "redo-dot", snooze: "calendar-clock", why: "circle-question-mark", warn: "triangle-alert", info: "info", stop: "octagon-alert",
  sun: "sun", moon: "moon", system: "monitor", keyboard: "keyboard", history: "history", promise: "handshake", key: "key-round", table: "table-2", chart: "chart-column",
  download: "download", copy: "copy", out: "log-out", team: "users-round", service: "package", board2: "columns-3", empty: "coffee", priority: "chevrons-up", external: "external-link", robot: "bot",
  lesson: "graduation-cap", book: "book-open", audit: "clipboard-check", away: "plane", merge: "merge", split: "split", thanks: "heart", door: "door-open", narrow: "sliders-horizontal",
};

export function icons(folder) {
  const symbols = Object.entries(used).map(([name, lucide]) => {
    const svg = readFileSync(join(folder, `${lucide}.svg`), "utf8");
    const body = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>")).replace(/\s+/g, " ").trim();
    return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${body}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
}
