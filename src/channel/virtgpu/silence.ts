/**
 * Notices a host that has ended a channel without a word: old ones do that, and go on taking what is sent. Whenever
 * something was sent and nothing has come since, the host is asked for a sign of life, and has to give one. Costs an idle
 * channel nothing, and a busy one a timer every few seconds.
 */
import { HostError } from '../../errors.js';

export interface SilenceLimits {
  /** Before the host is asked. */
  readonly askAfterMs: number;
  /** Before a host that was asked has gone. Compositors may stand still for a while. */
  readonly endAfterMs: number;
}

export const usualLimits: SilenceLimits = { askAfterMs: 10_000, endAfterMs: 50_000 };

export class Silence {
  readonly #limits: SilenceLimits;
  readonly #isListening: () => boolean;
  readonly #onEnd: (error: HostError) => void;
  #ask: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Something was sent, and nothing came after it. */
  #isDue = false;
  /** Something came since the timer was set. */
  #hasHeard = false;

  /** `isListening`: whether what the host says would be heard. */
  constructor(limits: SilenceLimits, isListening: () => boolean, onEnd: (error: HostError) => void) {
    this.#limits = limits;
    this.#isListening = isListening;
    this.#onEnd = onEnd;
  }

  /** Sets who makes the host say something. Without it nothing is noticed. */
  askBy(ask: () => void): void {
    this.#ask = ask;
    if (this.#isDue) this.#wait();
  }

  sent(): void {
    this.#isDue = true;
    if (!this.#timer && this.#ask) this.#wait();
  }

  heard(): void {
    this.#isDue = false;
    this.#hasHeard = true;
  }

  /** Idempotent. */
  close(): void {
    clearTimeout(this.#timer);
    this.#ask = undefined;
  }

  #wait(): void {
    this.#after(this.#limits.askAfterMs, () => {
      this.#after(this.#limits.endAfterMs, () => this.#end());
      this.#ask?.();
    });
  }

  /** Does `work` if nothing has come by then. */
  #after(ms: number, work: () => void): void {
    this.#hasHeard = false;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (!this.#hasHeard && this.#isListening()) work();
      else if (this.#isDue) this.#wait();
    }, ms).unref();
  }

  #end(): void {
    const { askAfterMs, endAfterMs } = this.#limits;
    const seconds = (askAfterMs + endAfterMs) / 1000;
    this.#onEnd(
      new HostError(
        `the host has said nothing for ${seconds} s although it was asked: it has ended this channel, or its compositor hangs`,
      ),
    );
  }
}
