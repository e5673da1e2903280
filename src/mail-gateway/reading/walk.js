import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import mailsplit from '@zone-eu/mailsplit';
import { LIMITS } from './limits.js';
import { HeaderLines, words } from './headers.js';

const MESSAGES = new Set(['message/rfc822', 'message/global', 'message/news', 'message/external-body', 'text/rfc822-headers']);

const CRLF = Buffer.from('\r\n');

/** A message that asks for more than we give. */
export class TooMuch extends Error {}

/**
 * All parts of a message in order, those of embedded messages after the part that holds them.
 * @param {Buffer} bytes
 * @param {string | undefined} out the folder that files are written to, each under its content's hash
 */
export async function walk(bytes, out) {
  const found = { headers: undefined, parts: [], calendars: [], reports: [], original: null };
  const waiting = [{ bytes, depth: 0, at: 0 }];
  while (waiting.length > 0) {
    const message = waiting.shift();
    const { headers, parts } = await partsOf(message.bytes, message.depth, found, out);
    found.headers ??= headers;
    const room = LIMITS.parts - found.parts.length;
    if (parts.length > room) throw new TooMuch(`The message has more than ${LIMITS.parts} parts.`);
    found.parts.splice(message.at, 0, ...parts.map(({ part }) => part));
    for (const other of waiting) if (other.at >= message.at) other.at += parts.length;
    parts.forEach(({ embedded }, index) => {
      if (embedded && message.depth < LIMITS.depth) waiting.push({ bytes: embedded, depth: message.depth + 1, at: message.at + index + 1 });
    });
    waiting.sort((a, b) => b.at - a.at);
  }
  return found;
}

async function partsOf(bytes, depth, found, out) {
  const splitter = new mailsplit.Splitter({ ignoreEmbedded: true, maxHeadSize: LIMITS.head, maxChildNodes: LIMITS.parts + 50 });
  let headers;
  let open = null;
  const parts = [];
  const close = async () => {
    if (open) parts.push(await finish(open, depth, found, out));
    open = null;
  };
  // A message may end without a line end; the splitter wants one to see the last boundary.
  splitter.end(bytes);
  for await (const piece of splitter) {
    if (piece.type === 'node') {
      await close();
      headers ??= new HeaderLines(piece.headers.lines);
      if (!piece.multipart) open = { node: piece, chunks: [] };
    } else if (piece.type === 'body' && open && piece.value) {
      open.chunks.push(piece.value);
    }
  }
  await close();
  return { headers: headers ?? new HeaderLines([]), parts };
}

async function finish({ node, chunks }, depth, found, out) {
  const digest = node.parentNode?.multipart === 'digest' && node.headers.getFirst('Content-Type').trim() === '';
  const said = digest ? 'message/rfc822' : (node.contentType || 'text/plain').toLowerCase();
  const message = MESSAGES.has(said);
  // A message within the message is one, whether all of it is there or only its header.
  const type = message ? 'message/rfc822' : (/^[^\s;/]+\/[^\s;/]+/.exec(said)?.[0] ?? 'application/octet-stream');
  const raw = emptied(Buffer.concat(chunks));
  const content = await decoded(node, raw);
  const name = node.filename ? words(String(node.filename)) : null;
  const sha256 = createHash('sha256').update(content).digest('hex');
  const isText = (type === 'text/plain' || type === 'text/html') && node.disposition !== 'attachment' && !name;
  const id = node.headers.getFirst('Content-ID').replace(/[<>\s]/g, '');
  const part = {
    type,
    name,
    disposition: node.disposition || null,
    cid: id === '' ? null : words(id),
    length: message ? null : content.length,
    sha256: message ? null : sha256,
    depth,
    // What goes on a ticket beside its text, under its content's hash.
    file: depth === 0 && !isText && content.length > 0 ? { sha256, length: content.length } : null,
  };
  if (part.file && out) writeFileSync(join(out, sha256), content);
  if (type === 'text/calendar' && depth === 0) found.calendars.push(content.subarray(0, 200_000).toString('utf8'));
  if (depth === 0 && (type === 'message/delivery-status' || type === 'message/feedback-report' || type === 'message/disposition-notification')) {
    found.reports.push({ type, text: content.subarray(0, 60_000).toString('latin1') });
  }
  // What a report returns begins with its header, where the id stands.
  if (message && depth === 0) found.original ??= content.subarray(0, 60_000).toString('latin1');
  return { part, embedded: message && content === raw ? raw : null };
}

/** The line end before a boundary belongs to the boundary: a part of nothing else is empty. */
function emptied(raw) {
  return raw.length <= 2 && (raw.equals(CRLF) || raw.equals(CRLF.subarray(1))) ? raw.subarray(raw.length) : raw;
}

/** The content with its transfer encoding taken off; bytes that are no such encoding come as they are. */
function decoded(node, raw) {
  if (node.encoding !== 'base64' && node.encoding !== 'quoted-printable') return raw;
  const decoder = node.getDecoder();
  const chunks = [];
  return new Promise((resolve) => {
    decoder.on('data', (chunk) => chunks.push(chunk));
    decoder.on('end', () => resolve(Buffer.concat(chunks)));
    decoder.on('error', () => resolve(raw));
    decoder.end(raw);
  });
}
