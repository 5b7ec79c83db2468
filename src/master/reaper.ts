/**
 * Children of this process and what to do when each ends. One SIGCHLD may stand for many ends, so every child that
 * is known is asked; others (of libraries) are never touched.
 */
import { addon, type ExitStatus } from '../native/addon.js';

export class Reaper {
  readonly #children = new Map<number, (status: ExitStatus) => void>();

  /** Calls `onEnd` once when child `pid` ends. */
  add(pid: number, onEnd: (status: ExitStatus) => void): void {
    this.#children.set(pid, onEnd);
  }

  /** Collects every child that has ended; to be called at each SIGCHLD. */
  reap(): void {
    for (const [pid, onEnd] of this.#children) {
      const status = addon.waitpid(pid);
      if (!status) continue;
      this.#children.delete(pid);
      onEnd(status);
    }
  }

  /** In a forked child: none of them is ours. */
  forget(): void {
    this.#children.clear();
  }
}
