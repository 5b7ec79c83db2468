/**
 * Copied pixels in random sessions. What an honest client shows is what the host sees, in every frame; buffers are released once
 * for each use and never while they are still to be copied; host buffers are few, and nothing is left behind.
 */
import * as fc from 'fast-check';
import t from 'tap';
import { OwnedFd } from '../../src/native/fd.js';
import { noLeaks, openDescriptors } from '../support/fixture.js';
import { given, operation, Walk } from '../support/painting-walk.js';

noLeaks(t);

const runs = Number(process.env['RUNS'] ?? 300);

t.test('what an honest client shows is what the host sees, and nothing is left', async (t) => {
  let pictures = 0;
  fc.assert(
    fc.property(
      given,
      fc.array(operation, { minLength: 10, maxLength: 150, size: 'max' }),
      fc.nat(3),
      (options, operations, leave) => {
        const [before, ownedBefore] = [openDescriptors(), OwnedFd.live];
        const walk = new Walk(options);
        try {
          for (const each of operations) walk.do(each);
          if (leave === 1) walk.story.client.hangUp();
          else if (leave === 2) walk.story.host.hangUp();
          else {
            walk.settle();
            walk.check();
          }
        } finally {
          walk.close();
        }
        pictures += walk.host.pictures;
        const { ends } = walk.story;
        if (ends.length !== 1) throw new Error(`the peer ended ${ends.length} times`);
        if (walk.memory.living !== 0) throw new Error(`${walk.memory.living} buffers of the driver are left`);
        const left = [openDescriptors() - before, OwnedFd.live - ownedBefore];
        if (left.some((count) => count !== 0)) throw new Error(`descriptors leaked: ${left.join()}`);
      },
    ),
    { numRuns: runs, endOnFailure: process.env['SHRINK'] === undefined },
  );
  t.ok(pictures > runs, `${pictures} pictures`);
  t.pass(`${runs} random sessions`);
});
