// What a request may hold. Everything is checked here, before a connection is opened: a control character in an address, a
// subject, a name or a header would let a stranger write headers or commands of their own.

const CONTROL = /[\u0000-\u001f\u007f\u2028\u2029]/;
const ADDRESS = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+$/;
const MESSAGE_ID = /^<?[^\s<>]+@[^\s<>]+>?$/;
const HEADER = /^[A-Za-z][A-Za-z0-9-]{0,75}$/;

/** Headers that the message's own fields make; one given twice could say two things. */
const OWN = /^(from|sender|to|cc|bcc|reply-to|subject|date|message-id|in-reply-to|references|mime-version|content-.*|received|return-path|dkim-signature)$/i;

const TIMEOUT = { default: 20_000, least: 100, most: 120_000 };

/** A request that cannot be carried out as it stands; nothing was sent. */
export class Wrong extends Error {
  /** @param {string} field @param {string} message */
  constructor(field, message) {
    super(message);
    this.field = field;
  }
}

/**
 * @typedef {{host: string, port: number, secure: boolean, requireTls: boolean, user?: string, pass?: string, accessToken?: string, ca?: string, timeoutMs: number}} Transport
 * @typedef {{name: string, address: string}} Mailbox
 * @typedef {{from: Mailbox, to: Mailbox[], cc: Mailbox[], replyTo?: Mailbox, returnPath?: string, subject: string, text?: string, html?: string,
 *   messageId?: string, inReplyTo?: string, references: string[], headers: Record<string, string>,
 *   calendar?: {method: string, content: string}}} Message
 */

/** @returns {Transport} */
export function readTransport(given) {
  object('transport', given);
  const port = given.port ?? (given.secure ? 465 : 587);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Wrong('transport.port', 'The port is a number from 1 to 65535.');
  const host = plain('transport.host', given.host);
  if (host === '' || /[\s/]/.test(host)) throw new Wrong('transport.host', 'The host is the name or address of the mail server.');
  if ((given.user ?? '') !== '' && typeof given.pass !== 'string' && typeof given.accessToken !== 'string') throw new Wrong('transport.pass', 'A user name needs a password or a token.');
  const timeout = given.timeoutMs ?? TIMEOUT.default;
  return {
    host,
    port,
    secure: given.secure === true,
    requireTls: given.requireTls === true,
    user: optional('transport.user', given.user),
    pass: given.pass ?? undefined,
    accessToken: optional('transport.accessToken', given.accessToken),
    ca: typeof given.ca === 'string' && given.ca !== '' ? given.ca : undefined,
    timeoutMs: Math.min(Math.max(Number(timeout) || TIMEOUT.default, TIMEOUT.least), TIMEOUT.most),
  };
}

/** @returns {Message} */
export function readMessage(given) {
  object('message', given);
  const to = mailboxes('message.to', given.to);
  if (to.length === 0) throw new Wrong('message.to', 'A message needs somebody to go to.');
  const text = body('message.text', given.text);
  const html = body('message.html', given.html);
  if (text === undefined && html === undefined) throw new Wrong('message.text', 'A message needs a text.');
  return {
    from: mailbox('message.from', given.from),
    to,
    cc: mailboxes('message.cc', given.cc),
    replyTo: given.replyTo == null ? undefined : mailbox('message.replyTo', given.replyTo),
    returnPath: given.returnPath == null ? undefined : given.returnPath === '' ? '' : address('message.returnPath', given.returnPath),
    subject: plain('message.subject', given.subject ?? ''),
    text,
    html,
    messageId: identifier('message.messageId', given.messageId),
    inReplyTo: identifier('message.inReplyTo', given.inReplyTo),
    references: references(given.references),
    headers: headers(given.headers ?? {}),
    calendar: calendar(given.calendar),
  };
}

function references(given) {
  const list = typeof given === 'string' ? plain('message.references', given).split(' ').filter(Boolean) : (given ?? []);
  if (!Array.isArray(list)) throw new Wrong('message.references', 'References are a list of message ids.');
  return list.map((id) => identifier('message.references', id));
}

function headers(given) {
  object('message.headers', given);
  const result = {};
  for (const [name, value] of Object.entries(given)) {
    if (!HEADER.test(name)) throw new Wrong('message.headers', 'A header has a name of letters, digits and dashes.');
    if (OWN.test(name)) throw new Wrong('message.headers', `The header ${name} comes from the message's own fields.`);
    result[name] = plain(`message.headers.${name}`, value);
  }
  return result;
}

function calendar(given) {
  if (given == null) return undefined;
  object('message.calendar', given);
  if (!/^(REQUEST|CANCEL|REPLY)$/.test(given.method)) throw new Wrong('message.calendar', 'An invitation is a REQUEST, a CANCEL or a REPLY.');
  return { method: given.method, content: body('message.calendar.content', given.content) ?? '' };
}

function mailboxes(field, given) {
  if (given == null) return [];
  if (!Array.isArray(given)) throw new Wrong(field, 'Recipients are a list.');
  return given.map((one) => mailbox(field, one));
}

function mailbox(field, given) {
  const box = typeof given === 'string' ? { address: given } : given;
  object(field, box);
  return { name: plain(`${field}.name`, box.name ?? ''), address: address(`${field}.address`, box.address) };
}

function address(field, given) {
  const said = plain(field, given);
  if (said.length > 254 || !ADDRESS.test(said)) throw new Wrong(field, 'That is not a mail address.');
  return said;
}

function identifier(field, given) {
  if (given == null || given === '') return undefined;
  const said = plain(field, given);
  if (said.length > 998 || !MESSAGE_ID.test(said)) throw new Wrong(field, 'A message id looks like <something@somewhere>.');
  return said;
}

function body(field, given) {
  if (given == null) return undefined;
  if (typeof given !== 'string') throw new Wrong(field, 'A body is text.');
  return given;
}

function optional(field, given) {
  return given == null || given === '' ? undefined : plain(field, given);
}

/** Text of one line. */
function plain(field, given) {
  if (typeof given !== 'string') throw new Wrong(field, `${field} is missing or is not text.`);
  if (CONTROL.test(given)) throw new Wrong(field, `${field} holds a control character (a line break, perhaps).`);
  return given;
}

function object(field, given) {
  if (given === null || typeof given !== 'object' || Array.isArray(given)) throw new Wrong(field, `${field} is missing.`);
}
