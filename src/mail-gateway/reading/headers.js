import libmime from 'libmime';
import iconv from 'iconv-lite';
import parseAddresses from 'nodemailer/lib/addressparser';
import { LIMITS } from './limits.js';

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The header of a message as lines of (name, value), unfolded; bytes that are not ASCII are read as UTF-8 where they are,
 * else as windows-1252.
 */
export class HeaderLines {
  /** @param {{key: string, line: string}[]} lines as the splitter gives them: one character a byte */
  constructor(lines) {
    this.all = lines.map(({ key, line }) => ({ key, value: readable(line.slice(line.indexOf(':') + 1)) }));
  }

  first(name) {
    return this.all.find((one) => one.key === name)?.value ?? null;
  }

  every(name) {
    return this.all.filter((one) => one.key === name).map((one) => one.value);
  }

  /** Text of one line with its encoded words read; null when the header is not there. */
  words(name) {
    const value = this.first(name);
    return value === null ? null : words(value);
  }

  /** @returns {{name: string, address: string}[]} groups are opened; what has no @ stays an address when it is one word */
  addresses(name) {
    const value = this.every(name).join(', ');
    if (value.trim() === '') return [];
    const found = [];
    open(parseAddresses(value.slice(0, 200_000)), found, value.includes('<'));
    return found.slice(0, LIMITS.addresses);
  }

  identifiers(name) {
    const ids = [];
    const value = this.first(name) ?? '';
    for (const [, id] of value.matchAll(/<([^<>]{1,998})>/g)) ids.push(id.replace(/\s+/g, ''));
    if (ids.length === 0) {
      const bare = value.trim();
      if (bare !== '' && !/\s/.test(bare)) ids.push(bare);
    }
    return ids.length <= LIMITS.references ? ids : [ids[0], ...ids.slice(1 - LIMITS.references)];
  }
}

/** The value of a raw header, unfolded. */
function readable(raw) {
  const unfolded = raw.replace(/\r?\n(?=[\t ])/g, '').replace(/[\r\n]+$/, '').trim();
  if (!/[\u0080-\u00ff]/.test(unfolded)) return unfolded;
  const bytes = Buffer.from(unfolded, 'latin1');
  try {
    return UTF8.decode(bytes);
  } catch {
    return iconv.decode(bytes, 'windows-1252');
  }
}

/** Encoded words read, one line, without control characters. */
export function words(value) {
  let text = value;
  try {
    text = libmime.decodeWords(value);
  } catch {
    // A charset nobody knows: as it stands.
  }
  return text.replace(/[\r\n\t]+/g, ' ').replace(/[\u0000-\u001f\u007f]/g, '').trim();
}

function open(list, into, angled) {
  for (const one of list) {
    if (one.group) {
      open(one.group, into, angled);
      continue;
    }
    let name = words(one.name ?? '');
    let address = words(one.address ?? '').replace(/\s+/g, '');
    // "MAILER-DAEMON", alone or before a comment, is a mailbox of the system that wrote it.
    if (address === '' && !angled && /^[A-Za-z0-9._+-]+$/.test(name)) [name, address] = ['', name];
    if (address === '') continue;
    into.push({ name, address });
  }
}
