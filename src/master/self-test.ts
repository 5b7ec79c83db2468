/**
 * Whether a fork of this very process is a working Node: collections, timers and the thread pool, in a child.
 * Run once at start, since a new Node or libc may behave differently from those that were tested.
 */
import { stat } from 'node:fs/promises';
import { addon, type ExitStatus } from '../native/addon.js';
import { signals } from '../native/signals.js';
import { OwnedFd } from '../native/fd.js';
import { reasonOf } from '../errors.js';
import { InChild } from './launcher.js';
import type { Reaper } from './reaper.js';

/** A child that has not finished by then hangs. */
const timeLimitMs = 5000;

/** Resolves to nothing if forks work, else to the reason. Throws `InChild` in the child. */
export function testFork(reaper: Reaper, becomeChild: () => void): Promise<string | undefined> {
  let pid: number;
  try {
    pid = addon.fork();
  } catch (error) {
    return Promise.resolve(reasonOf(error));
  }
  if (pid === 0) {
    becomeChild();
    OwnedFd.closeAllExcept([]);
    void exercise().then(
      () => addon.exitNow(0),
      () => addon.exitNow(1),
    );
    throw new InChild();
  }
  return new Promise((resolve) => {
    // An interval, since only a timer keeps the loop alive until the killed child is reaped: a watched signal does not.
    let ended = false;
    const timer = setInterval(() => {
      // It may have ended with nobody being told.
      reaper.reap();
      if (!ended) addon.kill(pid, signals.kill);
    }, timeLimitMs);
    reaper.add(pid, (status) => {
      ended = true;
      clearInterval(timer);
      resolve(verdict(status));
    });
  });
}

async function exercise(): Promise<void> {
  globalThis.gc?.();
  await new Promise((resolve) => setTimeout(resolve, 1));
  await stat('/');
  globalThis.gc?.();
}

function verdict({ code, signal }: ExitStatus): string | undefined {
  if (code === 0) return undefined;
  if (signal === signals.kill) return 'a forked child did not answer';
  return signal === undefined
    ? `a forked child failed (status ${code})`
    : `a forked child died by signal ${signal}`;
}
