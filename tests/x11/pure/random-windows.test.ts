/** The window manager under whatever X programs, Xwayland and the host can do, in any order. */
import { mock } from 'node:test';
import * as fc from 'fast-check';
import t from 'tap';
import { playing } from '../../support/random-sessions.js';
import {
  RandomSession,
  sessionKinds,
  windowsInMemory,
  type Operation,
  type Setting,
} from '../../support/x/random-session.js';

const operation: fc.Arbitrary<Operation> = fc.record({
  kind: fc.constantFrom(...sessionKinds),
  a: fc.nat(1 << 16),
  b: fc.nat(1 << 16),
  c: fc.nat(1 << 16),
  pause: fc.nat(5),
});
const setting: fc.Arbitrary<Setting> = fc.record({
  usesSerials: fc.boolean(),
  opensEarly: fc.boolean(),
  fillable: fc.boolean(),
  placedByPrograms: fc.boolean(),
  resizesByViewport: fc.boolean(),
  onlyProgramsEndFullscreen: fc.boolean(),
  ignoresStateless: fc.boolean(),
  emulatesModes: fc.boolean(),
  misnames: fc.nat(3).map((n) => n === 0),
});

/** `kept`: is told how many windows each session has left in memory when all of its programs had gone. */
function sessions(maxLength: number, kept?: (count: number) => void) {
  const operations = fc.array(operation, { minLength: 5, maxLength, size: 'max' });
  return fc.asyncProperty(setting, operations, async (how, all) => {
    mock.timers.enable({ apis: ['setTimeout'] });
    const before = kept ? windowsInMemory() : 0;
    const session = await RandomSession.open(how, (ms) => mock.timers.tick(ms));
    try {
      for (const each of all) await session.do(each);
      await session.end();
      kept?.(session.kept() - before);
    } finally {
      session.close();
      mock.timers.reset();
    }
  });
}

t.test(
  'windows are shown as X has them whatever happens in which order, and nothing is left of them',
  async (t) => {
    await fc.assert(sessions(60), playing(50));
    t.pass();
  },
);

t.test('what windows were is not kept in memory', async (t) => {
  const counts: number[] = [];
  await fc.assert(
    sessions(120, (count) => counts.push(count)),
    playing(2),
  );
  // One of the window manager's own is there for asking the X server what time it is.
  t.ok(Math.max(...counts) <= 1, `${counts.join()} are`);
});
