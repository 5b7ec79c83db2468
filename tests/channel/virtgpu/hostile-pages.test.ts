/** What a host may put on the page that it must not: each ends the channel with its sentence, and leaves nothing. */
import t, { type Test } from 'tap';
import { VirtgpuChannel } from '../../../src/channel/virtgpu/channel.js';
import { reasonOf } from '../../../src/errors.js';
import { fdSlots } from '../../../src/native/addon.js';
import { OwnedFd } from '../../../src/native/fd.js';
import { FakeVirtgpuNode, commandPage, readPage, receivePage } from '../../support/virtgpu-node.js';

/** POLL. */
const poll = 3;
const blob = { id: 9, type: 1, size: 4096 };
const pipe = { id: 8, type: 4 };
const some = new Uint8Array(8).fill(1);
const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

/** A host that answers each POLL with the next of `pages`: what was received, and how the channel ended. */
async function hear(t: Test, pages: readonly Uint8Array[]) {
  const before = OwnedFd.live;
  const rest = [...pages];
  const saySoon = (): void => {
    const next = rest.shift();
    if (next) setImmediate(() => node.say(next));
  };
  const node = new FakeVirtgpuNode({ onExecute: (command) => command === poll && saySoon() });
  const channel = VirtgpuChannel.open('node', { open: () => node });
  const buffer = new Uint8Array(65536);
  const fds = new Int32Array(fdSlots);
  const lengths: number[] = [];
  const error = await new Promise<unknown>((resolve) => {
    channel.listen(() => {
      try {
        const count = channel.receive(buffer, 0, buffer.length, fds);
        for (const fd of fds.subarray(1, 1 + fds[0]!)) new OwnedFd(fd).close();
        if (count === 0) resolve(undefined);
        if (count > 0) lengths.push(count);
      } catch (error) {
        resolve(error);
      }
    });
    channel.want(true, false);
  });
  channel.close();
  t.ok(node.closed, 'the node is closed');
  t.equal(OwnedFd.live, before, 'no descriptor is left');
  return { lengths, error };
}

const table: readonly (readonly [string, Uint8Array, string])[] = [
  ['a READ of more than fits', readPage(1, some, false, 4073), 'the host sent a READ of 4073 bytes'],
  [
    'a READ of a whole address space',
    readPage(1, some, true, 2 ** 32 - 1),
    'the host sent a READ of 4294967295 bytes',
  ],
  [
    'a RECEIVE of more descriptors than it has places for',
    receivePage(some, times(28, blob), { count: 29 }),
    'the host sent a RECEIVE of 8 bytes and 29 descriptors',
  ],
  [
    'a RECEIVE of descriptors without bytes',
    receivePage(new Uint8Array(0), [blob]),
    'the host sent a RECEIVE of 0 bytes and 1 descriptors',
  ],
  [
    'a RECEIVE of more bytes than fit',
    receivePage(some, [], { length: 3745 }),
    'the host sent a RECEIVE of 3745 bytes and 0 descriptors',
  ],
  [
    'a descriptor of an unknown type, behind good ones',
    receivePage(some, [blob, pipe, { id: 1, type: 77 }]),
    'the host sent a descriptor of unknown type 77',
  ],
  [
    'a pipe that the guest reads, from the host',
    receivePage(some, [{ id: 1, type: 3 }]),
    'the host sent a descriptor of unknown type 3',
  ],
  ['one pipe twice', receivePage(some, [pipe, pipe]), 'the host sent its pipe 8 a second time'],
  [
    'memory without a size, behind good ones',
    receivePage(some, [pipe, blob, { ...blob, size: 0 }]),
    'DRM_IOCTL_VIRTGPU_RESOURCE_CREATE_BLOB: EINVAL',
  ],
  ['a command that only guests send', commandPage(4), 'the host sent unknown command 4'],
  ['a page without a command', commandPage(0), 'the host sent unknown command 0'],
];

for (const [name, page, sentence] of table) {
  t.test(`${name} ends the channel with a sentence, after what was good`, async (t) => {
    const { lengths, error } = await hear(t, [receivePage(some, [blob]), page]);
    t.strictSame(lengths, [8]);
    t.equal(reasonOf(error), sentence);
  });
}

t.test('twenty-eight descriptors and as many bytes as fit are no reason to end', async (t) => {
  const most = new Uint8Array(3744).fill(1);
  const { lengths, error } = await hear(t, [
    receivePage(most, times(28, blob)),
    receivePage(new Uint8Array(0)),
  ]);
  t.strictSame(lengths, [3744]);
  t.equal(error, undefined, 'an empty message is the compositor’s end');
});

t.test('data of pipes that nobody knows are nobody’s', async (t) => {
  const { lengths, error } = await hear(t, [
    readPage(0x80000001, some, true),
    readPage(0, new Uint8Array(4072)),
    receivePage(some),
    receivePage(new Uint8Array(0)),
  ]);
  t.strictSame(lengths, [8]);
  t.equal(error, undefined);
});
