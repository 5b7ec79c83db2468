/**
 * Brings V8's heap to rest before the first fork. A collection leaves its pages to be swept when somebody allocates;
 * every forked peer would then sweep them all for itself, which makes thousands of shared pages private (measured: 7 ms
 * and 5 MB for each peer). Gaps between objects cost a peer pages at each of its own collections, so there should be
 * few of them.
 */
import v8 from 'node:v8';
import { addon } from '../native/addon.js';

/** Collects what is garbage, moves what is left together, and sweeps every page. Needs node's `--expose-gc`. */
export function settleHeap(): void {
  v8.setFlagsFromString('--compact-on-every-full-gc');
  // The collections that V8 makes to save memory throw away the maps that compiled code was made for, and so the code.
  globalThis.gc?.();
  // To count the bytes of code V8 walks the heap, and finishes sweeping before it does.
  v8.getHeapCodeStatistics();
  v8.setFlagsFromString('--no-compact-on-every-full-gc');
  addon.trimMemory();
}
