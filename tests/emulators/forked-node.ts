/** A program of virtwl.test.ts: forks itself as the master does, and opens and closes the device in the child. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { addon } from '../../src/native/addon.js';
import { ended } from '../native/children.js';

const pid = addon.fork();
if (pid === 0) {
  closeSync(openSync('/dev/wl0', 'r+'));
  addon.exitNow(0);
} else {
  const { code } = await ended(pid);
  writeSync(1, `child ${pid} ended with ${code}`);
}
