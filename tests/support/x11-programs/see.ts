/**
 * The test of one real X program: what a user sees and does is played on sway with its own Xwayland, then through
 * `decant -X` on sway, where each picture must be the same, and on weston, where the contents must be.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { crop, difference, type Picture } from '../../../tools/hosts/picture.js';
import { waitFor } from '../../../tools/hosts/wait.js';
import { keepPicture, keepsAll } from '../compare.js';
import { makeMedia } from '../programs/media.js';
import { bystander, closesAll } from './acts.js';
import { contentsOf, settled, shows } from './sights.js';
import { openStage, windowOf, type Stage, type StageWindow, type Way } from './stage.js';
import { userAt } from './users.js';
import type { Step, XProgram } from './x-program.js';

const timeoutMs = 300_000;
const fileTimeoutMs = 1_200_000;

/** What the program is under sway's own Xwayland. */
interface Sight {
  readonly window: StageWindow;
  /** The host while another window is active; `undefined` for a program that never rests. */
  readonly inactive: Picture | undefined;
  /** The host with the program drawn, and after each step. */
  readonly pictures: readonly Picture[];
}

/** Adds the tests of each program. To be called once a file: the shared media go with the file. */
export async function seeX11Programs(programs: readonly XProgram[]): Promise<void> {
  t.setTimeout(fileTimeoutMs);
  // The runner's own limit for a file is raised by a comment of this form (@tapjs/core, spawn).
  t.comment(`timeout=${fileTimeoutMs}`);
  const base = mkdtempSync(join(tmpdir(), 'decant-x-programs-'));
  try {
    await makeMedia(base);
    for (const program of programs) {
      let sight: Sight | undefined;
      const see = async (): Promise<Sight> => (sight ??= await seeReference(program, base));
      await t.test(
        `${program.name} is on sway what it is under sway's own Xwayland, from start to end`,
        { timeout: timeoutMs },
        async (t) => onSway(t, program, base, await see()),
      );
      await t.test(
        `${program.name} has the same contents on weston, and menus in their place, from start to end`,
        { timeout: timeoutMs },
        async (t) => onWeston(t, program, base, await see()),
      );
    }
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

function seeReference(program: XProgram, base: string): Promise<Sight> {
  return inStage('sway itself', program, base, async (stage) => {
    await windowOf(stage, program);
    const first = await settled(stage, program, stage.empty);
    const window = await windowOf(stage, program);
    let inactive: Picture | undefined;
    if (program.picture === 'still') {
      const other = await bystander(stage);
      inactive = await settled(stage, program, first);
      other.close();
    }
    const pictures: Picture[] = [];
    await play(stage, program, async (step, at) => {
      const before = pictures[at - 1] ?? inactive ?? stage.empty;
      if (step?.opens && !step.alone) await opened(stage, step.opens);
      pictures.push(step?.alone ? before : await settled(stage, program, before, step));
      keep(program, stage.way, at, pictures[at]!);
    });
    return { window, inactive, pictures };
  });
}

function opened(stage: Stage, title: RegExp): Promise<true> {
  const probe = async (): Promise<true | undefined> =>
    (await stage.windows()).some((each) => title.test(each.title)) || undefined;
  return waitFor(`a window ${title} on ${stage.way}`, { timeoutMs: 20_000 }, probe);
}

async function onSway(t: Test, program: XProgram, base: string, sight: Sight): Promise<void> {
  await inStage('sway', program, base, async (stage) => {
    const window = await windowOf(stage, program);
    t.match(window.title, program.title, 'its title');
    t.strictSame(window.rect, sight.window.rect, 'its place and size');
    await t.test('another window becomes the active one, and goes', (t) =>
      inactiveFor(t, stage, program, sight),
    );
    await play(stage, program, async (step, at) => {
      if (step) await t.test(step.what, (t) => compare(t, stage, program, sight, at));
      else await compare(t, stage, program, sight, at);
    });
    await closesAll(t, stage, program);
  });
}

async function inactiveFor(t: Test, stage: Stage, program: XProgram, { inactive }: Sight): Promise<void> {
  await settled(stage, program, stage.empty);
  const other = await bystander(stage);
  if (inactive && program.sensesPointer !== 'always') {
    const seen = await shows(stage, (picture) => difference(picture, inactive).pixels === 0);
    same(t, `${program.name}-inactive`, inactive, seen);
  }
  other.close();
  t.pass();
}

/** Does step after step; `look` is called before the first one and after each. */
async function play(
  stage: Stage,
  program: XProgram,
  look: (step: Step | undefined, at: number) => Promise<void>,
): Promise<void> {
  const user = await userAt(stage);
  try {
    await look(undefined, 0);
    for (const [at, step] of program.story.entries()) {
      if (stage.way !== 'sway itself' || !step.alone) await step.act(user);
      await look(step, at + 1);
    }
  } finally {
    user.leave();
  }
}

/** Asserts that the host comes to show what it showed at this point of the story under sway's own Xwayland. */
async function compare(t: Test, stage: Stage, program: XProgram, sight: Sight, at: number): Promise<void> {
  const step: Partial<Step> = program.story[at - 1] ?? {};
  const { opens, holds } = step;
  const wanted = sight.pictures[at]!;
  if (opens !== undefined) t.ok(await opened(stage, opens), 'a window opens');
  const held = (): true | undefined => holds?.(stage.home) || undefined;
  if (holds !== undefined) t.ok(await waitFor(step.what!, { timeoutMs: 20_000 }, held), 'it has come of it');
  const anyhow =
    step.moves === true || step.alone === true || (at === 0 && program.sensesPointer !== undefined);
  if (program.picture === 'moving' || anyhow) {
    const before = sight.pictures[at - 1] ?? stage.empty;
    keep(program, stage.way, at, await settled(stage, program, before, step));
    return;
  }
  const seen = await shows(stage, (picture) => difference(picture, wanted).pixels === 0);
  keep(program, stage.way, at, seen);
  same(t, `${program.name}-${at}`, wanted, seen);
}

async function onWeston(t: Test, program: XProgram, base: string, sight: Sight): Promise<void> {
  await inStage('weston', program, base, async (stage) => {
    if (program.placedAnywhere) {
      keep(program, stage.way, 0, await settled(stage, program, stage.empty));
      await closesAll(t, stage, program);
      return;
    }
    const { width, height } = sight.window.rect;
    const box = await contentsOf(stage, program);
    t.strictSame({ width: box.width, height: box.height }, { width, height }, 'its size');
    const inactive = sight.inactive && crop(sight.inactive, sight.window.rect);
    if (inactive && program.sensesPointer !== 'always') {
      const { caretPixels = 0 } = program;
      const fits = (picture: Picture): boolean =>
        difference(crop(picture, box), inactive).pixels <= caretPixels;
      const seen = await shows(stage, fits);
      if (fits(seen)) t.pass('pixel for pixel');
      else same(t, `${program.name}-weston`, inactive, crop(seen, box));
    }
    await menuOver(t, stage, program, box);
    keep(program, stage.way, 0, await stage.picture());
    await closesAll(t, stage, program);
  });
}

const green = Buffer.of(0, 255, 0, 255);

/** Asserts that a menu of another program's, for this window, stands in its place over it. */
async function menuOver(
  t: Test,
  stage: Stage,
  program: XProgram,
  box: { x: number; y: number },
): Promise<void> {
  const place = { x: 20, y: 15, width: 30, height: 20 };
  const other = await bystander(stage, { ...place, over: program.app });
  const wanted = Buffer.concat(Array.from({ length: place.width * place.height }, () => green));
  const at = { ...place, x: box.x + place.x, y: box.y + place.y };
  const seen = await shows(stage, (picture) => crop(picture, at).data.equals(wanted));
  t.ok(crop(seen, at).data.equals(wanted), 'a menu stands in its place');
  const around = crop(seen, { x: at.x - 1, y: at.y - 1, width: at.width + 2, height: at.height + 2 });
  t.not(around.data.subarray(0, 4).equals(green), true, 'and not beyond');
  other.close();
}

function same(t: Test, name: string, wanted: Picture, seen: Picture): void {
  const differs = difference(seen, wanted);
  if (differs.pixels > 0) {
    keepPicture(`${name}-wanted`, wanted);
    keepPicture(`${name}-seen`, seen);
  }
  t.strictSame(differs, { pixels: 0 }, 'pixel for pixel (if not, both are kept in .tap/pictures)');
}

async function inStage<T>(
  way: Way,
  program: XProgram,
  base: string,
  body: (stage: Stage) => Promise<T>,
): Promise<T> {
  const stage = await openStage(way, program, base, base);
  try {
    return await body(stage);
  } finally {
    await stage.close();
  }
}

function keep({ name }: XProgram, way: Way, at: number, picture: Picture): void {
  if (keepsAll) keepPicture(`${name}-${way.replace(' ', '-')}-${at}`, picture);
}
