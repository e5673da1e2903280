import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ImapFlow } from 'imapflow';
import { Wrong } from '../requests.js';
import { LIMITS } from '../reading/limits.js';
import { mayConfide } from '../smtp.js';

const LONGEST_WAIT = 120;
const MOST = 50;

/** How long the server may take for everything but waiting and the bytes of a message. */
const PATIENCE = 60_000;

/** The slowest line that is waited for, in bytes a millisecond, and the longest that one message may take on it. */
const SLOWEST = 64;
const LONGEST_MESSAGE = 300_000;

/**
 * Fetches what came after a message into files, oldest first; when there is nothing, waits for something to come. Changes
 * nothing in the mailbox and keeps nothing: how far the desk has come is the desk's to know.
 * @param {{box: object, after?: {validity: number, uid: number}, since?: number, wait?: number, most?: number, out: string}} request
 *   `since` (milliseconds): older messages are passed over when the folder is new to the desk
 */
export async function fetchMail(request) {
  const box = readBox(request.box);
  if (typeof request.out !== 'string' || request.out === '') throw new Wrong('out', 'out is the folder that messages are written to.');
  const wait = Math.min(Math.max(Number(request.wait) || 0, 0), LONGEST_WAIT);
  const most = patience(request);
  return connected(box, wait, most, async (client, grant) => {
    const folder = await client.mailboxOpen(box.folder, { readOnly: true });
    const validity = Number(folder.uidValidity);
    const told = request.after && Number(request.after.validity) === validity ? Number(request.after.uid) || 0 : 0;
    // A folder that would give out a number it has given before was put back to an earlier day: what is there is looked through anew.
    const rewound = told > 0 && folder.uidNext > 0 && folder.uidNext <= told;
    const known = rewound ? 0 : told;
    const since = known === 0 ? Number(request.since) || 0 : 0;
    if (folder.uidNext <= known + 1 && wait > 0) await news(client, wait);
    const found = await listed(client, known, since, Math.min(Number(request.most) || MOST, MOST));
    const taken = await inTime(found, Date.now() + most / 2, Date.now, async ({ uid, size }) => {
      grant(most + Math.min(size / SLOWEST, LONGEST_MESSAGE));
      return { uid, ...(await saved(client, uid, size, request.out)) };
    });
    return { validity, ...taken, rewound };
  });
}

/**
 * Takes message after message, at least one, until the time is up: on a slow line each visit brings the desk further
 * instead of beginning anew with all of them.
 * @param {{take: {uid: number, size: number}[], passed: number, more: boolean}} found
 * @param {number} till the instant after which no further message is begun
 */
export async function inTime(found, till, now, take) {
  const messages = [];
  for (const one of found.take) {
    if (messages.length > 0 && now() > till) return { messages, passed: messages.at(-1).uid, more: true };
    messages.push(await take(one));
  }
  return { messages, passed: found.passed, more: found.more };
}

/** Connects, signs in and opens the folder: what a test button needs to know. */
export async function verifyBox(request) {
  const box = readBox(request.box);
  return connected(box, 0, patience(request), async (client) => {
    const folder = await client.mailboxOpen(box.folder, { readOnly: true });
    return { encrypted: client.secureConnection === true, idles: client.capabilities.has('IDLE'), messages: folder.exists };
  });
}

function readBox(given) {
  if (given === null || typeof given !== 'object') throw new Wrong('box', 'box says which mailbox.');
  const port = given.port ?? (given.secure === false ? 143 : 993);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Wrong('box.port', 'The port is a number from 1 to 65535.');
  for (const field of ['host', 'user', 'pass', 'accessToken', 'folder']) {
    if (given[field] != null && (typeof given[field] !== 'string' || /[\u0000-\u001f\u007f]/.test(given[field]))) throw new Wrong(`box.${field}`, `${field} is text of one line.`);
  }
  if (!given.host || /[\s/]/.test(given.host)) throw new Wrong('box.host', 'The host is the name or address of the mail server.');
  if (!given.user || !(given.pass || given.accessToken)) throw new Wrong('box.user', 'A user and a password or a token are needed.');
  return { ...given, port, secure: given.secure !== false, folder: given.folder || 'INBOX' };
}

