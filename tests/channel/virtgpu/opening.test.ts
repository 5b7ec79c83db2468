/** How a channel begins with hosts of different ages, and with those that do not answer. */
import t from 'tap';
import { openContext } from '../../../src/channel/virtgpu/opening.js';
import { OwnedFd } from '../../../src/native/fd.js';
import { FakeVirtgpuNode } from '../../support/virtgpu-node.js';

/** Opens one context and closes it: the INITs that were tried, in bytes, and what was thrown. */
function open(takes: readonly number[]) {
  const before = OwnedFd.live;
  const nodes: FakeVirtgpuNode[] = [];
  let error: unknown;
  try {
    openContext('node', () => {
      const node = new FakeVirtgpuNode({ takes });
      nodes.push(node);
      return node;
    }).context.close();
  } catch (thrown) {
    error = thrown;
  }
  const tried = nodes.map(({ submitted }) => submitted[0]!.bytes.length);
  return { tried, error, isClosed: nodes.every(({ closed }) => closed) && OwnedFd.live === before };
}

t.test('INITs are tried by their size until one serves, which is remembered', (t) => {
  t.match(open([36]), { tried: [20, 36], error: undefined, isClosed: true });
  t.match(open([36]), { tried: [36], error: undefined, isClosed: true });
  t.end();
});

t.test('what served is forgotten when it serves no more', (t) => {
  t.match(open([24]), { tried: [36], isClosed: true, error: { name: 'StartError' } });
  t.match(open([24]), { tried: [20, 36, 24], error: undefined, isClosed: true });
  t.end();
});

t.test('a host that takes none of them is told of in a sentence, and nothing is left open', (t) => {
  t.match(open([]), { tried: [24], isClosed: true });
  t.match(open([]), {
    tried: [20, 36, 24],
    isClosed: true,
    error: { name: 'StartError', message: 'the host did not answer an image query within 3 s' },
  });
  t.end();
});
