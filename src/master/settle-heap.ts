/**
 * Brings V8's heap to rest before the first fork. A collection leaves its pages to be swept when somebody allocates;
 * every forked peer would then sweep them all for itself, which makes thousands of shared pages private (measured: 7 ms
 * and 5 MB for each peer). Gaps between objects cost a peer pages at each of its own collections, so there should be
 * few of them.
 */
import v8 from 'node:v8';
import { addon } from '../native/addon.js';

/** Collects all that can be collected, moves what is left together, and sweeps every page. */
export function settleHeap(): void {
  v8.setFlagsFromString('--compact-on-every-full-gc');
  // Counting the instances of any class walks the whole heap, and V8 finishes sweeping before it does.
  v8.queryObjects(Date, { format: 'count' });
  v8.setFlagsFromString('--no-compact-on-every-full-gc');
  addon.trimMemory();
}
