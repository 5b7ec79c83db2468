/**
 * Programs that make more windows than can be shown are slowed down. The X server goes on with their requests as fast as it
 * can, and what follows for us has no limit: events of the window manager's, requests of Xwayland's Wayland connection. When
 * either is behind, the server is held, and programs go on in short slices: the next one comes when all that the last one led
 * to has been dealt with. It is for all programs, since the protocol has no way to stop a single one; each has its turn in
 * every slice.
 */
import type { Logger } from '../log/logger.js';
import type { Intake } from '../peer/xwayland/windows.js';
import type { ServerHold } from './server-hold.js';

/** Events between two looks at what has come from Xwayland meanwhile. */
const eventsPerLook = 16;
/** An answer comes after the events that the server had for us when it was asked. */
const mostLagMs = 50;
const sliceMs = 5;
/** So few events of a slice are nothing out of the ordinary. */
const fewEvents = 32;

export class Restraint {
  readonly #hold: Pick<ServerHold, 'take' | 'slice' | 'release' | 'heard'>;
  readonly #intake: Intake;
  readonly #log: Logger;
  #events = 0;
  /** When the question was asked that has no answer yet, by `performance.now()`. */
  #askedMs: number | undefined;
  #restrains = false;

  constructor(hold: Pick<ServerHold, 'take' | 'slice' | 'release' | 'heard'>, intake: Intake, log: Logger) {
    this.#hold = hold;
    this.#intake = intake;
    this.#log = log;
    intake.onBehind = () => void this.#restrain();
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
    await this.#hold.heard();
    this.#askedMs = undefined;
  }

  /** Until a slice leads to nothing out of the ordinary. */
  async #restrain(): Promise<void> {
    if (this.#restrains) return;
    this.#restrains = true;
    const startMs = performance.now();
    await this.#hold.take();
    await this.#caughtUp();
    let slices = 0;
    for (let much = true; much; slices++) {
      const before = this.#events;
      await this.#hold.slice(sliceMs);
      const wasBehind = await this.#caughtUp();
      much = wasBehind || this.#events - before > fewEvents;
    }
    this.#hold.release();
    this.#restrains = false;
    const tookMs = Math.round(performance.now() - startMs);
    this.#log.debug(`X11 programs were slowed down for ${tookMs} ms, ${slices} slices`);
  }

  /** Whether there was much to wait for at Xwayland's other connection. */
  async #caughtUp(): Promise<boolean> {
    this.#intake.readAhead();
    const wasBehind = this.#intake.isBehind;
    await this.#intake.caughtUp();
    return wasBehind;
  }
}
