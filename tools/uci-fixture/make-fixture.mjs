// Derives src/Headway.Application/Demo/uci-facts.csv.gz, the history of the demo desk, from the public UCI
// "Incident management process enriched event log" (data set 498, CC BY 4.0). Run it only to make the file anew:
//
//   node tools/uci-fixture/make-fixture.mjs LOG.csv[.xz|.gz] [OUT.csv.gz]
//
// (.xz is read through the system's `xz -dc`.) The result is the same to the byte for the same log.
//
// What is taken: tickets opened in seven consecutive weeks, Monday 14 March to Sunday 1 May 2016, a fixed share of
// them chosen by a hash of their number; whatever happened after the last of these weeks is left out, so some tickets
// are open at the end. Of each ticket: when it was opened, its first priority and category, then only the changes of
// state, team and person. Rows that change none of the three are dropped. Columns that hold later knowledge
// (resolved_at, closed_at, resolved_by, closed_code, made_sla) are never read. Numbers, callers, places, devices and
// who wrote a row are never carried over; teams, people and categories are renumbered by how often they act.
//
// Format, UTF-8, LF:
//   # lines       source, licence and counts, for people
//   #team,gN,T    the log's team gN is told as the demo's team T (as many hand-overs as possible stay hand-overs)
//   header        opened,priority,category,events
//   a row         one ticket, by opening. opened: minutes since Monday 00:00 of the first week, wall clock of the log.
//                 events: separated by blanks, each minutes:state:team:person, minutes since opening (never falling),
//                 an empty part = as before, trailing colons left off; person "-" = nobody, "auto" = the rule that
//                 closes resolved tickets, which is nobody's touch. Before its first event a ticket is NEW at the desk.
//                 Whoever is set on a ticket that is closed already is left out.
// States are Headway's status codes: New is NEW (ASSIGNED once it has a person or has left the desk), Active
// IN_PROGRESS, Awaiting User Info and Awaiting Evidence AWAIT_CUSTOMER, Awaiting Vendor AWAIT_SUPPLIER, Awaiting
// Problem AWAIT_CHANGE; from waiting for the customer back to Active is CUST_UPDATED until the next row, from resolved
// or closed to open REOPENED until the next row. The unknown state "-100" is passed over.
import { spawn } from "node:child_process";
import { createReadStream, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip, gzipSync } from "node:zlib";
import { figures } from "./figures.mjs";
import { demoTeams } from "./teams.mjs";

const firstDay = Date.UTC(2016, 2, 14);
const weeks = 7;
const sharePerMille = 264;
const autoCloser = "Updated by 908";
const minute = 60_000;
const end = firstDay + weeks * 7 * 24 * 60 * minute;
const states = {
  Active: "IN_PROGRESS", "Awaiting User Info": "AWAIT_CUSTOMER", "Awaiting Evidence": "AWAIT_CUSTOMER",
  "Awaiting Vendor": "AWAIT_SUPPLIER", "Awaiting Problem": "AWAIT_CHANGE", Resolved: "RESOLVED", Closed: "CLOSED",
};
const finished = new Set(["RESOLVED", "CLOSED"]);

const [source, target = "src/Headway.Application/Demo/uci-facts.csv.gz"] = process.argv.slice(2);
if (!source) {
  console.error("usage: node tools/uci-fixture/make-fixture.mjs LOG.csv[.xz|.gz] [OUT.csv.gz]");
  process.exit(2);
}

