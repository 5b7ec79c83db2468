/** Waiting for something outside this process, bounded. Polls: what is waited for has no event of its own. */
import { setTimeout as sleep } from 'node:timers/promises';

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
  const end = performance.now() + options.timeoutMs;
  for (;;) {
    const result = await probe();
    if (result !== undefined) return result;
    if (performance.now() >= end) {
      const detail = options.detail?.() ?? '';
      throw new Error(
        `timed out after ${options.timeoutMs} ms: ${what}${detail === '' ? '' : `\n${detail}`}`,
      );
    }
    await sleep(options.stepMs ?? 50);
  }
}
