import test from 'node:test';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Readable } from 'node:stream';
import { lines } from '../lines.js';
import { smtpServer } from './smtp-server.js';

const program = fileURLToPath(new URL('../gateway.js', import.meta.url));

function start() {
  const child = spawn(process.execPath, ['--max-old-space-size=128', program], { stdio: ['pipe', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (said.out += chunk));
  child.stderr.on('data', (chunk) => (said.err += chunk));
  return { child, said, answers: () => said.out.split('\n').filter(Boolean).map((line) => JSON.parse(line)) };
}

test('gateway_WhenItsInputEnds_FinishesWhatItHasAndEnds', async () => {
  const server = await smtpServer({});
  const { child, said, answers } = start();
  const message = { from: { address: 'desk@example.org' }, to: ['ann@example.org'], subject: 's', text: 't' };
  for (let id = 0; id < 30; id++) child.stdin.write(JSON.stringify({ id, op: 'send', transport: server.transport(), message }) + '\n');
  child.stdin.end('{"id":"last","op":"ping"}');
  const [code] = await once(child, 'close');
  await server.close();
  assert.deepEqual([code, said.err], [0, '']);
  assert.equal(answers().filter((one) => one.ok).length, 31);
});

test('gateway_WhenALineMakesNoSense_AnswersAndGoesOn', async () => {
  const { child, answers } = start();
  child.stdin.end('nonsense\n\n{"id":1,"op":"ping"}\n');
  await once(child, 'close');
  assert.deepEqual(answers().map((one) => one.ok).sort(), [false, true]);
});

test('gateway_WhenASignInFails_WritesNoSecretAnywhere', async () => {
  const server = await smtpServer({ user: 'desk', pass: 'other' });
  const { child, said } = start();
  child.stdin.end(JSON.stringify({ id: 1, op: 'verify', transport: server.transport({ user: 'desk', pass: 'hush-7Q' }) }) + '\n');
  await once(child, 'close');
  await server.close();
  assert.ok(!(said.out + said.err).includes('hush-7Q'));
  assert.match(said.out, /"stage":"auth"/);
});

test('lines_WhenCutAnywhere_ComeWhole', async () => {
  const text = 'eins\nzwei ü\n\ndrei';
  for (let size = 1; size < 8; size++) {
    const bytes = Buffer.from(text);
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
    assert.deepEqual(await gathered(lines(Readable.from(chunks), 100)), ['eins', 'zwei ü', '', 'drei']);
  }
});

test('lines_WhenOneIsTooLong_SkipItAndGoOn', async () => {
  const chunks = [Buffer.from('ok\n' + 'x'.repeat(50)), Buffer.from('x'.repeat(50) + '\nok\n')];
  assert.deepEqual(await gathered(lines(Readable.from(chunks), 60)), ['ok', null, 'ok']);
});

async function gathered(source) {
  const all = [];
  for await (const one of source) all.push(one);
  return all;
}
