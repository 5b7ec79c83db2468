/**
 * How a peer ends. Once there is a reason, nothing more is relayed; what waits for either side is still sent, and whoever
 * does not take it is not waited for longer than `lingerMs`. The first reason counts.
 */
import type { Connection } from '../wire/connection.js';

/** How long a side that does not read is waited for at the end. */
export const lingerMs = 2000;

/** Why a peer ended. */
export interface PeerEnd {
  readonly cause: 'client-left' | 'client-fault' | 'host-left' | 'host-refused' | 'host-fault' | 'stopped';
  readonly text: string;
}

/** Whether something went wrong: nobody left, or was told to, of his own accord. */
export function isFault({ cause }: PeerEnd): boolean {
  return cause !== 'client-left' && cause !== 'stopped';
}

export interface Sides {
  readonly client: Connection;
  readonly host: Connection;
}

export class Ending {
  readonly #sides: Sides;
  readonly #onEnd: (end: PeerEnd) => void;
  readonly #gone = new Set<Connection>();
  /** Sides that take nothing more, in the order in which they closed, with what is said of it. */
  readonly #deaf = new Map<Connection, string>();
  #end: PeerEnd | undefined;
  #finished = false;
  #timer: NodeJS.Timeout | undefined;

  /** `onEnd` is called once, when both sides are closed. */
  constructor(sides: Sides, onEnd: (end: PeerEnd) => void) {
    this.#sides = sides;
    this.#onEnd = onEnd;
  }

  /** There is a reason to end: nothing more is relayed. */
  get begun(): boolean {
    return this.#end !== undefined;
  }

  get finished(): boolean {
    return this.#finished;
  }

  /** Whether `side` has closed its receiving half. */
  isDeaf(side: Connection): boolean {
    return this.#deaf.has(side);
  }

  begin(end: PeerEnd): void {
    if (this.#end) return;
    this.#end = end;
    this.#wait(() => this.#finish());
  }

  /** `side` takes and says nothing more. What waits for the other is still sent. */
  sideLeft(side: Connection, text: string): void {
    this.#gone.add(side);
    side.outbox.discard();
    this.begin({ cause: side === this.#sides.client ? 'client-left' : 'host-left', text });
  }

  /**
   * `side` takes nothing more, but what it said before can still be read, if the other side takes it. Not for ever:
   * `later` is then given what ends it.
   */
  sideWentDeaf(side: Connection, text: string, later: (work: () => void) => void): void {
    side.outbox.discard();
    if (this.#deaf.has(side)) return;
    this.#deaf.set(side, text);
    const leave = (): void => this.#deaf.forEach((why, each) => this.sideLeft(each, why));
    if (this.#deaf.size === 2) leave();
    else if (!this.#end) this.#wait(() => later(leave));
  }

  /** Finishes if all has been sent. */
  proceed(): void {
    const { client, host } = this.#sides;
    // A standby has nobody to tell: it must not go on listening to a host that talks nonsense.
    const waiting = [client, host].some(
      (side) => side.attached && !this.#gone.has(side) && side.outbox.backlog > 0,
    );
    if (!waiting) {
      this.#finish();
      return;
    }
    // What still comes in is read and thrown away, so that neither side waits for us to read while we wait for it.
    for (const side of [client, host]) side.setReading(!this.#gone.has(side));
  }

  #wait(then: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(then, lingerMs);
  }

  #finish(): void {
    if (this.#finished || !this.#end) return;
    this.#finished = true;
    clearTimeout(this.#timer);
    this.#sides.client.close();
    this.#sides.host.close();
    this.#onEnd(this.#end);
  }
}
