/** Memory of the host's, as it is asked for and answered. */
import t from 'tap';
import { openContext } from '../../../src/channel/virtgpu/opening.js';
import { FakeVirtgpuNode } from '../../support/virtgpu-node.js';

function images() {
  const node = new FakeVirtgpuNode();
  const opened = openContext('node', () => node);
  // The first query shows whether the host is there.
  node.queries.length = 0;
  return { node, ...opened };
}

t.test('plain memory comes in steps of 64 KiB, each of them asked for once', (t) => {
  const { node, context, images: memory } = images();
  for (const bytes of [65_537, 100_000, 131_072, 200_000]) {
    const { fd, bytes: all } = memory.allocate(bytes);
    t.equal(all, bytes > 131_072 ? 196_608 + 65_536 * Number(bytes > 196_608) : 131_072);
    fd.close();
  }
  t.strictSame(node.queries, ['4096x32', '4096x64']);
  context.close();
  t.end();
});

t.test('memory that no image is large enough for is refused before the host is asked', (t) => {
  const { node, context, images: memory } = images();
  for (const bytes of [4096 * 16384 + 1, 2 ** 40, 0])
    t.throws(() => memory.allocate(bytes), {
      name: 'HostError',
      message: /the host has no memory of \d+ bytes/,
    });
  t.strictSame(node.queries, []);
  context.close();
  t.end();
});

t.test('a host without dmabufs has no images, and is not asked for any', (t) => {
  const { node, context, images: memory } = images();
  t.equal(memory.allocateImage(64, 64, 0x34325258, 1), undefined);
  t.strictSame(node.queries, []);
  context.close();
  t.end();
});
