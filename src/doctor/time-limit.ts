/**
 * A limit for what may block this process: a device whose host stands still does not let go of an ioctl, and no timer of
 * this process runs meanwhile.
 */
import { addon } from '../native/addon.js';

/** Whoever answers at all does so within 8 s, as far as this machine has time for it. */
const limitSeconds = 20;

/** From now on, until the next call, no more time than that; `what` is said to have taken too long. */
export function limitTime(what: string): void {
  const text =
    `  ${what} has taken more than ${limitSeconds} s: what should answer stands still.\n\n` +
    '  decant cannot serve here; the reasons stand above.\n';
  addon.limitTime(limitSeconds, text, 1);
}

export function endTimeLimit(): void {
  addon.limitTime(0, '', 0);
}
