/**
 * The only writer of log lines to stderr. Writes at once, since a process that forks must never have half a line in a
 * buffer, and a peer leaves by `_exit`. A reader of stderr that is slow holds the windows up for a moment and then
 * loses lines; one that has gone is no error.
 */
import { writeSync } from 'node:fs';
import { isSystemError } from '../errors.js';

/** write(2) as `fs.writeSync` offers it: returns how many bytes went, throws with `code`. */
export type WriteBytes = (bytes: Uint8Array, offset: number) => number;

/** A full pipe is waited for this long in all, in steps. */
const waitMs = 2;
const maxWaits = 25;

const pause = new Int32Array(new SharedArrayBuffer(4));

/** Makes a function that writes one line with its end. Keeps what it must know about lines cut short. */
export function makeLineWriter(write: WriteBytes): (line: string) => void {
  let patience = maxWaits;
  let cut = false;
  return (line) => {
    // After a line that was cut short the next one must not look like its end.
    const bytes = Buffer.from(cut ? `\n${line}\n` : `${line}\n`);
    let at = 0;
    for (let waits = 0; at < bytes.length;) {
      try {
        at += write(bytes, at);
      } catch (error) {
        if (!isSystemError(error)) throw error;
        if (error.code === 'EINTR') continue;
        if (error.code !== 'EAGAIN' || waits++ >= patience) break;
        Atomics.wait(pause, 0, 0, waitMs);
      }
    }
    const complete = at === bytes.length;
    if (at > 0) cut = !complete && at > (cut ? 1 : 0);
    // A reader that was too slow once gets no second wait until it has caught up.
    patience = complete ? maxWaits : 0;
  };
}

/** Writes one line to stderr now. */
export const writeLine = makeLineWriter((bytes, offset) => writeSync(2, bytes, offset));
