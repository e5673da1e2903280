import { Worker } from 'node:worker_threads';
import { Wrong } from '../requests.js';

/** How long one message may take before its thread is ended. */
const PATIENCE = 30_000;

const waiting = [];
let worker = null;
let current = null;
let numbers = 0;

/**
 * Reads one message file. A message that exhausts its thread's time or memory is answered with an error and harms no
 * other; the thread starts anew.
 * @param {{file: string, out?: string}} request
 */
export function parse(request) {
  for (const field of ['file', 'out']) {
    if (request[field] != null && typeof request[field] !== 'string') throw new Wrong(field, `${field} is a path.`);
  }
  if (!request.file) throw new Wrong('file', 'file is the path of a message.');
  return new Promise((resolve, reject) => {
    waiting.push({ number: ++numbers, request: { file: request.file, out: request.out ?? undefined }, resolve, reject });
    next();
  });
}

function next() {
  if (current || waiting.length === 0) return;
  current = waiting.shift();
  worker ??= start();
  current.timer = setTimeout(() => give({ failed: 'The message took too long to read.' }, true), PATIENCE);
  worker.ref();
  worker.postMessage({ number: current.number, request: current.request });
}

function start() {
  const made = new Worker(new URL('./worker.js', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: 384 } });
  made.on('message', (answer) => current?.number === answer.number && give(answer, false));
  made.on('error', () => worker === made && give({ failed: 'The message took too much memory to read.' }, true));
  made.unref();
  return made;
}

function give(answer, restart) {
  const done = current;
  current = null;
  if (restart) {
    worker?.terminate();
    worker = null;
  } else {
    worker?.unref();
  }
  if (done) {
    clearTimeout(done.timer);
    // A message that can't be read is answered as such, so that whoever brought it does not bring it for ever.
    if (answer.missing) done.reject(new Wrong('file', answer.failed));
    else if (answer.failed) done.reject(Object.assign(new Error(answer.failed), { code: 'UNREADABLE', stage: 'message' }));
    else done.resolve({ message: answer.read });
  }
  next();
}
