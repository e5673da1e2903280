import { Wrong, readMessage, readTransport } from './requests.js';
import { explain, hide } from './faults.js';
import { send, verify } from './smtp.js';
import { checkKey, newKey, readDkim } from './dkim.js';
import { parse } from './reading/reader.js';
import { fetchMail, verifyBox } from './fetching/mailbox.js';

/**
 * Answers one request line; never rejects. A request that makes no sense is answered too, with whatever id it has.
 * @param {string | null} line null stands for a line that was too long to be kept
 */
export async function answer(line) {
  let request;
  try {
    if (line === null) throw new Wrong('request', 'The request is too long.');
    try {
      request = JSON.parse(line);
    } catch {
      throw new Wrong('request', 'The request is not a line of JSON.');
    }
    return { id: request?.id ?? null, ok: true, ...(await act(request)) };
  } catch (error) {
    return { id: request?.id ?? null, ok: false, ...hide(explain(error), request?.transport ?? request?.box) };
  }
}

async function act(request) {
  switch (request?.op) {
    case 'ping':
      return { pong: true };
    case 'send':
      return send(readTransport(request.transport), { ...readMessage(request.message), dkim: readDkim(request.dkim) });
    case 'verify':
      return verify(readTransport(request.transport));
    case 'parse':
      return parse(request);
    case 'fetch':
      return fetchMail(request);
    case 'look':
      return verifyBox(request);
    case 'picture':
      // Loaded with the first picture: it is large, and many desks never see one.
      return (await import('./pictures.js')).picture(request);
    case 'new-key':
      return newKey();
    case 'check-key':
      return checkKey(request);
    default:
      throw new Wrong('op', 'op is one of send, verify, parse, fetch, look, picture, new-key, check-key, ping.');
  }
}
