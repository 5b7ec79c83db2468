/**
 * Log lines of one machine. A guest can cause as many as it likes, so of each kind only the first few of a minute are
 * written, and of all kinds together not many more; how many were not is said with the next that is.
 */

const windowMs = 60_000;
const linesOfKind = 10;
const linesOfAll = 100;

/** One line for the log, of a kind: a rule's name, a command. */
export type Say = (text: string, kind?: string) => void;

export class MachineLog {
  readonly #write: (text: string) => void;
  readonly #now: () => number;
  #counts = new Map<string, number>();
  #lines = 0;
  #left = 0;
  #began = -Infinity;

  /** `now` is in milliseconds, of a clock that does not go back. */
  constructor(write: (text: string) => void, now: () => number = () => performance.now()) {
    this.#write = write;
    this.#now = now;
  }

  readonly say: Say = (text, kind = text) => {
    if (this.#now() - this.#began >= windowMs) this.#begin();
    // Not more kinds are counted than lines are written: a guest may make up new ones.
    const count = this.#counts.get(kind) ?? 0;
    if (count >= linesOfKind || this.#lines >= linesOfAll) {
      this.#left++;
      return;
    }
    this.#counts.set(kind, count + 1);
    this.#lines++;
    this.#write(text);
  };

  #begin(): void {
    if (this.#left > 0) this.#write(`${this.#left} lines were not written: too many in a minute`);
    this.#counts = new Map();
    this.#lines = 0;
    this.#left = 0;
    this.#began = this.#now();
  }
}
