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
import { VirtgpuDevice, type VirtgpuOptions } from '../support/virtgpu.js';

buildEmulators();
const timeoutMs = 60_000;
t.setTimeout(300_000);
// The runner's own limit for a file is raised by a comment of this form (@tapjs/core, spawn).
t.comment('timeout=300000');
const program = join(import.meta.dirname, 'virtgpu-guest.js');

/** A guest that does one of its deeds, and the host's end of its connection. */
async function guest(t: Test, deed: readonly string[], options: Partial<VirtgpuOptions> = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'decant-virtgpu-'));
  const hostSocket = join(dir, 'compositor');
  const listener = new OwnedFd(addon.listen(hostSocket, 4));
  const device = await VirtgpuDevice.start({ hostSocket, dir, dmabuf: 'off', ...options });
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
    t.equal(device.counters()['emptyReceives'], 1, 'the end is not asked for twice');
  };
  return { child, device, far, heard, said: () => said, end };
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
    await take(far, 10_000);
    t.ok(buffer.subarray(0, 200).every((byte) => byte === 7));
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

/** Writes `total` bytes into a pipe and closes it. */
async function fill(pipe: OwnedFd, total: number): Promise<void> {
  addon.setNonBlocking(pipe.fd, true);
  let written = 0;
  await waitFor('all is written', { timeoutMs }, () => {
    while (written < total) {
      const count = addon.write(pipe.fd, buffer, 0, Math.min(buffer.length, total - written));
      if (count < 0) return undefined;
      written += count;
    }
    return true;
  });
  pipe.close();
}

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
