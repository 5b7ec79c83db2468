/**
 * Programs that make more windows than can be shown are slowed down. The X server goes on with their requests as fast as it
 * can, and what follows for us has no limit: events of the window manager's, requests of Xwayland's Wayland connection. When
 * either is behind, the server deals with nobody's requests (GrabServer) but for a slice of time now and then, which it
 * measures itself (SYNC's Await): the next one comes when all that the last one led to has been dealt with. It is for all
 * programs, since the protocol has no way to stop a single one; each has its turn in every slice.
 */
import type { SyncExtension } from 'x11';
import type { Logger } from '../log/logger.js';
import type { Intake } from '../peer/xwayland/windows.js';
import type { XConnection } from './connection.js';

/** Events between two looks at what has come from Xwayland meanwhile. */
const eventsPerLook = 16;
/** An answer comes after the events that the server had for us when it was asked. */
const mostLagMs = 50;
const sliceMs = 5;
/** So few events of a slice are nothing out of the ordinary. */
const fewEvents = 32;
/** SYNC 3.1: Relative, PositiveComparison; no event is wanted. */
const passes = { valueType: 1, testType: 2, eventThreshold: 0x7fff_ffff } as const;

/** SYNC, and its counter of milliseconds. */
interface Clock {
  readonly sync: SyncExtension;
  readonly counter: number;
}

export class Restraint {
  readonly #connection: XConnection;
  readonly #intake: Intake;
  readonly #log: Logger;
  readonly #clock: Clock | undefined;
  #events = 0;
  /** When the question was asked that has no answer yet, by `performance.now()`. */
  #askedMs: number | undefined;
  #restrains = false;

  private constructor(connection: XConnection, intake: Intake, log: Logger, clock: Clock | undefined) {
    this.#connection = connection;
    this.#intake = intake;
    this.#log = log;
    this.#clock = clock;
    intake.onBehind = () => void this.#restrain();
  }

  static async open(connection: XConnection, intake: Intake, log: Logger): Promise<Restraint> {
    return new Restraint(connection, intake, log, await clockOf(connection));
  }

  /** An event has been dealt with. */
  handled(): void {
    if (++this.#events % eventsPerLook !== 0) return;
    this.#intake.readAhead();
    if (this.#restrains) return;
    if (this.#askedMs === undefined) void this.#ask();
    else if (performance.now() - this.#askedMs > mostLagMs) void this.#restrain();
  }

  async #ask(): Promise<void> {
    this.#askedMs = performance.now();
    await this.#connection.barrier();
    this.#askedMs = undefined;
  }

  /** Until a slice leads to nothing out of the ordinary. */
  async #restrain(): Promise<void> {
    if (this.#restrains) return;
    this.#restrains = true;
    const { x } = this.#connection;
    const startMs = performance.now();
    let slices = 0;
    x.GrabServer();
    await this.#caughtUp();
    while (this.#clock && (await this.#slice(this.#clock))) slices++;
    x.UngrabServer();
    this.#restrains = false;
    const tookMs = Math.round(performance.now() - startMs);
    this.#log.debug(`X11 programs were slowed down for ${tookMs} ms, ${slices} slices`);
  }

  /** Whether the next one should be as short. */
  async #slice({ sync, counter }: Clock): Promise<boolean> {
    const { x } = this.#connection;
    const before = this.#events;
    x.UngrabServer();
    sync.Await([{ counter, value: sliceMs, ...passes }]);
    x.GrabServer();
    const wasBehind = await this.#caughtUp();
    return wasBehind || this.#events - before > fewEvents;
  }

  /** Whether there was much to wait for at Xwayland's other connection. */
  async #caughtUp(): Promise<boolean> {
    await this.#connection.barrier();
    this.#intake.readAhead();
    const wasBehind = this.#intake.isBehind;
    await this.#intake.caughtUp();
    return wasBehind;
  }
}

async function clockOf(connection: XConnection): Promise<Clock | undefined> {
  const sync = await connection.extension('sync').catch(() => undefined);
  const counters = await connection.ask<readonly { name: string; counter: number }[]>((reply) => {
    if (sync) sync.ListSystemCounters(reply);
    else reply(undefined, []);
  });
  const counter = counters?.find(({ name }) => name === 'SERVERTIME')?.counter;
  return sync && counter !== undefined ? { sync, counter } : undefined;
}
