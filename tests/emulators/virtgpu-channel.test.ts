/** The virtio-gpu channel alone, between an emulated node and a host of the test's own that is no compositor. */
import t, { type Test } from 'tap';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { plainEnvironment } from '../../tools/hosts/host.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { addon, fdSlots } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { buildEmulators } from '../support/emulators.js';
import { VirtgpuDevice } from '../support/virtgpu.js';

buildEmulators();
const timeoutMs = 30_000;
const program = join(import.meta.dirname, 'virtgpu-guest.js');

/** A guest that does one of its deeds, and the host's end of its connection. */
async function guest(t: Test, ...deed: string[]) {
  const dir = mkdtempSync(join(tmpdir(), 'decant-virtgpu-'));
  const hostSocket = join(dir, 'compositor');
  const listener = new OwnedFd(addon.listen(hostSocket, 4));
  const device = await VirtgpuDevice.start({ hostSocket, dir, dmabuf: 'off' });
  const child = spawn(process.execPath, [program, ...deed], {
    env: { ...plainEnvironment(dir), ...device.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.teardown(async () => {
    child.kill('SIGKILL');
    await device.stop();
    listener.close();
    rmSync(dir, { recursive: true, force: true });
  });
  let said = '';
  child.stdout.on('data', (text) => (said += String(text)));
  const far = new OwnedFd(
    await waitFor('the guest connects', { timeoutMs }, () => {
      const fd = addon.accept(listener.fd);
      return fd < 0 ? undefined : fd;
    }),
  );
  const heard = (what: RegExp): Promise<string> =>
    waitFor(`the guest says ${String(what)}`, { timeoutMs, detail: () => said }, () => what.exec(said)?.[0]);
  /** Closes the connection: the guest must have closed all descriptors but its own then, and have broken no rule. */
  const end = async (): Promise<void> => {
    const exited = once(child, 'exit');
    far.close();
    t.equal(await heard(/open \d+/), 'open 0');
    t.strictSame((await exited)[0], 0);
    t.strictSame(device.violations(), []);
  };
  return { child, device, far, heard, end };
}

const buffer = new Uint8Array(65536);
const fds = new Int32Array(fdSlots);

/** Reads `count` bytes from the connection: where descriptors came, and the descriptors. */
async function take(far: OwnedFd, count: number): Promise<{ at: number[]; given: OwnedFd[] }> {
  const at: number[] = [];
  const given: OwnedFd[] = [];
  let taken = 0;
  await waitFor(`${count} bytes arrive`, { timeoutMs }, () => {
    const read = addon.receive(far.fd, buffer, 0, buffer.length, fds);
    for (let i = 1; i <= fds[0]!; i++) {
      given.push(new OwnedFd(fds[i]!));
      at.push(taken);
    }
    if (read > 0) taken += read;
    return taken >= count || undefined;
  });
  return { at, given };
}

/** Reads a pipe to its end: how many bytes. */
async function drain(pipe: OwnedFd): Promise<number> {
  addon.setNonBlocking(pipe.fd, true);
  let total = 0;
  await waitFor('the pipe ends', { timeoutMs }, () => {
    for (;;) {
      const count = addon.read(pipe.fd, buffer, 0, buffer.length);
      if (count <= 0) return count === 0 || undefined;
      total += count;
    }
  });
  return total;
}

t.test(
  'a long message goes in pages, its descriptors with the first, the same buffer under one handle',
  async (t) => {
    const { device, far, heard, end } = await guest(t, 'split');
    const { at, given } = await take(far, 10_000);
    t.strictSame(at, [0, 0]);
    t.equal(await heard(/sends \d+/), 'sends 3');
    t.equal(device.counters()['mostHandles'], 3);
    for (const fd of given) fd.close();
    await end();
  },
);

t.test('a slow writer of the host’s is read to its end, byte by byte', async (t) => {
  const { far, heard, end } = await guest(t, 'read');
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
  const { far, end } = await guest(t, 'write');
  const [reading, writing] = addon.pipe().map((fd) => new OwnedFd(fd)) as [OwnedFd, OwnedFd];
  addon.send(far.fd, Uint8Array.of(1), 0, 1, Int32Array.of(writing.fd), 1);
  writing.close();
  t.equal(await drain(reading), 500);
  reading.close();
  await end();
});

t.test('a slow reader of the guest’s loses nothing, and keeps the host waiting', async (t) => {
  const { child, far, heard, end } = await guest(t, 'read', '20');
  const { given } = await take(far, 1);
  addon.setNonBlocking(given[0]!.fd, true);
  const total = 16 * 1024 * 1024;
  let written = 0;
  await waitFor('all is written', { timeoutMs }, () => {
    while (written < total) {
      const count = addon.write(given[0]!.fd, buffer, 0, Math.min(buffer.length, total - written));
      if (count < 0) return undefined;
      written += count;
    }
    return true;
  });
  given[0]!.close();
  t.equal(await heard(/read \d+/), `read ${total}`);
  t.equal(child.exitCode, null);
  await end();
});

t.test('twenty-eight descriptors come in one message, as memory of their true size', async (t) => {
  const { device, far, heard, end } = await guest(t, 'listen');
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
