/**
 * Lines on standard error, whoever reads them: a reader that has gone or stands still costs lines and nothing else, since
 * machines must not wait for it. How many were lost is said when there is room again.
 */
import { constants, fstatSync, openSync, writeSync } from 'node:fs';
import { isSystemError } from '../../src/errors.js';
import { addon } from '../../src/native/addon.js';

/** Bytes that were taken, none if there is no room. Throws the `SystemError` of a reader that has gone. */
type Write = (bytes: Uint8Array) => number;

export class LogWriter {
  readonly #write: Write;
  #lost = 0;

  /** `fd` stays the caller's, and the mode of what it leads to stays as it is for all others who have it. */
  constructor(fd: number) {
    this.#write = writeWithoutWaiting(fd);
  }

  line(text: string): void {
    const before = this.#lost === 0 ? '' : `vhost-gpu: ${this.#lost} lines were lost: nobody read them\n`;
    try {
      if (this.#write(Buffer.from(`${before}vhost-gpu: ${text}\n`)) > 0) this.#lost = 0;
      else this.#lost++;
    } catch (error) {
      if (!isSystemError(error)) throw error;
      this.#lost++;
    }
  }
}

function writeWithoutWaiting(fd: number): Write {
  const status = fstatSync(fd);
  if (status.isSocket()) return (bytes) => addon.send(fd, bytes, 0, bytes.length, null, 0);
  if (!status.isFIFO()) return (bytes) => writeSync(fd, bytes);
  // The same pipe, opened anew: not to wait is then no matter of those who share the other.
  const own = openSync(`/proc/self/fd/${fd}`, constants.O_WRONLY | constants.O_NONBLOCK);
  return (bytes) => addon.write(own, bytes, 0, bytes.length);
}
