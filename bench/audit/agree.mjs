// Says where the two answers agree. usage: node agree.mjs AUDIT.json DUCKDB.json
import { readFileSync } from "node:fs";

const [ours, theirs] = process.argv.slice(2, 4).map((file) => JSON.parse(readFileSync(file, "utf8")));
const found = ours.findings;
const pairs = [
  ["cases", ours.source.cases, theirs.cases], ["idle 3 days", found.idle3bd.cases, theirs.idle3bd], ["… for nobody", found.idle3bdNotWaiting.cases, theirs.idle3bdNotWaiting],
  ["gap p50 bh", found.openGapsBusinessHours.p50, theirs.openGapsBusinessHours.p50], ["gap p90 bh", found.openGapsBusinessHours.p90, theirs.openGapsBusinessHours.p90],
  ["gap p99 bh", found.openGapsBusinessHours.p99, theirs.openGapsBusinessHours.p99], ["gap p99 h", found.openGapsCalendarHours.p99, theirs.openGapsCalendarHours.p99],
  ["moved", Math.round((1 - found.teamChanges["0"]) * ours.source.cases / 1000), Math.round(theirs.moved / 1000)],
  ["first response p50", found.firstResponseBusinessHours.p50, theirs.firstResponseP50],
  ["waits ended", found.endOfCustomerWait.ended, theirs.waitsEnded], ["waits closed", found.endOfCustomerWait.closed, theirs.waitsClosed],
];
for (const [name, a, b] of pairs) console.log(`${Math.abs(a - b) <= Math.max(2e-4, Math.abs(b) * 1e-4) ? "equal " : "DIFFER"}  ${name.padEnd(20)} ${a}  ${b}`);
