/** What must be true of a peer's objects at any time: every pair is one on both sides, and the counts are right. */
import { idFlag, type IdRange } from '../../src/peer/ids.js';
import { entryOf, type Objects } from '../../src/peer/objects.js';
import { serverIdStart } from '../../src/wire/framing.js';

/** Throws an `Error` that says which object is wrong. */
export function checkObjects({ client, host }: Objects): void {
  for (const range of [client.low, client.high, host.low, host.high]) checkCount(range);
  checkPairs('client', client.low, host.low);
  checkPairs('host', host.low, client.low);
  checkPairs('client', client.high, host.high);
  checkPairs('host', host.high, client.high);
}

function checkCount(range: IdRange): void {
  let living = 0;
  for (let i = 0; i < range.used; i++) if (range.interfaces[i] !== 0) living++;
  if (living !== range.count) throw new Error(`${range.count} objects are counted, ${living} live`);
}

function checkPairs(sideName: string, side: IdRange, other: IdRange): void {
  for (let i = 0; i < side.used; i++) {
    const counterpart = side.other[i]!;
    const id = side.first === serverIdStart ? (i + serverIdStart) | 0 : i;
    if (side.interfaces[i] === 0 || counterpart === 0) continue;
    const entry = entryOf(counterpart);
    const orphan = ((side.flags[i]! | other.flags[entry]!) & idFlag.destroyed) !== 0;
    if (other.other[entry] !== id)
      throw new Error(`${sideName} object ${id >>> 0}: its counterpart is another's`);
    if (!orphan && other.interfaces[entry] !== side.interfaces[i])
      throw new Error(`${sideName} object ${id >>> 0}: its counterpart has another interface`);
  }
}
