import test from 'node:test';
import assert from 'node:assert/strict';
import { answer } from '../answer.js';
import { smtpServer } from './smtp-server.js';

const message = {
  from: { name: 'Zoë at the desk', address: 'desk@example.org' },
  to: [{ name: 'Ann', address: 'ann@example.org' }],
  subject: 'Grüße: your printer',
  text: 'It works again.\n.\nA line that begins with a dot came before.',
  messageId: '<t1.42@desk.example.org>',
};

async function sent(script, more = {}, transport = {}) {
  const server = await smtpServer(script);
  try {
    const said = await answer(JSON.stringify({ id: 1, op: 'send', transport: server.transport(transport), message: { ...message, ...more } }));
    return { said, ...server.seen };
  } finally {
    await server.close();
  }
}

test('send_WhenTheServerTakesIt_SaysWhatItAnsweredAndWhoGetsIt', async () => {
  const { said, messages, commands } = await sent({});
  assert.deepEqual(said, { id: 1, ok: true, response: '250 queued as 42', accepted: ['ann@example.org'], rejected: [] });
  assert.ok(commands.includes('MAIL FROM:<desk@example.org>'));
  assert.match(messages[0], /^Message-ID: <t1\.42@desk\.example\.org>$/m);
  assert.match(messages[0], /^Subject: =\?UTF-8\?Q\?Gr=C3=BC=C3=9Fe/m);
  assert.match(messages[0], /\r\n\.\r\nA line that begins/);
});

test('send_WhenItAnswersAThread_CarriesItsHeaders', async () => {
  const { messages, commands } = await sent({}, {
    inReplyTo: '<a@example.org>', references: ['<b@example.org>', '<a@example.org>'], returnPath: '',
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }, html: '<p>It works again.</p>', cc: ['bob@example.org'],
  });
  assert.match(messages[0], /^In-Reply-To: <a@example\.org>$/m);
  assert.match(messages[0], /^References: <b@example\.org> <a@example\.org>$/m);
  assert.match(messages[0], /^Auto-Submitted: auto-generated$/m);
  assert.match(messages[0], /^Content-Type: multipart\/alternative;/m);
  assert.match(messages[0], /^Cc: bob@example\.org$/m);
  assert.ok(commands.includes('MAIL FROM:<>'));
  assert.ok(commands.includes('RCPT TO:<bob@example.org>'));
});

test('send_WhenOneRecipientIsRefused_StillReachesTheOthers', async () => {
  const { said } = await sent({ refuse: (address) => (address.startsWith('bob') ? '550 no such person' : null) }, { cc: ['bob@example.org'] });
  assert.deepEqual([said.ok, said.accepted, said.rejected], [true, ['ann@example.org'], ['bob@example.org']]);
});

test('send_WhenEveryRecipientIsRefused_FailsAtTheEnvelope', async () => {
  const { said, messages } = await sent({ refuse: () => '550 no such person' });
  assert.deepEqual([said.ok, said.stage, said.status, said.permanent], [false, 'envelope', 550, true]);
  assert.match(said.message, /no such person/);
  assert.equal(messages.length, 0);
});

test('send_WhenTheServerIsBusy_FailsForNow', async () => {
  const { said } = await sent({ from: '451 try again later' });
  assert.deepEqual([said.stage, said.status, said.permanent], ['envelope', 451, false]);
});

test('send_WhenTheContentIsRefused_FailsAtTheData', async () => {
  const { said } = await sent({ dot: '554 looks like spam' });
  assert.deepEqual([said.stage, said.status, said.permanent], ['data', 554, true]);
});

test('send_WhenTheLineIsCutAfterTheLastDot_SaysThatNobodyKnows', async () => {
  const { said, messages } = await sent({ dot: null });
  assert.deepEqual([said.ok, said.stage], [false, 'unknown']);
  assert.match(said.message, /may have been delivered/);
  assert.equal(messages.length, 1);
});

test('send_WhenThePipelineIsOffered_WorksTheSame', async () => {
  const { said } = await sent({ extensions: ['PIPELINING', '8BITMIME', 'SIZE 1000000'] });
  assert.equal(said.ok, true);
  const refused = await sent({ extensions: ['PIPELINING'], refuse: () => '550 no' });
  assert.equal(refused.said.stage, 'envelope');
});

test('send_WhenTheMessageIsTooLargeForTheServer_FailsBeforeItLeaves', async () => {
  const { said, commands } = await sent({ extensions: ['SIZE 100'] });
  assert.deepEqual([said.ok, said.stage], [false, 'envelope']);
  assert.ok(!commands.some((line) => line.startsWith('DATA')));
});

test('send_WhenItNeedsASignIn_SignsIn', async () => {
  const { said, commands } = await sent({ user: 'desk', pass: 'hush-7Q' }, {}, { user: 'desk', pass: 'hush-7Q' });
  assert.equal(said.ok, true);
  assert.ok(commands.some((line) => line.startsWith('AUTH PLAIN ')));
});

test('send_WhenTheSignInFails_NeverRepeatsThePassword', async () => {
  const { said } = await sent({ user: 'desk', pass: 'other' }, {}, { user: 'desk', pass: 'hush-7Q' });
  assert.deepEqual([said.ok, said.stage, said.status], [false, 'auth', 535]);
  assert.ok(said.server.includes('•••'));
  const all = JSON.stringify(said);
  for (const form of ['hush-7Q', Buffer.from('hush-7Q').toString('base64'), Buffer.from('\0desk\0hush-7Q').toString('base64')]) assert.ok(!all.includes(form));
});

test('send_WhenManyAreUnderWay_AnswersEach', async () => {
  const server = await smtpServer({});
  const said = await Promise.all(Array.from({ length: 20 }, (_, id) =>
    answer(JSON.stringify({ id, op: 'send', transport: server.transport(), message }))));
  await server.close();
  assert.deepEqual(said.map((one) => [one.id, one.ok]), Array.from({ length: 20 }, (_, id) => [id, true]));
  assert.equal(server.seen.messages.length, 20);
});
