/**
 * Copied pixels in random sessions. What an honest client shows is what the host sees, in every frame; buffers are released once
 * for each use and never while they are still to be copied; host buffers are few. Whatever any other client says, nothing is left.
 */
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import t from 'tap';
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { copyStatistics } from '../../src/peer/copy-statistics.js';
import * as viewporter from '../../src/protocol/generated/viewporter.js';
import { wl_compositor, wl_shm, wl_subcompositor } from '../../src/protocol/generated/wayland.js';
import type { Fixture } from '../support/fixture.js';
import { noLeaks, openDescriptors } from '../support/fixture.js';
import { checkObjects } from '../support/object-checks.js';
import { given, paintingStory } from '../support/painting-story.js';
import { operation, Walk } from '../support/painting-walk.js';
import { say, sides, steps } from '../support/random-messages.js';

noLeaks(t);

const honestRuns = Number(process.env['RUNS'] ?? 300);
const wildRuns = Number(process.env['WILD'] ?? 300);
/** Of one surface, when the host gives nothing back. */
const mostBuffers = 16;

/** Mappings of the memory that clients and hosts get. */
function mappings(): number {
  return readFileSync('/proc/self/maps', 'utf8').split('/memfd:').length - 1;
}

/** Runs a session, and checks that nothing is left of it. */
function checked(run: (memory: { living: number }) => Fixture): void {
  const before = [openDescriptors(), OwnedFd.live, mappings()];
  const memory = { living: 0 };
  const { ends } = run(memory);
  if (ends.length !== 1) throw new Error(`the peer ended ${ends.length} times`);
  if (memory.living !== 0) throw new Error(`${memory.living} buffers of the driver are left`);
  const after = [openDescriptors(), OwnedFd.live, mappings()];
  if (after.join() !== before.join())
    throw new Error(`descriptors, owned ones and mappings: ${before.join()}, then ${after.join()}`);
}

t.test('what an honest client shows is what the host sees, and nothing is left', async (t) => {
  let pictures = 0;
  const operations = fc.array(operation, { minLength: 10, maxLength: 150, size: 'max' });
  fc.assert(
    fc.property(given, operations, fc.nat(3), (options, story, leave) => {
      checked((memory) => {
        const walk = new Walk(options, memory);
        try {
          for (const each of story) walk.do(each);
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
        return walk.story;
      });
    }),
    { numRuns: honestRuns, endOnFailure: process.env['SHRINK'] === undefined },
  );
  t.ok(pictures > honestRuns, `${pictures} pictures`);
});

/** A client with a surface and a viewport, and some buffers in a pool; another one is as large as it may grow. */
function begin({ client }: Fixture, viewports: boolean): void {
  const make = (from: number, request: string, args: object = {}): number => {
    const id = client.newId();
    client.say(from, request, { ...args, id });
    return id;
  };
  const compositor = client.bind(wl_compositor);
  const surfaces = [0, 1].map(() => make(compositor, 'create_surface'));
  const sub = client.bind(wl_subcompositor);
  make(sub, 'get_subsurface', { surface: surfaces[1]!, parent: surfaces[0]! });
  const viewport = client.bind(viewporter.wp_viewporter);
  if (viewports) make(viewport, 'get_viewport', { surface: surfaces[0]! });
  const size = 4096;
  const pool = make(client.idOf(wl_shm.name), 'create_pool', { fd: file(size), size });
  for (const [width, height, format] of [
    [16, 16, 0],
    [5, 9, 1],
    [7, 7, 0],
  ])
    make(pool, 'create_buffer', { offset: 0, width, height, stride: 64, format });
}

function file(size: number): OwnedFd {
  return new OwnedFd(addon.createMemfd('wild', size));
}

t.test('random messages about copied pixels end in faults at the worst, and nothing is left', async (t) => {
  let faults = 0;
  fc.assert(
    fc.property(given, fc.boolean(), steps, (options, viewports, story) => {
      checked((memory) => {
        const made = paintingStory(options, memory);
        const { host, peer, ends, client } = made;
        begin(made, viewports);
        const [asClient, asHost] = sides(made, () => file(4096));
        for (const step of story) {
          if (ends.length > 0) break;
          if (step.byClient || step.message % 3 > 0) say(asClient, step);
          else if (step.message % 5 === 0) host.answerSyncs();
          else say(asHost, step);
          const surfaces = [...client.objects.values()].filter(({ name }) => name === 'wl_surface').length;
          const { hostBuffers } = peer.context.part(copyStatistics);
          if (hostBuffers > mostBuffers * surfaces) throw new Error(`${hostBuffers} buffers`);
        }
        if (ends.length > 0) faults++;
        checkObjects(peer.context.objects);
        made.close();
        return made;
      });
    }),
    { numRuns: wildRuns, endOnFailure: process.env['SHRINK'] === undefined },
  );
  t.not(faults, wildRuns, 'control: not all of them are wrong');
});
