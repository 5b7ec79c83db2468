/**
 * Begins a channel with a host of unknown age: INIT is never answered, so the first image query shows whether the host
 * took it, and another form is tried on a context of its own. The one that served is remembered: peers are forked from
 * the process that knows it.
 */
import { HostError, StartError } from '../../errors.js';
import { VirtgpuContext } from './context.js';
import { VirtgpuImages } from './images.js';
import { openNode, type OpenNode } from './node.js';
import { initSizes, type InitSize } from './protocol.js';

/** A context that the host has taken up, and its images. */
export interface Opened {
  readonly context: VirtgpuContext;
  readonly images: VirtgpuImages;
}

/** For an answer to the first query, and to those after the first has not been answered. */
const answerLimitMs = 3000;
const furtherLimitMs = 1000;

let known: InitSize | undefined;

/**
 * Opens the node at `path`. Blocks until the host's device answers: 5 s at the most, if it does not. Throws the
 * `SystemError` of what failed, `StartError` if nobody answers.
 */
export function openContext(path: string, open: OpenNode = openNode): Opened {
  let first: unknown;
  for (const size of known === undefined ? initSizes : [known]) {
    try {
      const opened = tryOpening(
        () => VirtgpuContext.open(path, size, open),
        first === undefined ? answerLimitMs : furtherLimitMs,
      );
      known = size;
      return opened;
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      first ??= error;
    }
  }
  // Another host may be there by the next time.
  known = undefined;
  throw new StartError(first instanceof Error ? first.message : String(first));
}

/** Throws `HostError` if the host does not take that INIT, or does not answer for another reason. */
function tryOpening(open: () => VirtgpuContext, limitMs: number): Opened {
  const context = open();
  try {
    const images = new VirtgpuImages(context);
    images.check(limitMs);
    return { context, images };
  } catch (error) {
    context.close();
    throw error;
  }
}
