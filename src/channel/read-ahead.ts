/**
 * A socket whose other end must not find it full: what comes while nobody wants it is read into memory. Xwayland 22.1 ends
 * itself (`can't send file descriptor`) when its Wayland connection takes no more, so it is read at any time and dealt with
 * later. What waits is limited; `isBehind` is said long before that limit, so that somebody can slow the other end down.
 * What comes while it is wanted passes by itself: nothing is stored, nothing copied.
 */
import type { Channel } from './channel.js';
import { StoredInput } from './stored-input.js';

/** Waits at the most; what comes then stays in the socket. */
const most = { bytes: 16 * 1024 * 1024, fds: 1024 } as const;
/** More than is dealt with at once. */
const much = { bytes: 64 * 1024, fds: 64 } as const;

/** What is read: a connected socket. */
export type ReadAheadSource = Pick<Channel, 'receive' | 'send' | 'listen' | 'want' | 'close'>;

export class ReadAhead {
  /** Told when `isBehind` becomes true. */
  onBehind: () => void = () => undefined;
  readonly #source: ReadAheadSource;
  readonly #stored = new StoredInput();
  #whenCaughtUp: (() => void)[] = [];
  #ready: (readable: boolean, writable: boolean) => void = () => undefined;
  #wanted = false;
  #writable = false;
  /** Whether the source is watched for more. */
  #reads = false;
  #behind = false;
  #closed = false;
  #delivery: NodeJS.Immediate | undefined;

  /** Takes over `source`. */
  constructor(source: ReadAheadSource) {
    this.#source = source;
  }

  /** More waited than is dealt with at once, and it has not all been taken since. */
  get isBehind(): boolean {
    return this.#behind;
  }

  /** Resolves when nothing waits, or it is closed. */
  caughtUp(): Promise<void> {
    if (this.#stored.isEmpty) return Promise.resolve();
    return new Promise((resolve) => this.#whenCaughtUp.push(resolve));
  }

  /** Reads what is there, to be dealt with later. */
  readAhead(): void {
    if (this.#closed) return;
    while (!this.#isFull && this.#stored.fill(this.#source));
    this.#watch();
    if (!this.#stored.isEmpty) this.#deliverSoon();
    if (this.#behind || !exceeds(this.#stored, much)) return;
    this.#behind = true;
    this.onBehind();
  }

  /** As `Channel.receive`: what waits comes first. */
  receive(buffer: Uint8Array, offset: number, length: number, fds: Int32Array): number {
    if (this.#stored.isEmpty) return this.#source.receive(buffer, offset, length, fds);
    try {
      return this.#stored.take(buffer, offset, length, fds);
    } finally {
      if (this.#stored.isEmpty) this.#caughtUp();
      this.#watch();
    }
  }

  send(buffer: Uint8Array, start: number, end: number, fds: Int32Array | null, fdCount: number): number {
    return this.#source.send(buffer, start, end, fds, fdCount);
  }

  listen(ready: (readable: boolean, writable: boolean) => void): void {
    this.#ready = ready;
    this.#source.listen((readable, writable) => {
      const passes = readable && this.#wanted && this.#stored.isEmpty;
      if (readable && !passes) this.readAhead();
      if (!this.#closed && (passes || writable)) this.#ready(passes, writable);
    });
    this.#watch(true);
  }

  want(readable: boolean, writable: boolean): void {
    if (this.#closed) return;
    const changed = this.#writable !== writable;
    this.#wanted = readable;
    this.#writable = writable;
    this.#watch(changed);
    if (readable && !this.#stored.isEmpty) this.#deliverSoon();
  }

  /** Closes it, and what waits. Idempotent. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#delivery) clearImmediate(this.#delivery);
    this.#stored.close();
    this.#source.close();
    this.#caughtUp();
  }

  get #isFull(): boolean {
    return this.#stored.ended || exceeds(this.#stored, most);
  }

  /** Waits for more unless there is no room for it; `anew`: something else has changed. */
  #watch(anew = false): void {
    const reads = !this.#isFull;
    if (this.#closed || (this.#reads === reads && !anew)) return;
    this.#reads = reads;
    this.#source.want(reads, this.#writable);
  }

  /** Not at once: whoever asks is in the middle of something. */
  #deliverSoon(): void {
    if (!this.#wanted || this.#delivery) return;
    this.#delivery = setImmediate(() => {
      this.#delivery = undefined;
      if (!this.#wanted || this.#stored.isEmpty) return;
      this.#ready(true, false);
      if (!this.#closed && !this.#stored.isEmpty) this.#deliverSoon();
    });
  }

  #caughtUp(): void {
    this.#behind = false;
    const waiting = this.#whenCaughtUp;
    this.#whenCaughtUp = [];
    for (const tell of waiting) tell();
  }
}

function exceeds(stored: StoredInput, limit: { readonly bytes: number; readonly fds: number }): boolean {
  return stored.bytes > limit.bytes || stored.fds > limit.fds;
}
