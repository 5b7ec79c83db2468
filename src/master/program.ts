/** The program that decant starts for its user: it gets the display, and its signals and its end are passed on. */
import { UsageError, isSystemError } from '../errors.js';
import { addon, type ExitStatus } from '../native/addon.js';
import type { Reaper } from './reaper.js';

/** si_code of a signal that the kernel sent, to a terminal's whole foreground group: the program has it already. */
const siKernel = 128;

export class Program {
  readonly pid: number;
  /** Resolves when it has ended. */
  readonly ended: Promise<ExitStatus>;
  #running = true;

  /** Starts `argv` with the soft limit of descriptors at `descriptorLimit`. Throws `UsageError` if it can't be run. */
  constructor(argv: readonly string[], env: readonly string[], reaper: Reaper, descriptorLimit: number) {
    addon.setDescriptorLimit(descriptorLimit);
    try {
      this.pid = addon.spawn({ argv, env });
    } catch (error) {
      if (!isSystemError(error)) throw error;
      throw new UsageError(`${argv[0]} cannot be run: ${error.code}`);
    } finally {
      addon.raiseDescriptorLimit();
    }
    this.ended = new Promise((resolve) => {
      reaper.add(this.pid, (status) => {
        this.#running = false;
        resolve(status);
      });
    });
  }

  get running(): boolean {
    return this.#running;
  }

  /** Passes a signal on, unless the program got it from the terminal as we did. Whether it is still there. */
  forward(signal: number, code: number): boolean {
    if (this.#running && code !== siKernel) addon.kill(this.pid, signal);
    return this.#running;
  }
}

/** Ends this process as the program ended: with its status, or by its signal. */
export function endLike({ code, signal }: ExitStatus): never {
  if (signal !== undefined) {
    addon.dieBySignal(signal);
    addon.exitNow(128 + signal);
  }
  addon.exitNow(code ?? 0);
}
