import test from 'node:test';
import assert from 'node:assert/strict';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { answer } from '../answer.js';
import { checkKey, newKey } from '../dkim.js';
import { smtpServer } from './smtp-server.js';

const { key, record } = newKey();
const dkim = { domain: 'example.org', selector: 'desk', key };
const message = { from: { name: 'Zoë', address: 'desk@example.org' }, to: ['ann@example.net'], subject: 'Grüße', text: 'Eine lange Zeile mit Umlauten äöü.\n', html: '<p>äöü</p>', messageId: '<a@example.org>' };

async function raw(more = {}) {
  const server = await smtpServer();
  try {
    const said = await answer(JSON.stringify({ id: 1, op: 'send', transport: server.transport(), message, ...more }));
    return { said, bytes: Buffer.from(`${server.seen.messages[0] ?? ''}\r\n`, 'latin1') };
  } finally {
    await server.close();
  }
}

const lookUp = async (name, type) => {
  if (name === 'desk._domainkey.example.org' && type === 'TXT') return [[record]];
  throw Object.assign(new Error('no'), { code: 'ENOTFOUND' });
};

async function verdict(bytes) {
  const { results } = await dkimVerify(bytes, { resolver: lookUp });
  return results.map((one) => one.status.result);
}

test('send_WhenAKeyIsSet_SignsWhatAnotherLibraryVerifies', async () => {
  const { bytes } = await raw({ dkim });
  assert.match(bytes.toString('latin1'), /^DKIM-Signature: v=1; a=rsa-sha256;[^]*d=example\.org;[^]*s=desk;/);
  assert.deepEqual(await verdict(bytes), ['pass']);
});

test('send_WhenASignedMessageIsChanged_TheSignatureNoLongerHolds', async () => {
  const { bytes } = await raw({ dkim });
  assert.deepEqual(await verdict(Buffer.from(bytes.toString('latin1').replace('Subject: ', 'Subject: Not '), 'latin1')), ['fail']);
});

test('send_WhenNoKeyIsSet_SignsNothing', async () => {
  const { bytes } = await raw();
  assert.doesNotMatch(bytes.toString('latin1'), /DKIM-Signature/);
});

test('send_WhenTheKeyIsNone_SendsNothingAndDoesNotRepeatIt', async () => {
  const { said, bytes } = await raw({ dkim: { ...dkim, key: 'secret words' } });
  assert.equal(said.ok, false);
  assert.equal(said.stage, 'request');
  assert.doesNotMatch(JSON.stringify(said), /secret words/);
  assert.equal(bytes.length, 2);
});

test('checkKey_WhenTheDomainPublishesAnotherOrNone_SaysWhich', async () => {
  assert.deepEqual((await checkKey({ dkim }, async () => [[record]])).why, null);
  assert.deepEqual((await checkKey({ dkim }, async () => [['v=DKIM1; ', record.slice(10)]])).published, true);
  assert.equal((await checkKey({ dkim }, async () => [[record.replace('p=M', 'p=N')]])).why, 'another');
  assert.equal((await checkKey({ dkim }, lookUp.bind(null, 'x'))).why, 'missing');
});

test('send_WhenAnInvitationIsInIt_CarriesItBesideTheWordsAndAsAFile', async () => {
  const content = 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n';
  const { bytes } = await raw({ message: { ...message, calendar: { method: 'REQUEST', content } } });
  const text = bytes.toString('latin1');
  assert.match(text, /Content-Type: text\/calendar; charset=utf-8; method=REQUEST/);
  assert.match(text, /filename=invite\.ics/);
  const { said } = await raw({ message: { ...message, calendar: { method: 'PUBLISH\r\nBcc: x@y.z', content } } });
  assert.equal(said.ok, false);
});