function open(path) {
  if (path.endsWith(".xz")) {
    const child = spawn("xz", ["-dc", path], { stdio: ["ignore", "pipe", "inherit"] });
    child.on("close", (code) => code && fail(`xz ended with ${code}`));
    child.on("error", (error) => fail(`xz could not be started: ${error.message}`));
    return child.stdout;
  }
  const file = createReadStream(path);
  return path.endsWith(".gz") ? file.pipe(createGunzip()) : file;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

function instant(text) {
  const [, day, month, year, hour, min] = /^(\d+)\/(\d+)\/(\d+) (\d+):(\d+)$/.exec(text) ?? fail(`not a time: ${text}`);
  return Date.UTC(+year, +month - 1, +day, +hour, +min);
}

function chosen(number) {
  let hash = 0x811c9dc5;
  for (const char of number) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0;
  return hash % 1000 < sharePerMille;
}

const cases = new Map();
let columns;
for await (const line of createInterface({ input: open(source) })) {
  if (line.includes('"')) fail("quoted cells are not expected in this log");
  const cells = line.split(",");
  if (!columns) {
    columns = Object.fromEntries(cells.map((name, index) => [name.replace(/^\uFEFF/, ""), index]));
    continue;
  }
  const cell = (name) => cells[columns[name]];
  const opened = instant(cell("opened_at"));
  if (opened < firstDay || opened >= end || !chosen(cell("number"))) continue;
  const rows = cases.get(cell("number")) ?? { opened, rows: [] };
  rows.rows.push({
    order: +cell("sys_mod_count"), at: instant(cell("sys_updated_at")), state: cell("incident_state"),
    team: cell("assignment_group"), person: cell("assigned_to"), priority: "P" + cell("priority")[0],
    category: cell("category"), automatic: cell("incident_state") === "Closed" && cell("sys_updated_by") === autoCloser,
  });
  cases.set(cell("number"), rows);
}

if (cases.size === 0) fail(`no ticket of the chosen weeks in ${source}`);

const known = (value) => value !== "?";
const ranks = (values, letter) => {
  const counts = new Map();
  for (const value of values) if (known(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  const byCount = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return new Map(byCount.map(([value], index) => [value, letter + (index + 1)]));
};
const allRows = [...cases.values()].flatMap((c) => c.rows);
const teamNames = ranks(allRows.map((r) => r.team), "g");
const personNames = ranks(allRows.map((r) => r.person), "p");
const categoryNames = ranks([...cases.values()].map((c) => c.rows[0].category), "k");
const desk = "g1";

function changes(ticket) {
  const sorted = ticket.rows.sort((a, b) => a.order - b.order || a.at - b.at);
  const events = [];
  let state = "", team = "", person = "", since = 0;
  for (const row of sorted) {
    if (row.at >= end || !(row.state === "New" || states[row.state])) continue;
    const nextTeam = teamNames.get(row.team) ?? team;
    let nextPerson = row.automatic ? "auto" : personNames.get(row.person) ?? (nextTeam === team && !person ? "" : "-");
    let next = states[row.state] ?? (nextPerson.startsWith("p") || (nextTeam && nextTeam !== desk) ? "ASSIGNED" : "NEW");
    if (next === "IN_PROGRESS" && state === "AWAIT_CUSTOMER") next = "CUST_UPDATED";
    if (finished.has(state) && !finished.has(next)) next = "REOPENED";
    if (!person && nextPerson === "-") nextPerson = "";
    if (next === state && ((nextTeam === team && nextPerson === person) || state === "CLOSED")) continue;
    since = Math.max(since, Math.round((row.at - ticket.opened) / minute), 0);
    events.push({
      since, state: next === state ? "" : next, team: nextTeam === team ? "" : nextTeam,
      person: nextPerson === person ? "" : nextPerson,
    });
    [state, team, person] = [next, nextTeam, nextPerson];
  }
  return events;
}

const tickets = [...cases.entries()]
  .sort(([a, x], [b, y]) => x.opened - y.opened || (a < b ? -1 : 1))
  .map(([, c]) => ({
    opened: Math.round((c.opened - firstDay) / minute), events: changes(c),
    priority: c.rows[0].priority, category: categoryNames.get(c.rows[0].category) ?? "",
  }));
const teams = demoTeams(tickets, desk);
const shown = (e) => [e.since, e.state, e.team, e.person].join(":").replace(/:+$/, "");
const lines = [
  "# Derived from: Amaral, Fantinato, Peres (2018), Incident management process enriched event log,",
  "# UCI Machine Learning Repository, https://doi.org/10.24432/C57S4H, licensed CC BY 4.0.",
  "# Changed: a sample of seven weeks, diffs only, ids renumbered, states mapped. See tools/uci-fixture.",
  `# tickets ${tickets.length}, events ${tickets.reduce((sum, t) => sum + t.events.length, 0)}, weeks ${weeks}`,
  ...[...teams].map(([team, told]) => `#team,${team},${told}`),
  "opened,priority,category,events",
  ...tickets.map((t) => [t.opened, t.priority, t.category, t.events.map(shown).join(" ")].join(",")),
];
const packed = gzipSync(lines.join("\n") + "\n", { level: 9 });
writeFileSync(target, packed);
console.log(`${target}: ${packed.length} bytes`);
for (const [name, value] of figures(tickets, teams, weeks)) console.log(`${name}: ${value}`);
