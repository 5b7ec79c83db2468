/**
 * What the user asked to be printed. Written at once and in full, since the process may leave by `_exit`. A reader that
 * has gone ends the process as it ends any other: by SIGPIPE.
 */
import { writeSync } from 'node:fs';
import { signals } from '../native/signals.js';
import { StartError, isSystemError } from '../errors.js';

const waitMs = 5;

const pause = new Int32Array(new SharedArrayBuffer(4));

/**
 * Makes the function that prints a line. `end` ends the process by a signal. Printing throws `StartError` where nothing
 * can be written (a full disk).
 */
export function makePrinter(end: (signal: number) => void): (line: string) => void {
  return (line) => {
    const bytes = Buffer.from(`${line}\n`);
    for (let at = 0; at < bytes.length;) {
      try {
        at += writeSync(1, bytes, at);
      } catch (error) {
        if (!isSystemError(error)) throw error;
        if (error.code === 'EPIPE') end(signals.pipe);
        if (error.code !== 'EAGAIN' && error.code !== 'EINTR')
          throw new StartError(`cannot write to standard output: ${error.code}`);
        Atomics.wait(pause, 0, 0, waitMs);
      }
    }
  };
}
