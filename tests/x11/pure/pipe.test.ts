/** Descriptors of other programs, also those that cannot be written to, and contents in pieces. */
import { closeSync, openSync } from 'node:fs';
import { Readable } from 'node:stream';
import t from 'tap';
import { addon } from '../../../src/native/addon.js';
import { OwnedFd } from '../../../src/native/fd.js';
import { openPipe, pieces, PipeWriter } from '../../../src/x11/pipe.js';

const pathOnly = 0o1000_0000;

t.test('a descriptor that cannot be written to takes nothing, and is closed', async (t) => {
  const before = OwnedFd.live;
  for (const flags of [pathOnly, 0 /* O_RDONLY */]) {
    const writer = new PipeWriter(new OwnedFd(openSync('/dev/null', flags)));
    t.equal(await writer.write(Buffer.from('abc'), 10_000), false);
    writer.close();
  }
  t.equal(OwnedFd.live, before);
});

t.test('there is no pipe when there are no descriptors', (t) => {
  const limit = addon.raiseDescriptorLimit();
  const before = OwnedFd.live;
  addon.setDescriptorLimit(200);
  const filling: number[] = [];
  try {
    for (;;) filling.push(openSync('/dev/null', 'r'));
  } catch {
    // All are taken.
  }
  const pipe = openPipe(10_000);
  for (const fd of filling) closeSync(fd);
  addon.setDescriptorLimit(limit);
  t.equal(pipe, undefined);
  t.equal(OwnedFd.live, before);
  t.end();
});

/** All pieces, and whether the first ones are parts of `chunk` and no copies. */
async function cut(
  size: number,
  ...chunks: Buffer[]
): Promise<{ sizes: number[]; all: Buffer; shared: boolean[] }> {
  const found: Buffer[] = [];
  for await (const piece of pieces(Readable.from(chunks), size)) found.push(piece);
  return {
    sizes: found.map(({ length }) => length),
    all: Buffer.concat(found),
    shared: found.map(({ buffer }) => buffer === chunks[0]!.buffer),
  };
}

t.test('only the last piece is shorter', async (t) => {
  const text = Buffer.from('abcdefghijk');
  for (const lengths of [[11], [1, 10], [4, 4, 3], [3, 5, 3], [8, 3]]) {
    let start = 0;
    const chunks = lengths.map((length) => text.subarray(start, (start += length)));
    const { sizes, all } = await cut(4, ...chunks);
    t.same(sizes, [4, 4, 3], lengths.join());
    t.same(all, text);
  }
  t.same((await cut(4, Buffer.from('abcdefgh'))).sizes, [4, 4]);
});

t.test('contents that are there in one are not copied for each piece', async (t) => {
  const { shared } = await cut(1024, Buffer.alloc(16 * 1024));
  t.equal(shared.length, 16);
  t.notOk(shared.includes(false));
});
