import test from 'node:test';
import assert from 'node:assert/strict';
import { answer } from '../answer.js';
import { readMessage, readTransport } from '../requests.js';
import { mayConfide } from '../smtp.js';

const transport = { host: '127.0.0.1', port: 1, timeoutMs: 100 };
const message = { from: { name: 'Desk', address: 'desk@example.org' }, to: [{ address: 'ann@example.org' }], subject: 'Hello', text: 'Hi' };

/** Every place where a stranger's text ends up in a header or a command. */
const PLACES = [
  ['message.from.address', (bad) => ({ from: { address: `desk${bad}@example.org` } })],
  ['message.from.name', (bad) => ({ from: { name: `Desk${bad}`, address: 'desk@example.org' } })],
  ['message.to.address', (bad) => ({ to: [{ address: `ann@example.org${bad}` }] })],
  ['message.to.name', (bad) => ({ to: [{ name: bad, address: 'ann@example.org' }] })],
  ['message.cc.address', (bad) => ({ cc: [`x${bad}@example.org`] })],
  ['message.replyTo.address', (bad) => ({ replyTo: { address: `x${bad}@example.org` } })],
  ['message.returnPath', (bad) => ({ returnPath: `x${bad}@example.org` })],
  ['message.subject', (bad) => ({ subject: `Hello${bad}Bcc: all@example.org` })],
  ['message.messageId', (bad) => ({ messageId: `<a${bad}@example.org>` })],
  ['message.inReplyTo', (bad) => ({ inReplyTo: `<a@example.org>${bad}` })],
  ['message.references', (bad) => ({ references: [`<a@example.org>${bad}`] })],
  ['message.headers.X-Note', (bad) => ({ headers: { 'X-Note': `a${bad}Bcc: all@example.org` } })],
];

for (const [field, change] of PLACES) {
  test(`send_WhenAControlCharacterIsIn_${field}_IsRefused`, async () => {
    for (const bad of ['\r', '\n', '\r\n', '\0', '\u007f', '\u2028']) {
      const said = await answer(JSON.stringify({ id: 7, op: 'send', transport, message: { ...message, ...change(bad) } }));
      assert.deepEqual([said.id, said.ok, said.code, said.stage, said.field], [7, false, 'REFUSED', 'request', field]);
    }
  });
}

for (const address of ['', 'ann', 'ann@', '@example.org', 'a b@example.org', 'ann@example.org, bob@example.org', '<ann@example.org>', `${'a'.repeat(250)}@x.org`]) {
  test(`send_WhenTheAddressIs_${address.slice(0, 40) || 'empty'}_IsRefused`, async () => {
    const said = await answer(JSON.stringify({ id: 1, op: 'send', transport, message: { ...message, to: [{ address }] } }));
    assert.equal(said.field, 'message.to.address');
  });
}

for (const name of ['From', 'bcc', 'Content-Type', 'Message-ID', 'DKIM-Signature', 'X Note', 'X:Note', '']) {
  test(`send_WhenTheHeaderIs_${name || 'empty'}_IsRefused`, async () => {
    const said = await answer(JSON.stringify({ id: 1, op: 'send', transport, message: { ...message, headers: { [name]: 'x' } } }));
    assert.deepEqual([said.code, said.field], ['REFUSED', 'message.headers']);
  });
}

test('send_WhenABodyIsNotText_IsRefused', () => {
  assert.throws(() => readMessage({ ...message, text: { path: '/etc/passwd' } }), /A body is text/);
  assert.throws(() => readMessage({ ...message, text: undefined }), /needs a text/);
});

test('send_WhenNobodyIsMeant_IsRefused', () => assert.throws(() => readMessage({ ...message, to: [] }), /somebody to go to/));

test('readTransport_WhenFieldsAreMissing_TakesTheUsualOnes', () => {
  const read = readTransport({ host: 'mail.example.org' });
  assert.deepEqual([read.port, read.secure, read.requireTls, read.user, read.timeoutMs], [587, false, false, undefined, 20_000]);
  assert.equal(readTransport({ host: 'mail.example.org', secure: true }).port, 465);
});

for (const [field, bad] of [['host', ''], ['host', 'a b'], ['host', 'a\nb'], ['port', 0], ['port', '25'], ['port', 70_000], ['pass', undefined]]) {
  test(`readTransport_When_${field}_Is_${JSON.stringify(bad)}_IsRefused`, () =>
    assert.throws(() => readTransport({ host: 'x', port: 25, user: 'u', pass: 'p', [field]: bad }), { field: `transport.${field}` }));
}

test('mayConfide_WhenTheLineIsOpenAndLeavesTheMachine_IsFalse', () => {
  assert.equal(mayConfide('mail.example.org', false), false);
  assert.equal(mayConfide('mail.example.org', true), true);
  assert.equal(mayConfide('127.0.0.1', false), true);
});

for (const line of ['', 'nonsense', '[]', '{"id":3}', '{"id":3,"op":"rm"}', 'null', '{"op":"send"}']) {
  test(`answer_WhenTheLineIs_${line || 'empty'}_SaysNo`, async () => {
    const said = await answer(line);
    assert.equal(said.ok, false);
    assert.equal(said.stage, 'request');
  });
}

test('ping_IsAnsweredWithItsId', async () => assert.deepEqual(await answer('{"id":"a","op":"ping"}'), { id: 'a', ok: true, pong: true }));
