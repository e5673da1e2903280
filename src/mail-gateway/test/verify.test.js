import test from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { answer } from '../answer.js';
import { smtpServer } from './smtp-server.js';

const certificate = selfSigned();

async function verified(script, transport = {}) {
  const server = await smtpServer(script);
  try {
    return await answer(JSON.stringify({ id: 1, op: 'verify', transport: server.transport(transport) }));
  } finally {
    await server.close();
  }
}

test('verify_WhenAllIsWell_SaysHow', async () => {
  assert.deepEqual(await verified({}), { id: 1, ok: true, encrypted: false, signedIn: false });
  assert.deepEqual(await verified({ user: 'u', pass: 'p' }, { user: 'u', pass: 'p' }), { id: 1, ok: true, encrypted: false, signedIn: true });
});

test('verify_WhenThePasswordIsWrong_SaysSo', async () => {
  const said = await verified({ user: 'u', pass: 'p' }, { user: 'u', pass: 'q' });
  assert.equal(said.stage, 'auth');
  assert.match(said.message, /did not accept the user name and password/);
});

test('verify_WhenTheServerOffersNoSignIn_SaysSo', async () => {
  const said = await verified({}, { user: 'u', pass: 'q' });
  assert.deepEqual([said.code, said.stage], ['NOAUTH', 'auth']);
});

test('verify_WhenNothingListens_NamesHostAndPort', async () => {
  const server = await smtpServer({});
  await server.close();
  const said = await answer(JSON.stringify({ id: 1, op: 'verify', transport: server.transport() }));
  assert.deepEqual([said.stage, said.code], ['connect', 'ECONNREFUSED']);
  assert.match(said.message, new RegExp(`Nothing listens at 127\\.0\\.0\\.1:${server.port}`));
});

test('verify_WhenTheServerStaysSilent_GivesUp', async () => {
  const said = await verified({ greeting: null }, { timeoutMs: 200 });
  assert.deepEqual([said.stage, said.code], ['connect', 'ETIMEDOUT']);
});

test('verify_WhenTheGreetingIsARefusal_RepeatsIt', async () => {
  const said = await verified({ greeting: '554 go away' });
  assert.equal(said.stage, 'connect');
  assert.match(said.message, /go away/);
});

test('verify_WhenEncryptionIsRequiredAndNotOffered_SaysSo', async () => {
  const said = await verified({}, { requireTls: true });
  assert.deepEqual([said.ok, said.stage], [false, 'connect']);
});

test('verify_WhenThePortDoesNotBeginEncrypted_SaysWhatToSwitch', async () => {
  const said = await verified({}, { secure: true });
  assert.equal(said.stage, 'connect');
  assert.match(said.message, /does not begin with encryption/);
});

const encrypted = { skip: certificate ? false : 'openssl is not installed' };

test('verify_WhenTheServerUpgrades_IsEncrypted', encrypted, async () => {
  const said = await verified({ tls: certificate }, { requireTls: true, ca: certificate.cert, host: 'localhost' });
  assert.deepEqual([said.ok, said.encrypted], [true, true]);
});

test('verify_WhenEncryptedFromTheStart_IsEncrypted', encrypted, async () => {
  const said = await verified({ tls: certificate, implicit: true }, { secure: true, ca: certificate.cert, host: 'localhost' });
  assert.deepEqual([said.ok, said.encrypted], [true, true]);
});

for (const [name, script, transport] of [
  ['Upgrading', { tls: certificate }, { requireTls: true }],
  ['FromTheStart', { tls: certificate, implicit: true }, { secure: true }],
]) {
  test(`verify_WhenTheCertificateIsUnknown_${name}_IsRefused`, encrypted, async () => {
    const said = await verified(script, { ...transport, host: 'localhost' });
    assert.deepEqual([said.ok, said.stage], [false, 'connect']);
    assert.match(said.message, /certificate/);
  });
}

test('verify_WhenTheCertificateIsForAnotherName_SaysSo', encrypted, async () => {
  const said = await verified({ tls: certificate }, { requireTls: true, ca: certificate.cert });
  assert.match(said.message, /another name/);
});

/** A key and a certificate for localhost, made for this run alone. */
function selfSigned() {
  try {
    const pem = execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
      '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', '-', '-out', '-'], { stdio: ['ignore', 'pipe', 'ignore'] }).toString();
    const part = (name) => pem.match(new RegExp(`-----BEGIN ${name}-----[^]*?-----END ${name}-----`))[0];
    return { key: part('PRIVATE KEY'), cert: part('CERTIFICATE') };
  } catch {
    return null;
  }
}

test('verify_WhenATokenIsGiven_SignsInByItAndNeverRepeatsIt', async () => {
  const token = 'user=it@example.org\u0001auth=Bearer ya29.secret\u0001\u0001';
  const script = { extensions: ['AUTH XOAUTH2'], token };
  const right = await verified(script, { user: 'it@example.org', accessToken: 'ya29.secret' });
  assert.deepEqual([right.ok, right.signedIn], [true, true]);
  const wrong = await verified(script, { user: 'it@example.org', accessToken: 'ya29.other' });
  assert.deepEqual([wrong.ok, wrong.stage], [false, 'auth']);
  assert.doesNotMatch(JSON.stringify(wrong), /ya29/);
});
