/** Things that a forked child must be able to do. Each throws or never ends if it cannot. */
import { deepEqual, equal, notEqual } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext, runInThisContext } from 'node:vm';
import { addon, pollEvents, type Poll } from '../../src/native/addon.js';
import { ended, openDescriptors } from './children.js';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;
const path = `PATH=${process.env['PATH']}`;
const parentPid = process.pid;
const inherited = openDescriptors().length;

/** One line from a socket, by a watch. */
function line(fd: number): Promise<string> {
  return new Promise((resolve) => {
    const bytes = new Uint8Array(64);
    const poll: Poll = new addon.Poll(fd, () => {
      const count = addon.receive(fd, bytes, 0, bytes.length, new Int32Array(254));
      poll.close();
      resolve(new TextDecoder().decode(bytes.subarray(0, count)));
    });
    poll.update(pollEvents.readable);
  });
}

async function collect(): Promise<void> {
  const kept: object[] = [];
  for (let round = 0; round < 5; round++) {
    for (let i = 0; i < 20_000; i++) kept.push({ round, i });
    gc();
    await nextTurn();
  }
  equal(kept.length, 100_000);
}

async function timers(): Promise<void> {
  const start = performance.now();
  // Which of them comes first is for the machine to say: a busy one may come to both at once.
  const early = await Promise.all(
    [20, 10].map(async (ms) => delay(ms).then(() => performance.now() - start < ms - 1)),
  );
  deepEqual(early, [false, false]);
}

async function files(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'decant-'));
  const names = Array.from({ length: 8 }, (_, i) => join(directory, String(i)));
  await Promise.all(names.map((name) => writeFile(name, name)));
  deepEqual(await Promise.all(names.map((name) => readFile(name, 'utf8'))), names);
  await rm(directory, { recursive: true });
}

async function sockets(): Promise<void> {
  const [left, right] = addon.socketPair();
  const heard = line(left);
  addon.send(right, new TextEncoder().encode('hello'), 0, 5, null, 0);
  equal(await heard, 'hello');
  addon.close(left);
  addon.close(right);
}

async function modules(): Promise<void> {
  const { default: querystring } = await import('node:querystring');
  equal(querystring.escape('ä'), '%C3%A4');
  const { OwnedFd } = await import('../../src/native/fd.js');
  equal(OwnedFd.live, 0);
}

async function programs(): Promise<void> {
  const { stdout } = await promisify(execFile)('sh', ['-c', 'echo out']);
  equal(stdout, 'out\n');
}

async function spawn(): Promise<void> {
  deepEqual(await ended(addon.spawn({ argv: ['sh', '-c', 'exit 7'], env: [path] })), { code: 7 });
}

async function signals(): Promise<void> {
  const { SIGUSR2 } = constants.signals;
  const sender = new Promise<number>((resolve) =>
    addon.watchSignals([SIGUSR2], (_signal, _code, pid) => resolve(pid)),
  );
  addon.kill(addon.getpid(), SIGUSR2);
  // The watch of signals keeps nothing alive.
  const alive = setInterval(() => {}, 1000);
  equal(await sender, addon.getpid());
  clearInterval(alive);
  addon.watchSignals([], () => {});
}

function compile(): void {
  const sum = runInThisContext(
    '(function sum(n) { let s = 0; for (let i = 0; i <= n; i++) s += i; return s; })',
  ) as (n: number) => number;
  for (let i = 0; i < 200; i++) equal(sum(10_000), 50_005_000);
}

async function nested(): Promise<void> {
  for (let i = 0; i < 2; i++) {
    const pid = addon.fork();
    if (pid === 0) {
      await timers();
      gc();
      addon.exitNow(addon.getppid() === parentPid ? 1 : 0);
    }
    deepEqual(await ended(pid), { code: 0 });
  }
}

function descriptors(): void {
  notEqual(addon.getpid(), parentPid);
  equal(addon.getppid(), parentPid);
  equal(openDescriptors().length, inherited);
}

/** By name. */
export const abilities: Readonly<Record<string, () => void | Promise<void>>> = {
  // First: later ones open what stays open, the signal pipe for example.
  descriptors,
  collect,
  timers,
  files,
  sockets,
  modules,
  programs,
  spawn,
  signals,
  compile,
  nested,
};
