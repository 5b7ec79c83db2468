/**
 * What is read of windows when they are made, so that it is known when they are mapped: at once for as many as a program has in
 * earnest. When hundreds come together the others wait, so that the answers of those do not stand in everybody's way.
 */

/** Windows that are read at the same time. */
const atOnce = 32;

export class FirstReadings<W> {
  readonly #read: (window: W) => Promise<void>;
  readonly #waiting = new Set<W>();
  #running = 0;

  /** `read` resolves when what it has asked for is there, or cannot be had. */
  constructor(read: (window: W) => Promise<void>) {
    this.#read = read;
  }

  add(window: W): void {
    this.#waiting.add(window);
    this.#next();
  }

  /** The window has gone, and need not be read any more. */
  forget(window: W): void {
    this.#waiting.delete(window);
  }

  #next(): void {
    for (const window of this.#waiting) {
      if (this.#running >= atOnce) return;
      this.#waiting.delete(window);
      void this.#run(window);
    }
  }

  async #run(window: W): Promise<void> {
    this.#running++;
    await this.#read(window);
    this.#running--;
    this.#next();
  }
}
