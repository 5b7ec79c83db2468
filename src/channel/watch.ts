/** Waits for a channel's descriptor in the event loop. */
import { addon, pollEvents, type Poll } from '../native/addon.js';

export class Watch {
  readonly #fd: number;
  #poll: Poll | undefined;
  #ready: ((readable: boolean, writable: boolean) => void) | undefined;

  /** Does not own `fd`. */
  constructor(fd: number) {
    this.#fd = fd;
  }

  listen(ready: (readable: boolean, writable: boolean) => void): void {
    this.#ready = ready;
    this.#poll = new addon.Poll(this.#fd, (events) => {
      ready((events & pollEvents.readable) !== 0, (events & pollEvents.writable) !== 0);
    });
  }

  want(readable: boolean, writable: boolean): void {
    this.#poll?.update((readable ? pollEvents.readable : 0) | (writable ? pollEvents.writable : 0));
  }

  /** Calls back as if the event loop had found the descriptor ready both ways. */
  poke(): void {
    this.#ready?.(true, true);
  }

  /** To be called before the descriptor is closed; idempotent. */
  close(): void {
    this.#poll?.close();
    this.#poll = undefined;
  }
}
