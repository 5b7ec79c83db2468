/**
 * Whether a program still answers (EWMH, `_NET_WM_PING`). It is asked when the user closes one of its windows; one that has
 * owed the answer for `patienceMs` when the user closes the window again is ended. Nothing runs meanwhile.
 */
import type { XConnection } from './connection.js';

export class Liveness {
  readonly #connection: XConnection;
  readonly #window: number;
  readonly #patienceMs: number;
  /** When the question was asked that has no answer yet, by `performance.now()`. */
  #askedMs: number | undefined;
  #stamp = 0;

  constructor(connection: XConnection, window: number, patienceMs: number) {
    this.#connection = connection;
    this.#window = window;
    this.#patienceMs = patienceMs;
  }

  /** It was asked, and has not answered for too long. */
  get hung(): boolean {
    return this.#askedMs !== undefined && performance.now() - this.#askedMs >= this.#patienceMs;
  }

  /** Asks, unless an answer is still owed. */
  ask(): void {
    if (this.#askedMs !== undefined) return;
    this.#askedMs = performance.now();
    this.#stamp = this.#connection.time;
    const { atoms } = this.#connection;
    const question = [atoms._NET_WM_PING, this.#stamp, this.#window];
    this.#connection.sendMessage(this.#window, atoms.WM_PROTOCOLS, question);
  }

  /** The program has sent the question back. */
  answered(stamp: number): void {
    if (stamp === this.#stamp) this.#askedMs = undefined;
  }

  /** What was asked of a window that has gone is not owed by its next life. */
  forget(): void {
    this.#askedMs = undefined;
  }
}
