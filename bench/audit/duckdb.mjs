// What of the audit SQL can ask, on the same file. usage: node duckdb.mjs FILE
import { DuckDBInstance } from "@duckdb/node-api";

const [file] = process.argv.slice(2);
const begin = performance.now();
const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
const db = await instance.connect();
await db.run(`CREATE TABLE raw AS SELECT row_number() OVER () AS seq, ticket, time::TIMESTAMP AS ts, status, team
  FROM read_csv('${file.replaceAll("'", "''")}', header = true)`);
const loaded = performance.now();
// Business seconds since a Monday long ago, Monday to Friday, nine to five.
await db.run(`CREATE TABLE ev AS SELECT ticket, seq, ts, status, team, epoch(ts)::BIGINT AS s,
  ((epoch(ts)::BIGINT - 345600) // 604800) * 144000
  + LEAST(((epoch(ts)::BIGINT - 345600) % 604800) // 86400, 5) * 28800
  + CASE WHEN ((epoch(ts)::BIGINT - 345600) % 604800) // 86400 < 5
      THEN GREATEST(0, LEAST(28800, (epoch(ts)::BIGINT % 86400) - 32400)) ELSE 0 END AS b FROM raw`);
await db.run(`CREATE TABLE gaps AS SELECT ticket, status, team, s, b,
  lead(s) OVER w - s AS c, lead(b) OVER w - b AS g, lag(status) OVER w AS before, lag(team) OVER w AS was FROM ev WINDOW w AS (PARTITION BY ticket ORDER BY ts, seq)`);
const one = async (sql) => (await (await db.runAndReadAll(sql)).getRows())[0].map((v) => (v === null ? null : Number(v)));
const open = "status NOT IN ('Resolved', 'Closed') AND g IS NOT NULL";
const [p50, p90, p99] = await one(`SELECT quantile_cont(g / 3600.0, 0.5), quantile_cont(g / 3600.0, 0.9), quantile_cont(g / 3600.0, 0.99) FROM gaps WHERE ${open}`);
const [c50, c90, c99] = await one(`SELECT quantile_cont(c / 3600.0, 0.5), quantile_cont(c / 3600.0, 0.9), quantile_cont(c / 3600.0, 0.99) FROM gaps WHERE ${open}`);
const [cases] = await one("SELECT count(DISTINCT ticket) FROM ev");
const [idle] = await one(`SELECT count(DISTINCT ticket) FROM gaps WHERE ${open} AND g >= 86400`);
const [nobody] = await one(`SELECT count(DISTINCT ticket) FROM gaps WHERE ${open} AND g >= 86400 AND status IN ('New', 'In Progress')`);
const [moved] = await one("SELECT count(*) FROM (SELECT ticket FROM gaps WHERE was IS NOT NULL AND was <> team GROUP BY ticket)");
const [first50] = await one(`SELECT quantile_cont((r - o) / 3600.0, 0.5) FROM (SELECT min(b) AS o, min(b) FILTER (WHERE status <> 'New') AS r FROM ev GROUP BY ticket) WHERE r IS NOT NULL`);
const [ended, closed] = await one(`SELECT count(*), count(*) FILTER (WHERE status IN ('Resolved', 'Closed')) FROM gaps WHERE before = 'Awaiting User' AND status <> before`);
const done = performance.now();
console.log(JSON.stringify({
  loadSeconds: (loaded - begin) / 1000, querySeconds: (done - loaded) / 1000, seconds: (done - begin) / 1000, cases, idle3bd: idle, idle3bdNotWaiting: nobody,
  openGapsBusinessHours: { p50, p90, p99 }, openGapsCalendarHours: { p50: c50, p90: c90, p99: c99 }, moved, firstResponseP50: first50, waitsEnded: ended, waitsClosed: closed / ended,
  memoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
}));
process.exit(0);
