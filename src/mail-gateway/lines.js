const NEWLINE = 0x0a;

/**
 * The lines of a byte stream as text. A line longer than `longest` bytes is skipped to its end and comes as null, so that
 * nobody can fill the memory with one.
 * @param {AsyncIterable<Buffer>} stream
 * @param {number} longest
 * @returns {AsyncGenerator<string | null>}
 */
export async function* lines(stream, longest) {
  let parts = [];
  let length = 0;
  let skipping = false;

  const take = () => {
    const line = skipping ? null : Buffer.concat(parts).toString('utf8');
    parts = [];
    length = 0;
    skipping = false;
    return line;
  };

  for await (const chunk of stream) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      add(chunk.subarray(from, at));
      yield take();
      from = at + 1;
    }
    add(chunk.subarray(from));
  }
  if (length > 0 || skipping) yield take();

  function add(part) {
    length += part.length;
    if (length > longest) {
      skipping = true;
      parts = [];
    }
    if (!skipping && part.length > 0) parts.push(part);
  }
}
