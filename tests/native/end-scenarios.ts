/** Ways of ending a process: a program, started by process.test.ts with a scenario's name. */
import { constants } from 'node:os';
import { addon } from '../../src/native/addon.js';

const scenarios: Record<string, () => void> = {
  exitNow: () => {
    process.on('exit', () => addon.exitNow(1));
    addon.exitNow(9);
  },
  dieBySignal: () => {
    process.on('SIGTERM', () => process.exit(1));
    addon.dieBySignal(constants.signals.SIGTERM);
  },
  ignored: () => {
    addon.dieBySignal(constants.signals.SIGCHLD);
    process.exit(4);
  },
  abort: () => addon.dieBySignal(constants.signals.SIGABRT),
};

scenarios[process.argv[2] ?? '']?.();
