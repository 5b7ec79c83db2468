/** What signals do to a whole process: a program, started by signals.test.ts with a scenario's name. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { addon } from '../../src/native/addon.js';

const { SIGUSR1, SIGUSR2, SIGCHLD, SIGKILL } = constants.signals;
const names = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]));
const nameOf = (signal: number): string => names.get(signal) ?? String(signal);
const environment = [`PATH=${process.env['PATH']}`];
const shell = (script: string): number => addon.spawn({ argv: ['sh', '-c', script], env: environment });

/** Keeps the process alive until it is cleared. */
const alive = setInterval(() => {}, 1000);
const done = (): void => clearInterval(alive);

function refusal(work: () => void): string {
  try {
    work();
    return 'accepted';
  } catch (error) {
    return error instanceof TypeError
      ? 'TypeError'
      : `${(error as NodeJS.ErrnoException).code} ${(error as NodeJS.ErrnoException).syscall}`;
  }
}

const scenarios: Record<string, () => void> = {
  sender: () => {
    let other = 0;
    addon.watchSignals([SIGUSR1, SIGUSR2], (signal, code, pid) => {
      const sender = { [process.pid]: 'own', [other]: 'other' }[pid];
      console.log(nameOf(signal), code, sender);
      if (signal === SIGUSR2) done();
      else other = shell(`kill -USR2 ${process.pid}`);
    });
    addon.kill(process.pid, SIGUSR1);
  },
  child: () => {
    let child = 0;
    addon.watchSignals([SIGCHLD], (signal, code, pid) => {
      console.log(nameOf(signal), code, pid === child ? 'child' : pid);
      done();
    });
    child = shell('exit 0');
  },
  replaced: () => {
    addon.watchSignals([SIGUSR1, SIGUSR2], (signal) => console.log('old', nameOf(signal)));
    addon.watchSignals([SIGUSR2], (signal) => {
      console.log('new', nameOf(signal));
      addon.kill(process.pid, SIGUSR1);
    });
    addon.kill(process.pid, SIGUSR2);
  },
  idle: () => {
    addon.watchSignals([SIGUSR2], () => {});
    done();
  },
  node: () => {
    let seen = 'nothing';
    // libuv has its handler before ours comes, and is told all the same.
    const child = spawn('sh', ['-c', 'read line; exit 3'], { stdio: ['pipe', 'inherit', 'inherit'] });
    child.on('spawn', () => {
      addon.watchSignals([SIGCHLD], (signal) => {
        seen = nameOf(signal);
      });
      child.stdin.end();
    });
    child.on('exit', (code) => {
      // Both pipes are read in the same turn, in no particular order.
      setImmediate(() => {
        console.log('exit', code);
        console.log('seen', seen);
        done();
      });
    });
  },
  refused: () => {
    console.log(refusal(() => addon.watchSignals([SIGKILL], () => {})));
    console.log(refusal(() => addon.watchSignals([4711], () => {})));
    console.log(refusal(() => addon.watchSignals([SIGUSR2], undefined as never)));
    done();
  },
  throw: () => {
    process.on('uncaughtException', (error) => {
      console.log(`caught ${error.message}`);
      done();
    });
    addon.watchSignals([SIGUSR2], () => {
      throw new Error('boom');
    });
    addon.kill(process.pid, SIGUSR2);
  },
};

scenarios[process.argv[2] ?? '']?.();
