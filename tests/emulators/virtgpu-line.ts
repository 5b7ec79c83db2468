/** A guest on an emulated virtio-gpu node (`virtgpu-guest.ts`), and the host's end of its connection, which the test holds. */
import type { Test } from 'tap';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainEnvironment } from '../../tools/hosts/host.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { addon, fdSlots } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { VirtgpuDevice, type VirtgpuOptions } from '../support/virtgpu.js';

export const timeoutMs = 60_000;
const program = join(import.meta.dirname, 'virtgpu-guest.js');

/** A guest that does one of its deeds, and the host's end of its connection. */
export async function guest(t: Test, deed: readonly string[], options: Partial<VirtgpuOptions> = {}) {
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

/** Reads `count` bytes from the connection: where descriptors came, the descriptors, and the bytes that came last. */
export async function take(
  far: OwnedFd,
  count: number,
): Promise<{ at: number[]; given: OwnedFd[]; last: Uint8Array }> {
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
  return { at, given, last: buffer.slice(0, 200) };
}

/** Reads a pipe to its end: how many bytes. */
export async function drain(pipe: OwnedFd): Promise<number> {
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

/** Writes `total` bytes into a pipe and closes it. */
export async function fill(pipe: OwnedFd, total: number): Promise<void> {
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
