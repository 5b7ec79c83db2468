/** Transfers that are under way, and which event is for which. */
import type { Readable } from 'node:stream';
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

export class Transfers {
  readonly #connection: XConnection;
  /** From X programs, by window. */
  readonly #fetches = new Map<number, Mailbox<FetchEvent>>();
  /** To X programs, by window and property. */
  readonly #provisions = new Map<string, Mailbox<true>>();

  constructor(connection: XConnection) {
    this.#connection = connection;
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
    this.#fetches.set(window, events);
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
    this.#provisions.set(key, deletions);
    const { finished } = await provide({ connection: this.#connection, deletions, ...where }, reader);
    void this.#forgetAfter(finished, key);
    return true;
  }

  /** The owner has answered the window of a transfer. */
  answered(window: number, property: number): void {
    this.#fetches.get(window)?.put({ kind: 'answered', property });
  }

  propertyChanged(window: number, property: number, state: number): void {
    if (state !== deleted) this.#fetches.get(window)?.put({ kind: 'changed' });
    else this.#provisions.get(`${window}:${property}`)?.put(true);
  }

  async #forgetAfter(finished: Promise<void>, key: string): Promise<void> {
    await finished;
    this.#provisions.delete(key);
  }
}
