/** Pipes of the virtio-gpu channel, between an emulated node and a host of the test's own, with slow ends on either side. */
import t from 'tap';
import { setTimeout as sleep } from 'node:timers/promises';
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { buildEmulators } from '../support/emulators.js';
import { drain, fill, guest, take } from './virtgpu-line.js';

buildEmulators();
t.setTimeout(300_000);
// The runner's own limit for a file is raised by a comment of this form (@tapjs/core, spawn).
t.comment('timeout=300000');

t.test('a slow writer of the host’s is read to its end, byte by byte', async (t) => {
  const { far, heard, end } = await guest(t, ['read']);
  const { given } = await take(far, 1);
  for (let i = 0; i < 500; i++) {
    addon.write(given[0]!.fd, Uint8Array.of(i & 0xff), 0, 1);
    await sleep(10);
  }
  given[0]!.close();
  t.equal(await heard(/read \d+/), 'read 500');
  await end();
});

t.test('a slow writer of the guest’s comes to the host to its end, byte by byte', async (t) => {
  const { far, end } = await guest(t, ['write']);
  const [reading, writing] = addon.pipe().map((fd) => new OwnedFd(fd)) as [OwnedFd, OwnedFd];
  addon.send(far.fd, Uint8Array.of(1), 0, 1, Int32Array.of(writing.fd), 1);
  writing.close();
  t.equal(await drain(reading), 500);
  reading.close();
  await end();
});

t.test('a slow reader of the guest’s loses nothing', async (t) => {
  const { child, far, heard, end } = await guest(t, ['read', '20']);
  const { given } = await take(far, 1);
  const total = 24 * 1024 * 1024;
  await fill(given[0]!, total);
  t.equal(await heard(/read \d+/), `read ${total}`);
  t.equal(child.exitCode, null);
  await end();
});

t.test('who waits for an answer before it reads a pipe gets it, though megabytes come first', async (t) => {
  const { far, heard, end } = await guest(t, ['paste']);
  const { given } = await take(far, 1);
  const total = 4 * 1024 * 1024;
  await fill(given[0]!, total);
  addon.send(far.fd, new Uint8Array(4).fill(1), 0, 4, null, 0);
  await heard(/received 4/);
  t.equal(await heard(/read \d+/), `read ${total}`);
  await end();
});