function patience(request) {
  return Math.min(Math.max(Number(request.patience) || PATIENCE, 500), PATIENCE);
}

async function connected(box, wait, most, work) {
  const client = new ImapFlow({
    host: box.host,
    port: box.port,
    secure: box.secure,
    // Without encryption from the start it must come before the password does, unless the line is within the machine.
    doSTARTTLS: box.secure ? undefined : mayConfide(box.host, false) ? undefined : true,
    auth: box.accessToken ? { user: box.user, accessToken: box.accessToken } : { user: box.user, pass: box.pass },
    tls: { minVersion: 'TLSv1.2', ...(box.ca ? { ca: box.ca } : {}) },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: Math.min(20_000, most),
    greetingTimeout: Math.min(20_000, most),
    socketTimeout: most + wait * 1000,
    clientInfo: { name: 'Headway' },
  });
  let stage = 'connect';
  let timer;
  try {
    const broken = new Promise((_, reject) => client.on('error', reject));
    broken.catch(() => {});
    // A server that keeps the line and says nothing, or a byte now and then, is given up as a whole.
    let grant;
    const late = new Promise((_, reject) => {
      grant = (milliseconds) => {
        clearTimeout(timer);
        timer = setTimeout(() => reject(Object.assign(new Error('The server fell silent.'), { code: 'ETIMEDOUT' })), milliseconds);
      };
    });
    late.catch(() => {});
    grant(most + wait * 1000);
    return await Promise.race([broken, late, client.connect().then(() => ((stage = 'mailbox'), work(client, grant)))]);
  } catch (error) {
    const failed = new Error(error.responseText ?? error.message);
    throw Object.assign(failed, {
      stage: error.authenticationFailed ? 'auth' : stage,
      code: error.authenticationFailed ? 'AUTH' : (error.code ?? 'IMAP'),
      response: error.responseText ?? null,
      host: box.host,
      port: box.port,
      imap: true,
      folder: box.folder,
      missing: error.mailboxMissing === true || /nonexistent|doesn't exist|not found/i.test(error.responseText ?? ''),
    });
  } finally {
    clearTimeout(timer);
    client.close();
  }
}

/** Waits until a message comes, or for so many seconds. */
async function news(client, wait) {
  let timer;
  const come = new Promise((resolve) => {
    client.once('exists', resolve);
    timer = setTimeout(resolve, wait * 1000);
  });
  if (client.capabilities.has('IDLE')) {
    const idling = client.idle();
    idling.catch(() => {});
    await Promise.race([come, idling]);
    await client.noop(); // ends the idling
  } else {
    const poll = setInterval(() => client.noop().catch(() => {}), 20_000);
    await come;
    clearInterval(poll);
  }
  clearTimeout(timer);
}

async function listed(client, known, since, most) {
  const all = [];
  if (client.mailbox.exists > 0) {
    for await (const one of client.fetch(`${known + 1}:*`, { uid: true, size: true, internalDate: true }, { uid: true })) {
      // "n:*" always names the last message, even when it is older.
      if (one.uid > known) all.push({ uid: one.uid, size: one.size ?? 0, at: one.internalDate ? new Date(one.internalDate).getTime() : Infinity });
    }
  }
  all.sort((a, b) => a.uid - b.uid);
  const wanted = all.filter(({ at }) => !(at < since));
  const take = wanted.slice(0, most);
  const more = wanted.length > take.length;
  // Up to here everything is either taken or was there before us.
  const passed = more ? take.at(-1).uid : Math.max(known, all.at(-1)?.uid ?? 0);
  return { take, more, passed };
}

/** A whole message or none: it gets its name only when its last byte is there. */
async function saved(client, uid, size, out) {
  const file = join(out, `${uid}.eml`);
  const { content } = await client.download(String(uid), undefined, { uid: true, maxBytes: size > LIMITS.bytes ? LIMITS.head : undefined });
  await pipeline(content, createWriteStream(`${file}.part`));
  await rename(`${file}.part`, file);
  return { file, cut: size > LIMITS.bytes };
}
