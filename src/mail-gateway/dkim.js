import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { resolveTxt } from 'node:dns/promises';
import DKIM from 'nodemailer/lib/dkim';
import { Wrong } from './requests.js';

const NAME = /^(?=.{1,253}$)[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(?:\.[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*$/;

/** @returns {{domain: string, selector: string, key: string} | undefined} */
export function readDkim(given) {
  if (given == null) return undefined;
  if (typeof given !== 'object') throw new Wrong('dkim', 'dkim says domain, selector and key.');
  for (const field of ['domain', 'selector']) if (typeof given[field] !== 'string' || !NAME.test(given[field])) throw new Wrong(`dkim.${field}`, `The ${field} is a name of letters, digits, dashes and dots.`);
  publicHalf(given.key);
  return { domain: given.domain, selector: given.selector, key: given.key };
}

/** The message with its signature on top; without a key as it was. */
export async function signed(bytes, dkim) {
  if (!dkim) return bytes;
  const signer = new DKIM({ domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.key });
  const chunks = [];
  for await (const chunk of signer.sign(bytes)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A new pair: the key that signs, and what the domain publishes. */
export function newKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
  return { key: privateKey, record: recordOf(privateKey) };
}

/** Whether the domain publishes the key that we sign with; says what is wrong where it does not. */
export async function checkKey({ dkim }, lookUp = resolveTxt) {
  const { domain, selector, key } = readDkim(dkim) ?? {};
  if (!domain) throw new Wrong('dkim', 'dkim says domain, selector and key.');
  const at = `${selector}._domainkey.${domain}`;
  let found;
  try {
    found = (await lookUp(at)).map((parts) => parts.join(''));
  } catch (error) {
    return { published: false, at, record: recordOf(key), why: error.code === 'ENOTFOUND' || error.code === 'ENODATA' ? 'missing' : 'unreachable' };
  }
  const wanted = publicHalf(key);
  const published = found.some((record) => record.replace(/\s+/g, '').split(';').some((part) => part === `p=${wanted}`));
  return { published, at, record: recordOf(key), why: published ? null : 'another' };
}

function recordOf(key) {
  return `v=DKIM1; k=rsa; p=${publicHalf(key)}`;
}

function publicHalf(key) {
  try {
    if (typeof key !== 'string') throw new Error('no text');
    const pair = createPrivateKey(key);
    if (pair.asymmetricKeyType !== 'rsa' || (pair.asymmetricKeyDetails?.modulusLength ?? 0) < 1024) throw new Error('too short');
    return createPublicKey(pair).export({ type: 'spki', format: 'der' }).toString('base64');
  } catch {
    throw new Wrong('dkim.key', 'The key is an RSA private key of at least 1024 bits in PEM form (BEGIN PRIVATE KEY).');
  }
}
