/**
 * A virtqueue as the frontend sets it up: descriptors of its events, whether it runs, and where it stopped. Requests are
 * taken in order, the next after the last was dealt with. Answers may come at any time and in any order, also while the
 * queue is stopped: a guest that was paused gets them afterwards.
 */
import { isSystemError } from '../../src/errors.js';
import { addon, pollEvents, type Poll } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import type { GuestMemory } from './memory.js';
import { QueueError } from './rules.js';
import { Virtqueue, type AnswerPlace, type Chain, type QueuePlace } from './virtqueue.js';

/** Deals with one request: `answer` is called once, now or later. A promise holds back the requests behind it. */
export type ServeRequest = (
  request: Uint8Array,
  answer: (response: Uint8Array) => void,
) => Promise<void> | undefined;

const one = new Uint8Array(BigUint64Array.of(1n).buffer);
/** Requests before others get their turn. */
const requestsPerTurn = 64;

export class Vring {
  readonly #memory: GuestMemory;
  readonly #serve: ServeRequest;
  readonly #onBroken: (reason: string) => void;
  #size = 0;
  #place: QueuePlace | undefined;
  #base = 0;
  #queue: Virtqueue | undefined;
  #kick: OwnedFd | undefined;
  #watch: Poll | undefined;
  #call: OwnedFd | undefined;
  #enabled = false;
  #busy = false;
  #again: NodeJS.Immediate | undefined;
  /** Changes when what was taken before is nobody's any more. */
  #life = 0;
  #late: [place: AnswerPlace, response: Uint8Array][] = [];

  /** `onBroken` is told why a queue is not served any further. */
  constructor(memory: GuestMemory, serve: ServeRequest, onBroken: (reason: string) => void) {
    this.#memory = memory;
    this.#serve = serve;
    this.#onBroken = onBroken;
  }

  /** Where the queue goes on, or has stopped. */
  get base(): number {
    return this.#queue?.next ?? this.#base;
  }

  setSize(size: number): void {
    this.#size = size;
  }

  setPlace(place: QueuePlace): void {
    this.#place = place;
  }

  setBase(base: number): void {
    this.#base = base;
  }

  setEnabled(on: boolean): void {
    this.#enabled = on;
    this.#run();
  }

  setCall(fd: OwnedFd | undefined): void {
    this.#call?.close();
    this.#call = fd;
  }

  /** Starts the queue; without a descriptor it stands still. Events are non-blocking, those of `setCall` too. */
  start(kick: OwnedFd | undefined): void {
    this.#unwatch();
    if (!kick) return;
    this.#kick = kick;
    if (!this.#place) return this.#break('a queue without addresses');
    try {
      this.#queue = new Virtqueue(this.#memory, this.#size, this.#place, this.#base);
    } catch (error) {
      return this.#onError(error);
    }
    this.#watch = new addon.Poll(kick.fd, () => this.#onKick());
    this.#watch.update(pollEvents.readable);
    for (const [place, response] of this.#late.splice(0)) this.#complete(place, response);
    this.#run();
  }

  /** Stops the queue; returns where. */
  stop(): number {
    this.#base = this.base;
    this.#queue = undefined;
    this.#unwatch();
    return this.#base;
  }

  /** Stops the queue, and what was taken from it is not answered any more. */
  reset(): void {
    this.stop();
    this.#base = 0;
    this.#life++;
    this.#late = [];
    this.#busy = false;
  }

  close(): void {
    this.reset();
    this.setCall(undefined);
  }

  #unwatch(): void {
    clearImmediate(this.#again);
    this.#watch?.close();
    this.#watch = undefined;
    this.#kick?.close();
    this.#kick = undefined;
  }

  #onKick(): void {
    try {
      if (addon.read(this.#kick!.fd, new Uint8Array(8), 0, 8) === 0) return this.#break('its kick has ended');
    } catch (error) {
      return this.#onError(error);
    }
    this.#run();
  }

  #run(): void {
    clearImmediate(this.#again);
    for (let i = 0; i < requestsPerTurn; i++) {
      if (!this.#queue || !this.#enabled || this.#busy) return;
      if (!this.#serveNext(this.#queue)) return;
    }
    this.#again = setImmediate(() => this.#run());
  }

  /** Whether there was a request. */
  #serveNext(queue: Virtqueue): boolean {
    let chain: Chain | undefined;
    try {
      chain = queue.take();
    } catch (error) {
      this.#onError(error);
    }
    if (!chain) return false;
    // An answer may be long in coming: it does not keep the request.
    const { head, room } = chain;
    const life = this.#life;
    const wait = this.#serve(chain.request, (response) => {
      if (life === this.#life) this.#complete({ head, room }, response);
    });
    if (wait) void this.#waitFor(wait, life);
    return true;
  }

  async #waitFor(wait: Promise<void>, life: number): Promise<void> {
    this.#busy = true;
    await wait;
    if (life !== this.#life) return;
    this.#busy = false;
    this.#run();
  }

  #complete(place: AnswerPlace, response: Uint8Array): void {
    if (!this.#queue) {
      this.#late.push([place, response]);
      return;
    }
    try {
      if (this.#queue.complete(place, response) && this.#call) addon.write(this.#call.fd, one, 0, one.length);
    } catch (error) {
      this.#onError(error);
    }
  }

  #onError(error: unknown): void {
    if (error instanceof QueueError || isSystemError(error)) this.#break(error.message);
    else throw error;
  }

  #break(reason: string): void {
    this.stop();
    this.#onBroken(reason);
  }
}
