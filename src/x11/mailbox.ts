/** Events for one transfer, in order, for code that waits for the next one. */

export class Mailbox<T> {
  #events: T[] = [];
  #waiting: ((event: T | undefined) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #ended = false;

  put(event: T): void {
    if (this.#waiting) this.#wake(event);
    else this.#events.push(event);
  }

  /** Forgets what came and was not waited for. */
  clear(): void {
    this.#events = [];
  }

  /** Nothing comes any more: whoever has taken all that came waits no longer. */
  end(): void {
    this.#ended = true;
    this.#wake(undefined);
  }

  /** The next event, `undefined` if none comes within `timeoutMs`, or none any more. One caller at a time. */
  next(timeoutMs: number): Promise<T | undefined> {
    if (this.#events.length > 0 || this.#ended) return Promise.resolve(this.#events.shift());
    return new Promise((resolve) => {
      this.#waiting = resolve;
      this.#timer = setTimeout(() => this.#wake(undefined), timeoutMs);
    });
  }

  #wake(event: T | undefined): void {
    const resolve = this.#waiting;
    this.#waiting = undefined;
    clearTimeout(this.#timer);
    resolve?.(event);
  }
}
