import t from 'tap';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crossing, hiddenGlobals } from '../../src/peer/crossing.js';
import { allInterfaces } from '../../src/protocol/generated/index.js';
import { wl_buffer } from '../../src/protocol/generated/wayland.js';

/** Messages that bring a descriptor, and requests that name a buffer. */
const concerned = allInterfaces.flatMap((table) =>
  [
    ...table.requests.filter(({ args }) =>
      args.some(({ type, interface: of }) => type === 'fd' || (type === 'object' && of === wl_buffer.name)),
    ),
    ...table.events.filter(({ args }) => args.some(({ type }) => type === 'fd')),
  ].map((message) => `${table.name}.${message.name}`),
);

t.test('every message with a descriptor or a buffer has its way across, and no other', async (t) => {
  t.ok(concerned.length > 30, `${concerned.length} messages`);
  t.strictSame(Object.keys(crossing).toSorted(), concerned.toSorted());
});

t.test('whatever is hidden is reached through a global that is not offered', async (t) => {
  const hidden = hiddenGlobals(true, false);
  const makers = (name: string): string[] =>
    allInterfaces
      .filter((table) =>
        [...table.requests, ...table.events].some(({ args }) =>
          args.some((arg) => arg.type === 'new_id' && arg.interface === name),
        ),
      )
      .map((table) => table.name);
  const isReachable = (name: string, seen: readonly string[] = []): boolean => {
    if (name in hidden || seen.includes(name)) return false;
    const from = makers(name);
    return from.length === 0 || from.some((maker) => isReachable(maker, [...seen, name]));
  };
  t.ok(isReachable('wl_shm_pool'), 'control');
  for (const [message, way] of Object.entries(crossing)) {
    const name = message.split('.')[0]!;
    t.equal(isReachable(name), way !== 'hidden', message);
  }
});

t.test('docs/DRIVERS.md has the table', async (t) => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/DRIVERS.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `([a-z0-9_]+\.[a-z0-9_]+)` +\| (\w+) +\|$/gm)].map(([, name, way]) => [
    name,
    way,
  ]);
  t.strictSame(rows, Object.entries(crossing));
});
