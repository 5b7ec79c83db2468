/**
 * What a forked child can do: a program, started by fork.test.ts with a scenario's name and the flags that a fork needs.
 * Parent and child both run on after `fork`, so each way ends in its own exit.
 */
import { execFileSync } from 'node:child_process';
import { writeSync } from 'node:fs';
import { constants } from 'node:os';
import { addon, pollEvents } from '../../src/native/addon.js';
import { abilities } from './fork-abilities.js';
import { ended } from './children.js';

const { SIGTERM, SIGCHLD } = constants.signals;
const print = (line: string): number => writeSync(1, `${line}\n`);

/** Runs `work` in a child, which exits with 0 if it succeeds; returns the child's pid, in the parent only. */
function inChild(work: () => void | Promise<void>): number | undefined {
  const pid = addon.fork();
  if (pid > 0) return pid;
  void Promise.resolve()
    .then(work)
    .then(
      () => addon.exitNow(0),
      (error: unknown) => {
        print(error instanceof Error ? (error.stack ?? error.message) : String(error));
        addon.exitNow(1);
      },
    );
  return undefined;
}

async function once(ability: () => void | Promise<void>): Promise<void> {
  const pid = inChild(async () => {
    await ability();
    print('child fine');
  });
  if (pid === undefined) return;
  const { code } = await ended(pid);
  if (code === 0) print('parent fine');
}

/** Every tenth child tries all abilities, the others those that have to do with memory and the event loop. */
async function many(count: number): Promise<void> {
  const { descriptors, timers, sockets, compile } = abilities;
  let fine = 0;
  for (let i = 0; i < count; i++) {
    const tried = i % 10 === 0 ? Object.values(abilities) : [descriptors, timers, sockets, compile];
    const pid = inChild(async () => {
      for (const each of tried) await each?.();
    });
    if (pid === undefined) return;
    if ((await ended(pid)).code === 0) fine++;
    // As the master does: not out of a promise, but from the event loop.
    await new Promise((resolve) => setImmediate(resolve));
  }
  print(`${fine} of ${count}`);
}

async function watches(): Promise<void> {
  const [left, right] = addon.socketPair();
  let heard = 0;
  const poll = new addon.Poll(left, () => {
    heard++;
    poll.close();
  });
  poll.update(pollEvents.readable);
  const pid = inChild(async () => {
    addon.send(right, new Uint8Array(1), 0, 1, null, 0);
    await abilities['timers']!();
    poll.update(pollEvents.readable);
    await abilities['timers']!();
    print(heard === 0 ? 'child heard nothing' : `child heard ${heard}`);
  });
  if (pid === undefined) return;
  await ended(pid);
  print(`parent heard ${heard}`);
}

function defaultSignals(): void {
  let seen = false;
  addon.watchSignals([SIGTERM, SIGCHLD], (signal, _code, from) => {
    if (signal !== SIGCHLD) return print(`parent was told of ${signal}`);
    seen = from === pid;
    const status = pid === undefined ? undefined : addon.waitpid(pid);
    clearInterval(alive);
    return print(
      `child ended by ${status?.signal === SIGTERM ? 'SIGTERM' : 'another'}, parent saw ${seen ? 'SIGCHLD' : 'nothing'}`,
    );
  });
  const alive = setInterval(() => {}, 1000);
  const pid = inChild(() => addon.kill(addon.getpid(), SIGTERM));
}

function limit(): void {
  execFileSync('prlimit', ['--nproc=0:0', '--pid', String(process.pid)]);
  // Root is above this limit, nobody is not.
  if (process.getuid?.() === 0) process.setuid?.(65534);
  try {
    inChild(() => {});
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    print(`${code} ${syscall}`);
  }
}

const name = process.argv[2] ?? '';
const scenarios: Record<string, () => unknown> = {
  many: () => many(150),
  watches,
  default: defaultSignals,
  limit,
};
const ability = abilities[name];
setImmediate(() => (ability ? once(ability) : scenarios[name]?.()));
