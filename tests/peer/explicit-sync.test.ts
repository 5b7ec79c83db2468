/** Explicit fences of a client's on a channel that does not carry them. */
import t from 'tap';
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import * as sync from '../../src/protocol/generated/zwp-linux-explicit-synchronization-unstable-v1.js';
import { noLeaks } from '../support/fixture.js';
import { closePipes, describing, makePipe } from '../support/image-story.js';

t.afterEach(closePipes);
noLeaks(t);

/** The same with a synchronization of the surface, and a buffer that is drawn. */
function synchronized() {
  const made = describing();
  const { client, surface, params, add, image, drawn, size } = made;
  const manager = client.bind(sync.zwp_linux_explicit_synchronization_v1, 2, client.idOf('wl_registry'));
  const id = client.newId();
  client.say(manager, 'get_synchronization', { id, surface });
  add(new OwnedFd(image.release()));
  drawn();
  const buffer = client.newId();
  client.say(params, 'create_immed', { buffer_id: buffer, ...size });
  const attach = (attached = buffer): void => client.say(surface, 'attach', { buffer: attached, x: 0, y: 0 });
  const commit = (): void => client.say(surface, 'commit');
  const fence = (): { writing: number } => {
    const { reading, writing } = makePipe();
    client.say(id, 'set_acquire_fence', { fd: new OwnedFd(reading.release()) });
    return { writing: writing.fd };
  };
  return { ...made, manager, id, buffer, attach, commit, fence };
}

t.test("an acquire fence is waited for, and the release is told with the host's", async (t) => {
  const { client, host, id, buffer, attach, commit, fence, hostSaw } = synchronized();
  const { writing } = fence();
  const release = client.newId();
  client.say(id, 'get_release', { release });
  attach();
  commit();
  t.equal(hostSaw(), 'attach');
  addon.write(writing, Uint8Array.of(1), 0, 1);
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  client.sayBytes(new Uint8Array(0));
  t.equal(hostSaw(), 'commit');
  t.equal(client.seenOf('immediate_release').length, 0);
  host.say(host.idOf('wl_buffer'), 'release');
  t.strictSame(
    client.seen.slice(-3).map((seen) => [seen.id, seen.message]),
    [
      [release, 'immediate_release'],
      [1, 'delete_id'],
      [buffer, 'release'],
    ],
  );
  attach();
  commit();
  t.equal(hostSaw(), 'commit', 'a fence is for one commit');
});

const faults: readonly (readonly [string, number, (story: ReturnType<typeof synchronized>) => void])[] = [
  ['a second fence in one commit', 1, ({ fence }) => [fence(), fence()]],
  [
    'a second release in one commit',
    2,
    ({ client, id }) => {
      for (let i = 0; i < 2; i++) client.say(id, 'get_release', { release: client.newId() });
    },
  ],
  [
    'a fence for a surface that has gone',
    3,
    ({ client, surface, fence }) => {
      client.say(surface, 'destroy');
      fence();
    },
  ],
  ['a fence without a buffer', 5, ({ fence, commit }) => [fence(), commit()]],
  ['a fence for the null buffer', 5, ({ fence, attach, commit }) => [fence(), attach(0), commit()]],
];
for (const [what, code, sin] of faults)
  t.test(`${what} is an error`, async (t) => {
    const made = synchronized();
    sin(made);
    t.match(made.client.seen.at(-1), { message: 'error', args: { object_id: made.id, code } });
    t.equal(made.ends.length, 1);
  });

t.test(
  'a second synchronization of a surface is an error; one that goes takes its fence along',
  async (t) => {
    const { client, manager, id, surface, attach, commit, fence, hostSaw, ends } = synchronized();
    fence();
    client.say(id, 'destroy');
    attach();
    commit();
    t.equal(hostSaw(), 'commit');
    for (let i = 0; i < 2; i++) client.say(manager, 'get_synchronization', { id: client.newId(), surface });
    t.match(client.seen.at(-1), { message: 'error', args: { object_id: manager, code: 0 } });
    t.equal(ends.length, 1);
  },
);
