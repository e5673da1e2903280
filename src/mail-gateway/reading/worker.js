// Reads messages in a thread of its own, so that one that takes too long or too much memory can be ended alone.
import { parentPort } from 'node:worker_threads';
import { readMessageFile } from './message.js';

parentPort.on('message', async ({ number, request }) => {
  try {
    parentPort.postMessage({ number, read: await readMessageFile(request) });
  } catch (error) {
    const missing = error?.code === 'ENOENT';
    parentPort.postMessage({ number, missing, failed: missing ? 'There is no such file.' : String(error?.message ?? error).slice(0, 200) });
  }
});
