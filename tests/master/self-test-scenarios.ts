/** Children that do not work, for the fork's self-test: a program, started by self-test.test.ts with a scenario's name. */
import { constants } from 'node:os';
import { InChild } from '../../src/master/launcher.js';
import { Reaper } from '../../src/master/reaper.js';
import { testFork } from '../../src/master/self-test.js';
import { addon } from '../../src/native/addon.js';

/** What goes wrong in the child. */
const scenarios: Record<string, () => void> = {
  works: () => undefined,
  fails: () => addon.exitNow(3),
  crashes: () => addon.dieBySignal(constants.signals.SIGSEGV),
  hangs: () => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0),
};

const reaper = new Reaper();
addon.watchSignals([constants.signals.SIGCHLD], () => reaper.reap());
try {
  console.log((await testFork(reaper, scenarios[process.argv[2] ?? '']!)) ?? 'no problem');
} catch (error) {
  if (!(error instanceof InChild)) throw error;
}
