// How many durable tickets a second come of mail, by HTTP upload and by pipe, beside the raw insert rate of the same disk in the
// same run; and what each costs the processor. Usage: node bench/mail/bench.mjs [mails by HTTP] [mails by pipe] [at once]
// It starts a demo desk of its own in a scratch folder. The product must be built (./headway --version builds it).
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, openSync, writeSync, fsyncSync, closeSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [byHttp = 1200, byPipe = 400, atOnce = 8] = process.argv.slice(2).map(Number);
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const data = mkdtempSync(join(tmpdir(), 'headway-mail-bench-'));
const port = 20_000 + Math.floor(Math.random() * 9_000);
const product = process.env.HEADWAY_PRODUCT ?? join(root, 'artifacts/bin/Headway.Cli/release/headway.dll');
// A desk throttles one token to what a person needs; here one token is a whole transfer agent.
const env = { ...process.env, Headway__Limits__Api: '0', Headway__Limits__Upload: '0', HEADWAY_DATA: data, PORT: String(port), ASPNETCORE_WEBROOT: join(root, 'src/Headway.Web/wwwroot'), HEADWAY_MAIL_GATEWAY: join(root, 'src/mail-gateway/gateway.js') };
const desk = spawn('dotnet', [product, 'demo'], { env, stdio: 'ignore' });
const run = process.hrtime()[0].toString(36);

const message = (n, kind) =>
  ['From: Sender ' + n + ' <sender' + n + '@' + kind + run + '.example>', 'To: it@demo.example', `Subject: Printer ${n} is silent`, `Message-ID: <${kind}-${run}-${n}@client.example>`,
    'Date: Mon, 09 Mar 2026 09:00:00 +0000', 'MIME-Version: 1.0', 'Content-Type: multipart/alternative; boundary=b', '', '--b', 'Content-Type: text/plain; charset=utf-8', '',
    'Hello,\r\n\r\nsince this morning the printer in room 4.12 prints nothing. I have switched it off and on.\r\n\r\nRegards\r\nSender', '--b', 'Content-Type: text/html; charset=utf-8', '',
    '<p>Hello,</p><p>since this morning the printer in room 4.12 prints <b>nothing</b>.</p><p>Regards</p>', '--b--', ''].join('\r\n');

const seconds = () => Number(process.hrtime.bigint()) / 1e9;
const ticks = (pid) => { try { const [utime, stime] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13).map(Number); return (utime + stime) / 100; } catch { return 0; } };
const children = (pid) => readdirSync('/proc').filter((one) => /^\d+$/.test(one)).filter((one) => { try { return readFileSync(`/proc/${one}/stat`, 'utf8').split(') ')[1].split(' ')[1] === String(pid); } catch { return false; } });
const burnt = () => ticks(desk.pid) + children(desk.pid).reduce((sum, pid) => sum + ticks(pid), 0);

async function measured(name, count, one) {
  let next = 0;
  const [began, cpu] = [seconds(), burnt()];
  await Promise.all(Array.from({ length: atOnce }, async () => { while (next < count) await one(next++); }));
  const took = seconds() - began;
  console.log(`${name}: ${(count / took).toFixed(0)} mails/s (${count} at ${atOnce} at once, ${((burnt() - cpu) * 1000 / count).toFixed(1)} ms of processor a mail in the desk and its gateway)`);
  return count / took;
}

function rawInserts() {
  const file = join(data, 'raw');
  const line = Buffer.alloc(4096, 'x');
  const out = openSync(file, 'w');
  const began = seconds();
  let count = 0;
  for (; seconds() - began < 2; count++) { writeSync(out, line); fsyncSync(out); }
  closeSync(out);
  return count / (seconds() - began);
}

function pipe(n) {
  return new Promise((resolve, reject) => {
    const child = spawn(join(root, 'headway'), ['mail', 'receive', '--demo'], { env, stdio: ['pipe', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk) => (said += chunk));
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`pipe: ${code} ${said}`))));
    child.stdin.end(message(n, 'pipe'));
  });
}

try {
  const up = seconds();
  for (;;) {
    try { if ((await fetch(`http://localhost:${port}/`)).ok) break; } catch { /* not yet */ }
    if (seconds() - up > 240 || desk.exitCode !== null) throw new Error('The demo did not start.');
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  const made = spawnSync('dotnet', [product, 'token', 'create', '--person', 'ada@demo.example', '--name', 'bench', '--demo'], { env, encoding: 'utf8' });
  const token = made.stdout.trim().split(/\s+/).at(-1);
  const upload = async (n, kind = 'http') => {
    const answer = await fetch(`http://localhost:${port}/api/v1/mail`, { method: 'POST', body: message(n, kind), headers: { 'content-type': 'message/rfc822', authorization: `Bearer ${token}` } });
    const fate = await answer.json();
    if (!answer.ok || fate.fate !== 'opened') throw new Error(`upload: ${answer.status} ${JSON.stringify(fate)}`);
  };
  for (let n = 0; n < 60; n++) await upload(n, 'warm');
  const raw = rawInserts();
  console.log(`raw: ${raw.toFixed(0)} writes of 4 KiB with fsync a second, one after the other`);
  const http = await measured('HTTP upload', byHttp, upload);
  const piped = await measured('pipe', byPipe, pipe);
  console.log(JSON.stringify({ raw: Math.round(raw), http: Math.round(http), pipe: Math.round(piped), httpToRaw: +(http / raw).toFixed(2) }));
} finally {
  desk.kill('SIGTERM');
  await new Promise((resolve) => desk.on('exit', resolve));
  rmSync(data, { recursive: true, force: true });
}
