/**
 * Copied pixels in random sessions. What an honest client shows is what the host sees, in every frame; buffers are released once
 * for each use and never while they are still to be copied; host buffers are few. Whatever any other client says, nothing is left.
 */
import { readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import * as fc from 'fast-check';
import t from 'tap';
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { copyStatistics } from '../../src/peer/copy-statistics.js';
import * as viewporter from '../../src/protocol/generated/viewporter.js';
import { wl_compositor, wl_shm, wl_subcompositor } from '../../src/protocol/generated/wayland.js';
import type { Args } from '../../src/wire/reader.js';
import type { Fixture } from '../support/fixture.js';
import { noLeaks, openDescriptors } from '../support/fixture.js';
import { checkObjects } from '../support/object-checks.js';
import { given, paintingStory } from '../support/painting-story.js';
import { pictureFormats } from '../support/pictures.js';
import { operation, Walk } from '../support/painting-walk.js';
import { playing } from '../support/random-sessions.js';
import { say, sides, steps, type Directed } from '../support/random-messages.js';

noLeaks(t);

const honest = playing(150);
const wild = playing(100);
/** Of one surface, when the host gives nothing back. */
const mostBuffers = 16;

const fileSize = 1 << 16;

/** Mappings of the memory that clients and hosts get. */
function mappings(): number {
  return readFileSync('/proc/self/maps', 'utf8').split('/memfd:').length - 1;
}

/** Runs a session, and checks that nothing is left of it. */
async function checked(run: (memory: { living: number }) => Fixture): Promise<void> {
  const before = [openDescriptors(), OwnedFd.live, mappings()];
  const memory = { living: 0 };
  const { ends } = run(memory);
  if (ends.length !== 1) throw new Error(`the peer ended ${ends.length} times`);
  if (memory.living !== 0) throw new Error(`${memory.living} buffers of the driver are left`);
  const after = [openDescriptors(), OwnedFd.live, mappings()];
  if (after.join() !== before.join())
    throw new Error(`descriptors, owned ones and mappings: ${before.join()}, then ${after.join()}`);
  // What ended is let go of only then.
  await setImmediate();
}

t.test('what an honest client shows is what the host sees, and nothing is left', async (t) => {
  let pictures = 0;
  const operations = fc.array(operation, { minLength: 10, maxLength: 150, size: 'max' });
  await fc.assert(
    fc.asyncProperty(given, operations, fc.nat(3), (options, story, leave) =>
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
      }),
    ),
    honest,
  );
  t.ok(pictures > honest.numRuns, `${pictures} pictures`);
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
  const size = fileSize;
  const pool = make(client.idOf(wl_shm.name), 'create_pool', { fd: file(size), size });
  for (const [width, height, format] of [
    [16, 16, 0],
    [5, 9, 1],
    [7, 7, 0],
  ])
    make(pool, 'create_buffer', { offset: 0, width, height, stride: 64, format });
}

/** Above it numbers are meant to be wrong. */
const usual = 40;

const isUsual = (number: unknown): boolean => typeof number === 'number' && number >= 0 && number <= usual;

/** The argument `name`, brought to where it is mostly right, if it is not meant to be wrong. */
const fitted = (args: Args<OwnedFd>, name: string, right: (number: number) => number): Args<OwnedFd> =>
  isUsual(args[name]) ? { ...args, [name]: right(args[name] as number) } : args;

/** What copying has to do with, the more often the more of it there is. */
const directed: readonly Directed[] = [
  ...['attach', 'commit', 'attach', 'commit', 'attach', 'commit', 'frame', 'destroy'].map((message) => ({
    interface: 'wl_surface',
    message,
  })),
  ...['damage', 'damage_buffer', 'set_buffer_transform'].map((message) => ({
    interface: 'wl_surface',
    message,
  })),
  {
    interface: 'wl_surface',
    message: 'set_buffer_scale',
    fit: (args) => fitted(args, 'scale', (scale) => 1 + (scale % 4)),
  },
  ...['attach', 'commit', 'attach', 'commit', 'attach', 'commit'].map((message) => ({
    interface: 'wl_surface',
    message,
  })),
  { interface: 'wl_buffer', message: 'destroy' },
  {
    interface: 'wl_shm_pool',
    message: 'create_buffer',
    fit: (args) => {
      const sized = fitted(
        fitted(args, 'width', (width) => width + 1),
        'height',
        (height) => height + 1,
      );
      const formatted = fitted(sized, 'format', (format) => pictureFormats[format % pictureFormats.length]!);
      return fitted(formatted, 'stride', (stride) => stride + 8 * (usual + 1));
    },
  },
  { interface: 'wl_shm_pool', message: 'destroy' },
  {
    interface: 'wl_shm_pool',
    message: 'resize',
    fit: (args) => fitted(args, 'size', () => 1 << 20),
  },
  { interface: 'wl_shm', message: 'create_pool', fit: (args) => fitted(args, 'size', () => fileSize) },
  { interface: 'wl_compositor', message: 'create_surface' },
  { interface: 'wp_viewport', message: 'set_source', fit: positive },
  { interface: 'wp_viewport', message: 'set_destination', fit: positive },
];

function positive(args: Args<OwnedFd>): Args<OwnedFd> {
  return fitted(
    fitted(args, 'width', (width) => width + 1),
    'height',
    (height) => height + 1,
  );
}

const release: Directed = { interface: 'wl_buffer', message: 'release' };

function file(size: number): OwnedFd {
  return new OwnedFd(addon.createMemfd('wild', size));
}

t.test('random messages about copied pixels end in faults at the worst, and nothing is left', async (t) => {
  let faults = 0;
  await fc.assert(
    fc.asyncProperty(given, fc.boolean(), steps, (options, viewports, story) =>
      checked((memory) => {
        const made = paintingStory(options, memory);
        const { host, peer, ends, client } = made;
        begin(made, viewports);
        const [asClient, asHost] = sides(made, () => file(fileSize));
        for (const step of story) {
          if (ends.length > 0) break;
          const what = directed[step.message % (directed.length + 6)];
          if (what) say(asClient, step, what);
          else if (step.byClient) host.answerSyncs();
          else say(asHost, step, release);
          const surfaces = [...client.objects.values()].filter(({ name }) => name === 'wl_surface').length;
          const { hostBuffers } = peer.context.part(copyStatistics);
          if (hostBuffers > mostBuffers * surfaces) throw new Error(`${hostBuffers} buffers`);
        }
        if (ends.length > 0) faults++;
        checkObjects(peer.context.objects);
        made.close();
        return made;
      }),
    ),
    wild,
  );
  t.not(faults, wild.numRuns, 'control: not all of them are wrong');
});
