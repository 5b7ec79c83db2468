/**
 * A program: what calls of the addon's regions and copies cost, as a line of JSON with nanoseconds of processor time
 * each. The work itself is next to nothing, so that what is left is the way from JavaScript and back.
 */
import { addon } from '../src/native/addon.js';
import type { calls } from './copy.js';

const warmUp = 100_000;
const rounds = 1_000_000;
const bytes = 4096;

const region = new addon.Region();
const layout = Uint32Array.of(32, 32, 0, 128, 4, 0, 0);
const [from, to] = ['from', 'to'].map(
  (name) => new addon.Memory(addon.createMemfd(name, bytes), bytes, true),
);
region.add(0, 0, 1, 1);

function nanoseconds(call: () => void): number {
  for (let i = 0; i < warmUp; i++) call();
  const start = process.cpuUsage();
  for (let i = 0; i < rounds; i++) call();
  const { user, system } = process.cpuUsage(start);
  return ((user + system) * 1000) / rounds;
}

const result: Record<(typeof calls)[number], number> = {
  copyDamage: nanoseconds(() => addon.copyDamage(region, from!, layout, to!, layout)),
  // Alternately two that don't touch: each changes the region, which never has more than two.
  add: nanoseconds(twoRects()),
};
console.log(JSON.stringify(result));

function twoRects(): () => void {
  let column = 0;
  return () => {
    column ^= 8;
    if (column === 0) region.clear();
    region.add(column, 4, 2, 2);
  };
}
