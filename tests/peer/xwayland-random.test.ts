/**
 * Xwayland, its window manager, a strict host and its user, each doing at random what it may, in any order: nobody is told
 * anything wrong, the peer ends when one of both sides leaves and not before, and nothing is left.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as fc from 'fast-check';
import t from 'tap';
import { OwnedFd } from '../../src/native/fd.js';
import { noLeaks, openDescriptors } from '../support/fixture.js';
import { playing } from '../support/random-sessions.js';
import { operations, type Operation } from '../support/x-random/operation.js';
import {
  beginning,
  desks,
  kinds,
  XwaylandSession,
  type Desk,
  type Kind,
} from '../support/x-random/session.js';

noLeaks(t);

const options = playing(60);

function play(desk: Desk, story: readonly Operation<Kind>[], begin: number, leave: number): void {
  const [before, ownedBefore] = [openDescriptors(), OwnedFd.live];
  const session = new XwaylandSession(desk);
  const { x } = session;
  try {
    if (begin > 0) for (const each of beginning) session.do(each);
    for (const each of story) session.do(each);
    if (leave % 3 === 0) session.check();
    else {
      session.hangUp(leave % 3 === 1 ? 'client' : 'host');
      for (const each of story.slice(-10)) session.do(each);
    }
  } finally {
    session.close();
  }
  if (x.ends.length !== 1) throw new Error(`the peer ended ${x.ends.length} times`);
  if (OwnedFd.live !== ownedBefore)
    throw new Error(`${OwnedFd.live - ownedBefore} owned descriptors are left`);
  const left = openDescriptors() - before;
  if (left !== 0) throw new Error(`${left} descriptors leaked`);
}

t.test(
  'whatever X programs, the host and its user do, nobody is told anything wrong and nothing is left',
  async (t) => {
    const session = async (...story: Parameters<typeof play>): Promise<void> => {
      play(...story);
      // Memory is given back between turns of the event loop only.
      await nextTurn();
    };
    const stories = fc.asyncProperty(
      fc.constantFrom(...desks),
      operations(kinds, 200),
      fc.nat(4),
      fc.nat(20),
      session,
    );
    await fc.assert(stories, options);
    t.pass(`${options.numRuns} random sessions`);
  },
);
