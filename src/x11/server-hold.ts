/**
 * The X server held: it deals with no program's requests but ours (GrabServer). A slice lets programs go on for a moment that
 * the server measures itself (SYNC's Await on its clock): it ends also when this process is late.
 */
import type { SyncExtension } from 'x11';
import type { XConnection } from './connection.js';

/** SYNC 3.1: Relative, PositiveComparison; no event is wanted. */
const passes = { valueType: 1, testType: 2, eventThreshold: 0x7fff_ffff } as const;

interface Clock {
  readonly sync: SyncExtension;
  /** Counts milliseconds. */
  readonly counter: number;
}

export class ServerHold {
  readonly #connection: XConnection;
  readonly #clock: Clock | undefined;

  private constructor(connection: XConnection, clock: Clock | undefined) {
    this.#connection = connection;
    this.#clock = clock;
  }

  static async open(connection: XConnection): Promise<ServerHold> {
    return new ServerHold(connection, await clockOf(connection));
  }

  /** Resolves when all has been heard that happened before. */
  take(): Promise<void> {
    this.#connection.x.GrabServer();
    return this.#connection.barrier();
  }

  /** Lets programs go on for `ms`, and takes the server again. Resolves as `take`. */
  slice(ms: number): Promise<void> {
    this.release();
    if (this.#clock) this.#clock.sync.Await([{ counter: this.#clock.counter, value: ms, ...passes }]);
    return this.take();
  }

  release(): void {
    this.#connection.x.UngrabServer();
  }

  /** Resolves when all has been heard that happened before; for a server that is not held. */
  heard(): Promise<void> {
    return this.#connection.barrier();
  }
}

/** `undefined`: the server has none, and a slice is as long as it takes to answer. */
async function clockOf(connection: XConnection): Promise<Clock | undefined> {
  const sync = await connection.extension('sync').catch(() => undefined);
  if (!sync) return undefined;
  const counters = await connection.ask<readonly { name: string; counter: number }[]>((reply) =>
    sync.ListSystemCounters(reply),
  );
  const counter = counters?.find(({ name }) => name === 'SERVERTIME')?.counter;
  return counter === undefined ? undefined : { sync, counter };
}
