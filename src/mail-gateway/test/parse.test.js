import { test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answer } from '../answer.js';

const folder = mkdtempSync(join(tmpdir(), 'headway-parse-'));
let files = 0;

async function parse(text, out) {
  const file = join(folder, `${++files}.eml`);
  writeFileSync(file, Buffer.isBuffer(text) ? text : text.replaceAll('\n', '\r\n'));
  const said = await answer(JSON.stringify({ id: '1', op: 'parse', file, out }));
  assert.equal(said.ok, true, said.message);
  return said.message;
}

test('parse_When_WordsAreEncoded_Then_TheyAreRead', async () => {
  const read = await parse('From: =?utf-8?q?Ann_M=C3=BCller?= <ann@example.org>\nSubject: =?iso-8859-1?q?Gr=FC=DFe?=\nMessage-ID: <1@example.org>\n\nhello\n');
  assert.equal(read.subject, 'Grüße');
  assert.deepEqual(read.from, [{ name: 'Ann Müller', address: 'ann@example.org' }]);
  assert.equal(read.messageId, '1@example.org');
  assert.equal(read.text.trim(), 'hello');
});

test('parse_When_HeadersAreRawBytes_Then_TheyAreReadAsUtf8ElseAsWindows', async () => {
  assert.equal((await parse(Buffer.from('From: a@b.example\r\nSubject: Grüße\r\n\r\nx', 'utf8'))).subject, 'Grüße');
  assert.equal((await parse(Buffer.from('From: a@b.example\r\nSubject: Grüße\r\n\r\nx', 'latin1'))).subject, 'Grüße');
});

test('parse_When_FilesAreAskedFor_Then_EachLiesUnderItsHash', async () => {
  const out = mkdtempSync(join(tmpdir(), 'headway-out-'));
  const read = await parse('From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nhello\n--x\nContent-Type: image/png; name="../../etc/passwd"\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--x--\n', out);
  const [text, file] = read.parts;
  assert.equal(text.file, null);
  assert.deepEqual(readdirSync(out), [file.sha256]);
  assert.equal(file.length, 8);
});

for (const [name, text] of [
  ['a hundred thousand parts', `From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n${'--x\n\na\n'.repeat(100_000)}--x--\n`],
  ['a header of three megabytes', `From: a@b.example\nX-A: ${'a'.repeat(3_000_000)}\n\nhi\n`],
  ['five thousand levels', `From: a@b.example\n${Array.from({ length: 5000 }, (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`).join('')}`],
]) {
  test(`parse_When_AMessageHas_${name.replaceAll(' ', '_')}_Then_OnlyItsTopIsReadAndItSaysWhy`, async () => {
    const began = Date.now();
    const read = await parse(text);
    assert.notEqual(read.error, null);
    assert.equal(read.from[0].address, 'a@b.example');
    assert.ok(Date.now() - began < 10_000);
  });
}

test('parse_When_AnInvitationComes_Then_ItsMeaningIsRead', async () => {
  const read = await parse('From: a@b.example\nContent-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:u1\nSEQUENCE:2\nDTSTAMP:20260309T090000Z\nDTSTART:20260310T090000Z\nORGANIZER:mailto:desk@example.org\nATTENDEE;PARTSTAT=ACCEPTED:mailto:ann@example.org\nEND:VEVENT\nEND:VCALENDAR\n');
  assert.equal(read.calendar.method, 'REPLY');
  assert.deepEqual(read.calendar.attendees, [{ address: 'ann@example.org', answer: 'ACCEPTED' }]);
  assert.equal(read.calendar.start, Date.UTC(2026, 2, 10, 9));
});

test('parse_When_BytesAreMutated_Then_ItAlwaysAnswers', async () => {
  const seed = 20260309;
  let state = seed;
  const random = (most) => (state = (state * 1103515245 + 12345) % 2147483648) % most;
  const base = Buffer.from('From: Ann <ann@example.org>\r\nTo: it@example.org\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>hi=20there</p>\r\n--x\r\nContent-Type: message/rfc822\r\n\r\nFrom: b@c\r\n\r\ny\r\n--x--\r\n');
  for (let round = 0; round < 300; round++) {
    const bytes = Buffer.from(base);
    for (let change = 0; change < 1 + random(20); change++) bytes[random(bytes.length)] = random(256);
    const read = await parse(bytes.subarray(0, 1 + random(bytes.length)));
    assert.ok(Array.isArray(read.parts), `seed ${seed}, round ${round}`);
  }
});

test('parse_When_ThereIsNoFile_Then_ItIsAnAnswer', async () => {
  const said = await answer(JSON.stringify({ id: '1', op: 'parse', file: join(folder, 'none') }));
  assert.equal(said.ok, false);
  assert.equal(said.code, 'REFUSED');
});

test('parse_When_TheDateOfAnEmbeddedMessageCantBeRead_Then_TheSameMessageStaysTheSame', async () => {
  const read = await parse('From: a@b.example\nSubject: x\nMessage-ID: <9@b.example>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nForwarded.\n--b\nContent-Type: message/rfc822\nContent-Disposition: inline\n\nFrom: c@d.example\nSubject: inner\nDate: Sat, 06 Jul 2013 23:34:45 JST\nContent-Type: text/plain\n\nInside.\n--b--\n');
  assert.match(read.text, /Subject: inner/);
  assert.match(read.text, /^Date: *$/m);
});
