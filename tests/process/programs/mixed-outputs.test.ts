/**
 * Programs at another scale on two outputs of different density, real sway: each output shows what a host of the resulting scale
 * would show without decant.
 */
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { difference, readPicture, type Picture } from '../../../tools/hosts/picture.js';
import { startSway, type Sway } from '../../../tools/hosts/sway.js';
import { waitFor } from '../../../tools/hosts/wait.js';
import { inSession } from '../../support/compare.js';
import { foot } from '../../support/programs/catalogue.js';
import { runProgram } from '../../support/programs/run.js';
import type { Session } from '../../support/session.js';
import { VirtualPointer } from '../../support/virtual-pointer.js';

t.setTimeout(400_000);
t.comment('timeout=400000');

const [first, second] = ['HEADLESS-1', 'HEADLESS-2'];
/** Pixels. All scales of this file divide them. */
const [small, large] = [
  { width: 800, height: 600 },
  { width: 1200, height: 960 },
];
const settleMs = 700;
/** Cursors are for `cursors.test.ts`. */
const config = ['seat * hide_cursor 100'];

const startSmall = (): Promise<Sway> => startSway({ ...small, config });
const startLarge = (): Promise<Sway> => startSway({ ...large, config });

async function lookAt(session: Session, host: Sway, output: string): Promise<Picture> {
  const path = join(session.runtimeDir, '..', 'output.png');
  await host.screenshot(path, output);
  return readPicture(path);
}

/** The output's picture once it has come to rest and is not `unlike`. */
async function settled(session: Session, host: Sway, output: string, unlike?: Picture): Promise<Picture> {
  let last = await lookAt(session, host, output);
  let since = performance.now();
  return waitFor(`${output} comes to rest`, { timeoutMs: 20_000, stepMs: 100 }, async () => {
    const now = await lookAt(session, host, output);
    if (difference(last, now).pixels > 0) since = performance.now();
    last = now;
    if (unlike && difference(unlike, now).pixels === 0) return undefined;
    return performance.now() - since >= settleMs ? now : undefined;
  });
}

/** What foot looks like on a sway with only that output, as it is after `words`. */
async function alone(start: () => Promise<Sway>, words: readonly string[] = []): Promise<Picture> {
  return inSession(start, 'direct', async (session, host) => {
    if (words.length > 0) await host.msg('output', first, ...words);
    await runProgram(foot, session, '');
    return settled(session, host, first);
  });
}

/** Waits until the output shows `wanted`. */
async function shows(
  t: Test,
  { session, host }: { readonly session: Session; readonly host: Sway },
  output: string,
  wanted: Picture,
): Promise<void> {
  let last: Picture | undefined;
  const same = waitFor(`${output} shows it`, { timeoutMs: 5000, stepMs: 100 }, async () => {
    last = await lookAt(session, host, output);
    return difference(last, wanted).pixels === 0 || undefined;
  });
  await same.catch(() => undefined);
  t.strictSame(last && difference(last, wanted), { pixels: 0 }, `${output}, pixel for pixel`);
}

const move = ['[app_id="foot"]', 'move', 'container', 'to', 'output'];

interface Case {
  readonly flags: readonly string[];
  readonly scale: string;
  /** The scales of hosts that would show the same. */
  readonly likeFirst: string;
  readonly likeSecond: string;
}

const cases: readonly Case[] = [
  { flags: ['--direct-scale'], scale: '2', likeFirst: '1', likeSecond: '1' },
  { flags: ['--direct-scale'], scale: '1.5', likeFirst: '1', likeSecond: '1' },
  { flags: ['--scale=0.5'], scale: '1.5', likeFirst: '2', likeSecond: '3' },
  { flags: ['--scale=0.75'], scale: '2', likeFirst: '1.333332', likeSecond: '2.666665' },
];

for (const { flags, scale, likeFirst, likeSecond } of cases) {
  await t.test(
    `${flags.join(' ')}: foot goes from an output of scale 1 to one of ${scale} and back`,
    async (t) => {
      const onFirst = await alone(startSmall, ['scale', likeFirst]);
      const onSecond = await alone(startLarge, ['scale', likeSecond]);
      await inSession(
        startSmall,
        'decant',
        async (session, host) => {
          await host.msg('create_output');
          await host.msg('output', second, 'resolution', '1200x960', 'position', '800', '0', 'scale', scale);
          await host.msg('focus', 'output', first);
          await runProgram(foot, session, '');
          await shows(t, { session, host }, first, onFirst);
          await host.msg(...move, second);
          await shows(t, { session, host }, second, onSecond);
          await host.msg(...move, first);
          await shows(t, { session, host }, first, onFirst);
        },
        flags,
      );
    },
  );
}

await t.test('with --direct-scale, a window keeps its place while its output becomes denser', async (t) => {
  const floating = (width: number, height: number): string[] =>
    `[app_id="foot"] floating enable, border none, resize set ${width} ${height}, move absolute position 0 0`.split(
      ' ',
    );
  const wanted = await inSession(startLarge, 'direct', async (session, host) => {
    const { picture } = await runProgram(foot, session, '');
    await host.msg(...floating(800, 600));
    return settled(session, host, first, picture);
  });
  await inSession(
    startLarge,
    'decant',
    async (session, host) => {
      await runProgram(foot, session, '');
      await host.msg(...floating(400, 300));
      await host.msg('output', first, 'scale', '2');
      await shows(t, { session, host }, first, wanted);
    },
    ['--direct-scale'],
  );
});

await t.test('with --direct-scale, the pointer hits what it shows on both outputs', async (t) => {
  const [from, to] = [
    [20, 70],
    [210, 150],
  ] as const;
  const drag = (
    pointer: VirtualPointer,
    place: (at: readonly [number, number]) => [number, number],
  ): void => {
    pointer.moveTo(...place([from[0] + 2, from[1]]));
    pointer.moveTo(...place(from));
    pointer.press();
    pointer.moveTo(...place(to));
    pointer.release();
  };
  const wanted = await inSession(startLarge, 'direct', async (session, host) => {
    const pointer = await VirtualPointer.open(host.socketPath, large);
    pointer.moveTo(600, 600);
    const { picture } = await runProgram(foot, session, '');
    drag(pointer, ([x, y]) => [x, y]);
    const selected = await settled(session, host, first, picture);
    pointer.close();
    return selected;
  });
  await inSession(
    startSmall,
    'decant',
    async (session, host) => {
      await host.msg('create_output');
      await host.msg('output', second, 'resolution', '1200x960', 'position', '800', '0', 'scale', '2');
      await host.msg('focus', 'output', second);
      // The whole desktop, in half units: pixels of the second output.
      const pointer = await VirtualPointer.open(host.socketPath, { width: 2800, height: 1200 });
      pointer.moveTo(2200, 600);
      await runProgram(foot, session, '');
      drag(pointer, ([x, y]) => [1600 + x, y]);
      await shows(t, { session, host }, second, wanted);
      pointer.close();
    },
    ['--direct-scale'],
  );
});
