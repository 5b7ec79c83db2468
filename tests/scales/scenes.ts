/**
 * What is done with each program in the matrix: places are in pixels for each unit of the client, so that the same is hit with and
 * without decant. A picture is taken after each step.
 */
import type { Picture } from '../../tools/hosts/picture.js';
import { foot, quickPrograms } from '../support/programs/catalogue.js';
import { firefox } from '../support/programs/firefox.js';
import type { Program } from '../support/programs/program.js';
import { look, lookSettled, runProgram } from '../support/programs/run.js';
import type { Session } from '../support/session.js';
import { VirtualPointer } from '../support/virtual-pointer.js';
import type { ProgramName } from './cells.js';

const rightButton = 0x111;
const settleMs = 800;
/** No pointer reaches further, in units. */
const pointerReach = 32;

/** In the client's units, from the left and the top, or if negative from the right and the bottom. */
type Place = readonly [number, number];

interface Scene {
  /** Where the pointer is from the beginning: what lights up under it has done so in the first picture. */
  readonly at: Place;
  /** What the click brings about. */
  readonly name: string;
  readonly button?: number;
  /** Where the button is released, if elsewhere. */
  readonly dragTo?: Place;
  /** Where the pointer goes afterwards: onto an item of the menu, which lights up. */
  readonly next: Place;
}

const scenes: Readonly<Record<ProgramName, Scene>> = {
  'weston-terminal': { name: 'menu', at: [200, 120], button: rightButton, next: [230, 145] },
  foot: { name: 'selection', at: [20, 70], dragTo: [210, 150], next: [300, 200] },
  'gtk4-demo': { name: 'menu at the edge', at: [-71, 23], next: [-90, 75] },
  'firefox-esr': { name: 'menu in the corner', at: [-12, -12], button: rightButton, next: [-60, -60] },
};

export function programOf(name: ProgramName): Program {
  const found = [foot, firefox, ...quickPrograms].find((each) => each.name === name);
  if (!found) throw new Error(`${name} is not in the catalogue`);
  return found;
}

/** In pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Shot {
  readonly name: string;
  readonly picture: Picture;
  /** The host without the program. */
  readonly empty: Picture;
  /** Where the pointer is drawn, if there is one. */
  readonly pointer?: Box;
}

/** Runs the program; `scale`: pixels for each of its units. Without `clicks` for hosts that have no pointer. */
export async function play(
  name: ProgramName,
  session: Session,
  media: string,
  { scale, clicks }: { readonly scale: number; readonly clicks: boolean },
): Promise<Shot[]> {
  const alone = async (): Promise<Shot> => ({
    name: 'window',
    ...(await runProgram(programOf(name), session, media)),
  });
  if (!clicks) return [await alone()];
  const { at, name: after, button, dragTo, next } = scenes[name];
  const size = await look(session);
  const pixels = ([x, y]: Place): readonly [number, number] => [
    Math.round(x * scale) + (x < 0 ? size.width : 0),
    Math.round(y * scale) + (y < 0 ? size.height : 0),
  ];
  const pointer = await VirtualPointer.open(session.host.socketPath, size);
  try {
    pointer.moveTo(...pixels(at));
    const drawn = await alone();
    // sway may not have said yet that the pointer is in the new window, and then the cursor is still sway's own.
    const [x, y] = pixels(at);
    pointer.moveTo(x + 1, y);
    pointer.moveTo(x, y);
    const window = await lookSettled(`${name}: the pointer`, session, { unlike: drawn.empty, settleMs });
    const shot = { ...drawn, picture: window };
    pointer.press(button);
    if (dragTo) pointer.moveTo(...pixels(dragTo));
    pointer.release(button);
    const clicked = await lookSettled(`${name}: ${after}`, session, { unlike: shot.picture, settleMs });
    pointer.moveTo(...pixels(next));
    const picture = await lookSettled(`${name}: the pointer moves`, session, { unlike: clicked, settleMs });
    return [
      { ...shot, pointer: around(pixels(at), scale) },
      { ...shot, name: after, picture, pointer: around(pixels(next), scale) },
    ];
  } finally {
    pointer.close();
  }
}

function around([x, y]: Place, scale: number): Box {
  const reach = Math.ceil(pointerReach * scale);
  return { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach };
}
