/**
 * Transfers that are under way, and which event is for which. One ends when the program at its other end has gone: its window
 * is destroyed, or it no longer owns the selection because it has left.
 */
import type { Readable } from 'node:stream';
import type { Logger } from '../log/logger.js';
import type { XConnection } from './connection.js';
import { fetchSelection, type FetchEvent } from './fetch.js';
import { Mailbox } from './mailbox.js';
import { wordsOf } from './properties.js';
import { provide, type Provision } from './provide.js';

/** More at once than any program needs; the rest is refused. */
const maxTransfers = 128;
/** No owner has more targets in earnest. */
export const maxTargets = 256;
/** `state` of a PropertyNotify. */
const deleted = 1;

/** Contents on their way from an X program. */
interface Incoming {
  readonly events: Mailbox<FetchEvent>;
  readonly selection: number;
  /** The request with which they were asked for. */
  readonly sequence: number;
  /** Window of who was asked. */
  owner: number;
}

/** Contents on their way to an X program. */
interface Outgoing {
  readonly deletions: Mailbox<true>;
  readonly requestor: number;
}

export class Transfers {
  readonly #connection: XConnection;
  readonly #log: Logger;
  /** From X programs, by our window. */
  readonly #fetches = new Map<number, Incoming>();
  /** To X programs, by window and property. */
  readonly #provisions = new Map<string, Outgoing>();
  /** Windows, by the selections that they own. */
  readonly #owners = new Map<number, number>();

  constructor(connection: XConnection, log: Logger) {
    this.#connection = connection;
    this.#log = log;
  }

  /** Contents of an X program's selection, piece by piece. Whether all of it was taken. */
  async fetch(
    selection: number,
    target: number,
    take: (piece: Buffer) => Promise<boolean>,
  ): Promise<boolean> {
    if (this.#fetches.size >= maxTransfers) return false;
    const connection = this.#connection;
    const window = connection.createHidden();
    const events = new Mailbox<FetchEvent>();
    const owner = this.#owners.get(selection) ?? 0;
    // The next request asks for them.
    this.#fetches.set(window, { events, selection, owner, sequence: connection.x.seq_num + 1 });
    try {
      return await fetchSelection({ connection, window, events, selection, target }, take);
    } finally {
      this.#fetches.delete(window);
      connection.destroyHidden(window);
    }
  }

  /** The atoms by their names that the owner says it has (the target TARGETS). More than `maxTargets` are not read. */
  async targets(selection: number): Promise<ReadonlyMap<string, number>> {
    const found: Buffer[] = [];
    let room = maxTargets * 4;
    await this.fetch(selection, this.#connection.atoms.TARGETS, (piece) => {
      found.push(piece.subarray(0, room));
      room -= piece.length;
      return Promise.resolve(room > 0);
    });
    return this.#connection.named(wordsOf(Buffer.concat(found)));
  }

  /**
   * Fills an X program's property with what `open` gives, which is called only if there is room for one more. Whether it is
   * filled now, or will be.
   */
  async provide(
    where: Pick<Provision, 'requestor' | 'property' | 'type'>,
    open: () => Readable | undefined,
  ): Promise<boolean> {
    const key = `${where.requestor}:${where.property}`;
    if (this.#provisions.size >= maxTransfers || this.#provisions.has(key)) return false;
    const reader = open();
    if (!reader) return false;
    const deletions = new Mailbox<true>();
    this.#provisions.set(key, { deletions, requestor: where.requestor });
    const { finished } = await provide({ connection: this.#connection, deletions, ...where }, reader);
    void this.#forgetAfter(finished, key);
    return true;
  }

  /** The owner has answered the window of a transfer. */
  answered(window: number, property: number): void {
    this.#fetches.get(window)?.events.put({ kind: 'answered', property });
  }

  propertyChanged(window: number, property: number, state: number): void {
    if (state !== deleted) this.#fetches.get(window)?.events.put({ kind: 'changed' });
    else this.#provisions.get(`${window}:${property}`)?.deletions.put(true);
  }

  /**
   * The selection has another owner (0: none) since the server's answer to request `sequence`; `left`: because the last one's
   * window or connection has gone. One that only lost the selection goes on with what it was asked for (ICCCM 2.2).
   */
  ownerChanged(selection: number, owner: number, sequence: number, left: boolean): void {
    const last = this.#owners.get(selection);
    this.#owners.set(selection, owner);
    for (const each of this.#fetches.values()) {
      if (each.selection !== selection) continue;
      if (isBefore(sequence, each.sequence)) each.owner = owner;
      else if (left && each.owner === last) this.#abandon(each);
    }
  }

  /** A window has been destroyed. */
  windowGone(window: number): void {
    for (const each of this.#fetches.values()) if (each.owner === window) this.#abandon(each);
    for (const { requestor, deletions } of this.#provisions.values())
      if (requestor === window) deletions.end();
  }

  #abandon(incoming: Incoming): void {
    this.#log.debug('an X11 program left before all of its selection had been told');
    // What else says the same finds it no more.
    incoming.owner = 0;
    incoming.events.end();
  }

  async #forgetAfter(finished: Promise<void>, key: string): Promise<void> {
    await finished;
    this.#provisions.delete(key);
  }
}

/** Whether the server had not seen request `later` yet when it said `sequence`; events have 16 bits of it. */
function isBefore(sequence: number, later: number): boolean {
  return (sequence - later) << 16 < 0;
}
