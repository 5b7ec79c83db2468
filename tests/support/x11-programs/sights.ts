/** Looking at the host until what is wanted is there. */
import { setTimeout as sleep } from 'node:timers/promises';
import { difference, type Picture } from '../../../tools/hosts/picture.js';
import { patience, slowness, waitFor } from '../../../tools/hosts/wait.js';
import { insetsFor, noInsets } from '../../../src/peer/xwayland/frame-layout.js';
import type { Box } from '../../../src/peer/xwayland/windows.js';
import type { Stage } from './stage.js';
import type { Step, XProgram } from './x-program.js';

const drawnWithinMs = 60_000;
const answeredWithinMs = 8000;
const shownWithinMs = 5000;
const stepMs = 100;

/** Waits until the picture is unlike that one and has come to rest, unless it never does. */
export async function settled(
  stage: Stage,
  program: XProgram,
  unlike: Picture,
  step: Partial<Step> = {},
): Promise<Picture> {
  const moving = program.picture === 'moving' || step.moves === true;
  const settleMs = moving ? 0 : program.settleMs * slowness;
  const { child } = stage;
  const what = `${program.name}: ${step.what ?? 'it is drawn'} on ${stage.way}`;
  const timeoutMs = step.what === undefined ? drawnWithinMs : answeredWithinMs;
  let [since, last] = [performance.now(), unlike];
  return waitFor(what, { timeoutMs, stepMs, detail: () => child.logTail() }, async () => {
    if (child.status !== undefined) throw new Error(`it ended: status ${child.status}\n${child.logTail()}`);
    const now = await stage.picture();
    if (difference(last, now).pixels > 0) since = performance.now();
    last = now;
    if (difference(unlike, now).pixels === 0) return undefined;
    return performance.now() - since >= settleMs ? now : undefined;
  });
}

/** Waits until the picture fits; returns what the host shows then, or when time is up. */
export async function shows(stage: Stage, fits: (picture: Picture) => boolean): Promise<Picture> {
  const end = performance.now() + shownWithinMs * patience;
  for (;;) {
    const now = await stage.picture();
    if (fits(now) || performance.now() >= end) return now;
    await sleep(stepMs);
  }
}

const plain = {
  activated: false,
  fullscreen: false,
  maximized: false,
  tiled: false,
  suspended: false,
  resizing: false,
};

/** Where the contents of the only window are on weston, where decant draws a frame around what has none of its own. */
export async function contentsOf(stage: Stage, program: XProgram): Promise<Box> {
  const { box } = difference(stage.empty, await settled(stage, program, stage.empty));
  if (!box) throw new Error('there is no window');
  const { left, top, right, bottom } = program.ownFrame === true ? noInsets : insetsFor(plain);
  return {
    x: box.left + left,
    y: box.top + top,
    width: box.right - box.left - left - right,
    height: box.bottom - box.top - top - bottom,
  };
}
