// A log of so many events: ticket, time, status, team, agent; sorted by time, so that no ticket's rows stand together.
// usage: node generate.mjs FILE EVENTS. The same count gives the same bytes.
import { closeSync, openSync, writeSync } from "node:fs";

const [file, count = "10000000"] = process.argv.slice(2);
const events = Number(count);
const cases = Math.max(10, Math.round(events / 10));
let low = 0x9e3779b9;
const dice = () => { low ^= low << 13; low ^= low >>> 17; low ^= low << 5; return (low >>> 0) / 4294967296; };

const statuses = ["New", "In Progress", "Awaiting User", "In Progress", "Awaiting Vendor", "In Progress", "Resolved", "Closed"];
const step = new Uint8Array(cases);
const team = new Uint16Array(cases).map(() => Math.floor(dice() * 200));
const start = Date.UTC(2024, 0, 1) / 1000;
const length = 366 * 86400;
const out = openSync(file, "w");
let text = "ticket,time,status,team,agent\n";
const two = (n) => (n < 10 ? "0" : "") + n;
let day = -1;
let date = "";
for (let at = 0; at < events; at++) {
  const second = start + Math.floor((at / events) * length);
  const today = Math.floor(second / 86400);
  if (today !== day) { day = today; date = new Date(today * 86400000).toISOString().slice(0, 10); }
  const s = second % 86400;
  // Tickets live about a twentieth of the log: events fall on a moving window of them.
  const ticket = Math.min(cases - 1, Math.max(0, Math.floor((at / events) * cases + (dice() - 0.5) * cases * 0.05)));
  const now = step[ticket];
  step[ticket] = now < 7 ? now + (dice() < 0.7 ? 1 : 0) : 7;
  if (dice() < 0.12) team[ticket] = Math.floor(dice() * 200);
  text += `INC${10000000 + ticket},${date} ${two(Math.floor(s / 3600))}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)},${statuses[now]},Team ${team[ticket]},agent${Math.floor(dice() * 900)}\n`;
  if (text.length > 1 << 20) { writeSync(out, text); text = ""; }
}
writeSync(out, text);
closeSync(out);
