import { Wrong } from './requests.js';

/** System errors under a connection that failed, in words for whoever typed the server's name. */
const NETWORK = {
  ECONNREFUSED: (at) => `Nothing listens at ${at}. Check the port.`,
  ENOTFOUND: (at) => `The server's name in ${at} is not known. Check the spelling.`,
  EAI_AGAIN: (at) => `The server's name in ${at} could not be looked up just now.`,
  EHOSTUNREACH: (at) => `There is no way to ${at} from here.`,
  ENETUNREACH: (at) => `There is no way to ${at} from here.`,
  ETIMEDOUT: (at) => `${at} does not answer. Check the host, the port and the firewall between.`,
  DEPTH_ZERO_SELF_SIGNED_CERT: (at) => `The certificate of ${at} is signed by itself. Give its certificate authority.`,
  SELF_SIGNED_CERT_IN_CHAIN: (at) => `The certificate of ${at} ends at an authority that is not trusted here. Give that authority.`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: (at) => `The certificate of ${at} comes from an authority that is not trusted here. Give that authority.`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: (at) => `The certificate of ${at} comes from an authority that is not trusted here. Give that authority.`,
  CERT_HAS_EXPIRED: (at) => `The certificate of ${at} has expired.`,
  ERR_TLS_CERT_ALTNAME_INVALID: (at) => `The certificate of ${at} is for another name. Use the name that is in it.`,
  ERR_SSL_WRONG_VERSION_NUMBER: (at, port) => `${at} does not begin with encryption. Switch "encrypted from the start" off, or use port ${port}.`,
};

/**
 * What went wrong, as an answer: `code` for programs, `message` for people, `stage` for what may have happened to the
 * message, and what the server itself said, where it said something.
 */
export function explain(error) {
  if (error instanceof Wrong) return { code: 'REFUSED', message: error.message, stage: 'request', field: error.field };
  const stage = error.stage ?? 'request';
  return {
    code: error.code === 'PLAINTEXT' || error.code === 'NOAUTH' ? error.code : (error.originalCode ?? error.code ?? 'FAILED'),
    message: words(error, stage),
    stage,
    status: error.responseCode ?? null,
    permanent: error.permanent === true,
    server: error.response ?? null,
  };
}

function words(error, stage) {
  const at = `${error.host}:${error.port}`;
  const encrypted = error.imap === true ? 993 : 465;
  const said = error.response ? ` The server says: ${String(error.response).trim()}` : '';
  switch (true) {
    case error.code === 'PLAINTEXT':
      return `${at} offers no encryption, so the password was not sent.`;
    case error.code === 'NOAUTH':
      return `${at} offers no sign-in here. Leave the user name empty, or use the port for submission (587 or 465).`;
    case stage === 'auth' && error.imap === true:
      return `The server did not accept the user name and the password or token. Many providers want an app password, or have switched passwords off.${said}`;
    case stage === 'mailbox':
      return error.missing ? `There is no folder ${error.folder} in the mailbox.${said}` : `The mailbox could not be read to its end.${said || ` ${error.message}`}`;
    case stage === 'message':
      return error.message;
    case stage === 'auth':
      return `The server did not accept the user name and password.${said}`;
    case stage === 'envelope':
      return `The server did not accept the sender or the recipients.${said}`;
    case stage === 'data':
      return `The server did not take the message.${said}`;
    case stage === 'unknown':
      return `The message left, and then no answer came: it may have been delivered.${said}`;
    case stage === 'connect': {
      const network = NETWORK[error.originalCode] ?? NETWORK[error.code];
      if (network) return network(at, encrypted);
      if (error.code === 'ETLS') return `${at} does not encrypt as asked.${said}`;
      if (error.code === 'EDNS') return NETWORK.ENOTFOUND(at);
      if (error.code === 'ECONNECTION') return `${at} closed the connection. It may expect encryption from the start (port ${encrypted}).${said}`;
      return `${at} did not talk as a mail server does.${said}`;
    }
    default:
      return `The message could not be put together: ${error.message}`;
  }
}

/** Takes a password out of whatever a server or a library repeated, plain or in base64. */
export function hide(answer, transport) {
  const secret = typeof transport?.pass === 'string' && transport.pass !== '' ? transport.pass : typeof transport?.accessToken === 'string' ? transport.accessToken : '';
  if (secret === '') return answer;
  const user = typeof transport.user === 'string' ? transport.user : '';
  const forms = [secret, base64(secret), base64(`\u0000${user}\u0000${secret}`)];
  return JSON.parse(JSON.stringify(answer), (_, value) =>
    typeof value === 'string' ? forms.reduce((text, form) => text.replaceAll(form, '•••'), value) : value);
}

function base64(text) {
  return Buffer.from(text, 'utf8').toString('base64');
}
