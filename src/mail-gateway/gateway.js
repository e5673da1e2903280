// The mail gateway: reads requests from standard input, one JSON object a line, and answers each on standard output with
// the same id, in whatever order they are done. It keeps nothing, opens no port and ends when its input ends.
import { lines } from './lines.js';
import { answer } from './answer.js';

/** How many requests are worked on at once; further ones wait unread, so memory stays bounded. */
const AT_ONCE = 8;

/** The longest request in bytes: a message of 50 MB with its attachments in base64 fits. */
const LONGEST_LINE = 80 * 1024 * 1024;

// Whoever started us is gone: nobody is left to answer to.
process.stdout.on('error', () => process.exit(0));

const working = new Set();

for await (const line of lines(process.stdin, LONGEST_LINE)) {
  if (line !== null && line.trim() === '') continue;
  const job = answer(line).then((said) => process.stdout.write(JSON.stringify(said) + '\n'));
  // Whoever waits for mail to come works on nothing meanwhile; how many wait, the desk knows.
  if (line?.includes('"op":"fetch"')) continue;
  working.add(job);
  job.finally(() => working.delete(job));
  if (working.size >= AT_ONCE) await Promise.race(working);
}
await Promise.all(working);
// A mailbox that is still waited for has nobody left to be told.
process.stdout.write('', () => process.exit(0));
