/**
 * Two outputs of different density beside each other: a program begins on the first and goes to the second, which is twice as dense.
 * Pictures are of the output that it is on.
 */
import { startSway, type Sway } from '../../tools/hosts/sway.js';
import { lookSettled, runProgram } from '../support/programs/run.js';
import type { Session } from '../support/session.js';
import type { ProgramName } from './cells.js';
import { programOf, type Shot } from './scenes.js';

const [first, second] = ['HEADLESS-1', 'HEADLESS-2'];
/** The second output's scale in those of the first one. */
export const timesAsDense = 2;
/** Cursors are compared elsewhere. */
export const config = ['seat * hide_cursor 100'];
const settleMs = 1500;

export interface MixedSway extends Sway {
  /** Moves the window to the second output, of which pictures are from then on. */
  moveOn(): Promise<void>;
}

interface Size {
  /** Pixels of each output. */
  readonly width: number;
  readonly height: number;
}

/** `inWords`: a scale as sway can be told it. */
export async function startMixedSway(
  { width, height }: Size,
  scale: number,
  inWords: (scale: number) => string,
): Promise<MixedSway> {
  const sway = await startSway({ width, height, config });
  let shown = first;
  try {
    await sway.msg('output', first, 'scale', inWords(scale));
    await sway.msg('create_output');
    const size = ['resolution', `${width}x${height}`, 'scale', inWords(timesAsDense * scale)];
    await sway.msg('output', second, ...size, 'position', String(Math.round(width / scale)), '0');
    await sway.msg('focus', 'output', first);
  } catch (error) {
    await sway.stop();
    throw error;
  }
  return {
    ...sway,
    screenshot: (path) => sway.screenshot(path, shown),
    async moveOn() {
      await sway.msg('move', 'container', 'to', 'output', second);
      shown = second;
    },
  };
}

/** Runs the program on the first output, then on the second. */
export async function playMixed(
  name: ProgramName,
  session: Session,
  host: MixedSway,
  media: string,
): Promise<Shot[]> {
  const alone = await runProgram(programOf(name), session, media);
  await host.moveOn();
  const picture = await lookSettled(`${name} on the other output`, session, {
    unlike: alone.empty,
    settleMs,
  });
  return [
    { name: 'window', picture: alone.picture, empty: alone.empty },
    { name: 'window on the denser output', picture, empty: alone.empty },
  ];
}
