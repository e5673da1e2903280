import test from 'node:test';
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import sharp from 'sharp';
import { answer } from '../answer.js';

async function drawn(bytes) {
  const folder = await mkdtemp(join(tmpdir(), 'headway-picture-'));
  try {
    await writeFile(join(folder, 'in'), bytes);
    const said = await answer(JSON.stringify({ id: 1, op: 'picture', file: join(folder, 'in'), out: join(folder, 'out') }));
    return { said, out: said.ok ? await readFile(join(folder, 'out')) : null };
  } finally {
    await rm(folder, { recursive: true });
  }
}

const small = () => sharp({ create: { width: 40, height: 20, channels: 3, background: '#0b6b62' } });

test('picture_WhenItHoldsMoreThanPixels_KeepsThePixelsOnly', async () => {
  const { said, out } = await drawn(Buffer.concat([await small().withExif({ IFD0: { Copyright: 'canary' } }).jpeg().toBuffer(), Buffer.from('<script>canary()</script>PK\u0003\u0004')]));
  assert.deepEqual([said.ok, said.type, said.width, said.height], [true, 'image/jpeg', 40, 20]);
  assert.doesNotMatch(out.toString('latin1'), /canary|PK/);
});

test('picture_WhenItIsLarge_IsDrawnSmaller', async () => {
  const { said } = await drawn(await sharp({ create: { width: 3000, height: 1000, channels: 4, background: '#fff0' } }).png().toBuffer());
  assert.deepEqual([said.type, said.width, said.height], ['image/png', 1600, 533]);
});

for (const [name, bytes] of [
  ['vectors', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><image href="file:///etc/passwd"/></svg>')],
  ['a page', Buffer.from('<html><script>1</script></html>')],
  ['a lie', Buffer.concat([Buffer.from('GIF89a'), Buffer.from('<script>1</script>')])],
  ['nothing', Buffer.alloc(0)],
]) {
  test(`picture_WhenItIs${name.replaceAll(' ', '')}_IsNotDrawn`, async () => {
    const { said } = await drawn(bytes);
    assert.equal(said.ok, false);
  });
}

test('picture_WhenItsHeaderClaimsABillionPixels_IsRefusedAtOnce', async () => {
  const bomb = await small().png().toBuffer();
  bomb.writeUInt32BE(30_000, 16);
  bomb.writeUInt32BE(30_000, 20);
  const { said } = await drawn(bomb);
  assert.equal(said.ok, false);
  assert.match(said.message, /too large|could not be read/);
});
