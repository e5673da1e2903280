import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import MailComposer from 'nodemailer/lib/mail-composer';
import { signed } from './dkim.js';

/**
 * How far an exchange with the server came. What fails at `unknown` may have been delivered: the whole message had left
 * and no answer came. Everything before it has certainly not been.
 * @typedef {'connect' | 'auth' | 'envelope' | 'data' | 'unknown'} Stage
 */

/**
 * Sends one message over a connection of its own.
 * @param {import('./requests.js').Transport} transport
 * @param {import('./requests.js').Message} message
 */
export async function send(transport, message) {
  const { envelope, bytes } = await compose(message);
  return exchange(transport, async (connection, reached) => {
    reached('envelope');
    // The connection pulls the message only when the server has said yes to everybody; then it is under way.
    const source = Readable.from([bytes]);
    source.once('resume', () => reached('data'));
    source.once('end', () => reached('unknown'));
    const info = await promised((done) => connection.send({ ...envelope, size: bytes.length }, source, done));
    return { response: info.response, accepted: info.accepted, rejected: info.rejected };
  });
}

/**
 * Connects, encrypts, signs in and leaves: what a test button needs to know.
 * @param {import('./requests.js').Transport} transport
 */
export async function verify(transport) {
  return exchange(transport, async (connection) => ({ encrypted: connection.secure === true, signedIn: transport.user !== undefined }));
}

/** Whether a password may be said aloud here: encrypted, or without leaving the machine. */
export function mayConfide(host, secure) {
  return secure || host === 'localhost' || host === '::1' || /^127\./.test(host);
}

async function exchange(transport, work) {
  /** @type {Stage} */
  let stage = 'connect';
  const reached = (next) => (stage = next);
  const connection = new SMTPConnection(options(transport));
  try {
    // An error of the connection ends whatever waits for it; a later one has nobody left to tell.
    const broken = new Promise((_, reject) => connection.on('error', reject));
    broken.catch(() => {});
    return await Promise.race([broken, signedIn(connection, transport, reached).then(() => work(connection, reached))]);
  } catch (error) {
    throw Object.assign(error, { stage: settled(stage, error), host: transport.host, port: transport.port });
  } finally {
    leave(connection);
  }
}

async function signedIn(connection, transport, reached) {
  await promised((done) => connection.connect(done));
  if (transport.user === undefined) return;
  reached('auth');
  if (!mayConfide(transport.host, connection.secure)) throw Object.assign(new Error('No encryption'), { code: 'PLAINTEXT' });
  if (!connection.allowsAuth) throw Object.assign(new Error('No sign-in'), { code: 'NOAUTH' });
  const credentials = transport.accessToken ? { oauth2: accessToken(transport.user, transport.accessToken) } : { credentials: { user: transport.user, pass: transport.pass } };
  await promised((done) => connection.login({ user: transport.user, ...credentials }, done));
}

/** The token that the desk was given, in the form that the library asks for; nothing here renews it. */
function accessToken(user, token) {
  return {
    getToken: (_, done) => done(null, token),
    buildXOAuth2Token: (access) => Buffer.from(`user=${user}\u0001auth=Bearer ${access}\u0001\u0001`, 'utf8').toString('base64'),
  };
}

/** An answer of the server makes sure again what silence left open. */
function settled(stage, error) {
  if (stage !== 'unknown') return stage;
  return error.responseCode && error.code !== 'ECONNECTION' ? 'data' : 'unknown';
}

function leave(connection) {
  if (connection.destroyed) return;
  connection.quit();
  setTimeout(() => connection.close(), 1000).unref();
}

function options({ host, port, secure, requireTls, ca, timeoutMs }) {
  return {
    host,
    port,
    secure,
    requireTLS: requireTls,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    socketCloseTimeout: 1000,
    logger: false,
    tls: { minVersion: 'TLSv1.2', ...(ca ? { ca } : {}) },
  };
}

/** @param {import('./requests.js').Message} message */
async function compose({ from, to, cc, replyTo, returnPath, calendar, dkim, ...rest }) {
  const composer = new MailComposer({
    ...rest,
    from,
    to,
    cc,
    replyTo,
    // Beside the words for those who show it there, and as a file for those who take files only.
    icalEvent: calendar ? { method: calendar.method, content: calendar.content, filename: 'invite.ics' } : undefined,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const bytes = await signed(await promised((done) => composer.compile().build(done)), dkim);
  const recipients = [...new Set([...to, ...cc].map((one) => one.address))];
  return { envelope: { from: returnPath ?? from.address, to: recipients }, bytes };
}

function promised(work) {
  return new Promise((resolve, reject) => work((error, result) => (error ? reject(error) : resolve(result))));
}
