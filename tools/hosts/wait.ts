/** Waiting for something outside this process, bounded. Polls: what is waited for has no event of its own. */
import { setTimeout as sleep } from 'node:timers/promises';

/** How many times longer everything takes here: more than 1 in an emulated machine. */
export const slowness = Number(process.env['DECANT_TEST_SLOWNESS'] ?? 1);
/** What time-outs are multiplied by: they end what hangs, and a busy machine must not look like that. */
export const patience = 4 * slowness;

export interface WaitOptions {
  readonly timeoutMs: number;
  readonly stepMs?: number;
  /** Added to the error: a log's tail, say. */
  readonly detail?: () => string;
}

/** Repeats `probe` until it returns something other than undefined; throws an Error naming `what` when time is up. */
export async function waitFor<T>(
  what: string,
  options: WaitOptions,
  probe: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const timeoutMs = options.timeoutMs * patience;
  const end = performance.now() + timeoutMs;
  for (;;) {
    const result = await probe();
    if (result !== undefined) return result;
    if (performance.now() >= end) {
      const detail = options.detail?.() ?? '';
      throw new Error(`timed out after ${timeoutMs} ms: ${what}${detail === '' ? '' : `\n${detail}`}`);
    }
    await sleep(options.stepMs ?? 50);
  }
}
