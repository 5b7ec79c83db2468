/** What a watch does to its whole process: a program, started by poll.test.ts with a scenario's name. */
import { addon, pollEvents } from '../../src/native/addon.js';

declare const gc: () => void;

const [left, right] = addon.socketPair();
const byte = new Uint8Array(1);

function fail(): never {
  throw new Error('boom');
}

const scenarios: Record<string, () => void> = {
  throw: () => {
    let calls = 0;
    process.on('uncaughtException', (error) => {
      if (calls < 2) return;
      console.log(`caught ${error.message}, called ${calls}`);
      poll.close();
    });
    const poll = new addon.Poll(left, () => {
      calls++;
      fail();
    });
    poll.update(pollEvents.readable);
  },
  fatal: () => {
    new addon.Poll(left, fail).update(pollEvents.readable);
  },
  unref: () => {
    addon.receive(left, byte, 0, 1, new Int32Array(254));
    const poll = new addon.Poll(left, () => console.log('called'));
    poll.update(pollEvents.readable);
    poll.setRef(false);
    process.on('exit', () => console.log('end'));
  },
  collected: () => {
    addon.receive(left, byte, 0, 1, new Int32Array(254));
    new addon.Poll(left, () => {
      console.log('called');
      process.exit();
    }).update(pollEvents.readable);
    setImmediate(() => {
      gc();
      addon.send(right, byte, 0, 1, null, 0);
    });
  },
};

addon.send(right, byte, 0, 1, null, 0);
scenarios[process.argv[2] ?? '']?.();
