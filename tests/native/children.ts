/** Waiting for child processes, and counting descriptors, in the tests of the addon. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { addon, type ExitStatus } from '../../src/native/addon.js';
import { withoutHooks } from '../../tools/hosts/child.js';

/** The flags under which a process may fork itself (see the launcher). */
export const forkFlags = [
  '--single-threaded',
  '--v8-pool-size=0',
  '--max-semi-space-size=1',
  '--no-memory-reducer',
];

/** The words that start Node without the test runner's loader, whose thread a forked child would wait for for ever. */
export const plainNode: readonly string[] = [...withoutHooks, process.execPath];

/** How child `pid` ended. */
export async function ended(pid: number): Promise<ExitStatus> {
  for (;;) {
    const status = addon.waitpid(pid);
    if (status) return status;
    await delay(2);
  }
}

/** The open descriptors of this process, without the one that lists them. */
export function openDescriptors(): number[] {
  const listed = readdirSync('/proc/self/fd').map(Number);
  return listed.filter((fd) => isOpen(fd));
}

/** Whether `fd` is open. */
export function isOpen(fd: number): boolean {
  try {
    addon.close(addon.duplicate(fd));
    return true;
  } catch {
    return false;
  }
}

/** A path for a socket, which has room for 107 bytes only; gone at the end of the test. */
export function socketPathFor(t: { teardown(work: () => void): void }): string {
  const directory = mkdtempSync(join(tmpdir(), 'decant-'));
  t.teardown(() => rmSync(directory, { recursive: true }));
  return join(directory, 'socket');
}

/** Two connected sockets, closed at the end of the test. */
export function pairFor(t: { teardown(work: () => void): void }): [number, number] {
  const pair = addon.socketPair();
  t.teardown(() => {
    for (const fd of pair) if (isOpen(fd)) addon.close(fd);
  });
  return pair;
}
