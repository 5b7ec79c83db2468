/** The virtio-gpu channel alone, between an emulated node and a host of the test's own that is no compositor. */
import t from 'tap';
import { setTimeout as sleep } from 'node:timers/promises';
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { buildEmulators } from '../support/emulators.js';
import { guest, take } from './virtgpu-line.js';

buildEmulators();
t.setTimeout(300_000);
// The runner's own limit for a file is raised by a comment of this form (@tapjs/core, spawn).
t.comment('timeout=300000');

t.test(
  'a long message goes in pages, its descriptors with the first, the same buffer under one handle',
  async (t) => {
    const { device, far, heard, end } = await guest(t, ['split']);
    addon.send(far.fd, Uint8Array.of(1, 0, 0, 0), 0, 4, null, 0);
    const { at, given } = await take(far, 10_000);
    t.strictSame(at, [0, 0]);
    t.equal(await heard(/sends \d+/), 'sends 3');
    t.equal(device.counters()['mostHandles'], 3);
    for (const fd of given) fd.close();
    await end();
  },
);

t.test('until the host has said something, what is sent is right for hosts of both ages', async (t) => {
  for (const identifiers of [4, 28] as const) {
    const { far, heard, end } = await guest(t, ['early'], { identifiers });
    const { last } = await take(far, 10_000);
    t.ok(last.every((byte) => byte === 7));
    t.equal(await heard(/sends \d+/), 'sends 35');
    await end();
  }
});

t.test('a host of four identifiers is known by what it says, and spoken to in its way', async (t) => {
  const { far, heard, end } = await guest(t, ['split'], { identifiers: 4 });
  const said = new Uint8Array(4000).fill(7);
  addon.send(far.fd, said, 0, said.length, null, 0);
  const { at, given } = await take(far, 10_000);
  t.strictSame(at, [0, 0]);
  t.equal(await heard(/sends \d+/), 'sends 3');
  for (const fd of given) fd.close();
  await end();
});

for (const init of [24, 36] as const) {
  t.test(`a host that understands an INIT of ${init} bytes only gets one`, async (t) => {
    const { device, far, heard } = await guest(t, ['listen'], { init });
    addon.send(far.fd, new Uint8Array(8), 0, 8, null, 0);
    t.equal(await heard(/received \d+ with \d+/), 'received 8 with 0');
    const rules = device.violations().map(({ rule }) => rule);
    const tries = rules.filter((rule) => rule === 'init-size');
    t.equal(tries.length, init === 36 ? 1 : 2, 'others were tried before');
    t.equal(device.counters()['contexts'], 1);
    far.close();
    t.equal(await heard(/open \d+/), 'open 0');
  });
}

t.test('images of the device are carried, and nothing else', async (t) => {
  const { device, far, heard, end } = await guest(t, ['images'], { dmabuf: 'on', renders: 'on' });
  t.equal(await heard(/carries .*/), 'carries true false false false');
  t.equal(device.counters()['foreignImports'], 3);
  for (const fd of (await take(far, 8)).given) fd.close();
  t.equal(device.counters()['mostHandles'], 3, 'a handle is closed when it has been used');
  await end();
});

t.test('where the host has no dmabufs, or the device does not draw, no images are carried', async (t) => {
  for (const options of [{ renders: 'on' }, { dmabuf: 'on' }] as const) {
    const { heard } = await guest(t, ['images'], options);
    t.equal(await heard(/carries .*/), 'carries none none none none');
  }
});

t.test('a host that is silent for long is asked, and left alone when it answers', async (t) => {
  const { far, heard, said, end } = await guest(t, ['ask']);
  await take(far, 1);
  await heard(/asked/);
  await take(far, 1);
  addon.send(far.fd, new Uint8Array(4), 0, 4, null, 0);
  await heard(/received 4/);
  // Longer than a host may be silent that owes an answer; this one owes none.
  await sleep(2000);
  t.equal(said(), 'asked\nreceived 4\n');
  await end();
});

for (const fault of ['dies-after-sends', undefined] as const) {
  const why = fault ? 'has ended the channel without a word' : 'does not answer';
  t.test(`a host that ${why} is noticed, and the channel ends with a sentence`, async (t) => {
    const { heard, said } = await guest(t, ['ask', 'often'], fault ? { fault } : {});
    t.match(await heard(/ended: .*/), /the host has said nothing for 1 s although it was asked/);
    t.match(said(), /^asked$/m);
    t.equal(await heard(/open \d+/), 'open 0');
  });
}

t.test('an event without a message ends the channel: none is read twice', async (t) => {
  const { far, heard } = await guest(t, ['ask'], { fault: 'event-too-many' });
  addon.send(far.fd, new Uint8Array(4), 0, 4, null, 0);
  t.equal(await heard(/received \d+/), 'received 4');
  t.equal(await heard(/ended: .*/), 'ended: the host sent unknown command 0');
});

t.test('twenty-eight descriptors come in one message, as memory of their true size', async (t) => {
  const { device, far, heard, end } = await guest(t, ['listen']);
  const sent = Array.from({ length: 28 }, (_, i) => new OwnedFd(addon.createMemfd('some', 100 + i)));
  addon.send(
    far.fd,
    new Uint8Array(8),
    0,
    8,
    Int32Array.from(sent, ({ fd }) => fd),
    28,
  );
  t.equal(await heard(/received \d+ with \d+/), 'received 8 with 28');
  for (const fd of sent) fd.close();
  t.equal(device.counters()['fdsReceived'], 28);
  await end();
});
