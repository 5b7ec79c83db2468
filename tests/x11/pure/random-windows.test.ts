/** The window manager under whatever X programs, Xwayland and the host can do, in any order. */
import { mock } from 'node:test';
import * as fc from 'fast-check';
import t from 'tap';
import { RandomSession, sessionKinds, type Operation, type Setting } from '../../support/x/random-session.js';

const runs = 120;

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

t.test(
  'windows are shown as X has them whatever happens in which order, and nothing is left of them',
  async (t) => {
    const live = fc.asyncProperty(
      setting,
      fc.array(operation, { maxLength: 60 }),
      async (how, operations) => {
        mock.timers.enable({ apis: ['setTimeout'] });
        const session = await RandomSession.open(how, (ms) => mock.timers.tick(ms));
        try {
          for (const each of operations) await session.do(each);
          await session.end();
        } finally {
          session.close();
          mock.timers.reset();
        }
      },
    );
    await fc.assert(live, { numRuns: runs });
    t.pass();
  },
);
