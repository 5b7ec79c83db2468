/** What X programs write into properties of windows: what is right, what is nearly right, and what makes no sense at all. */
import { predefined, type Atoms } from '../../../src/x11/atoms.js';

export interface RandomProperty {
  readonly atom: number;
  readonly type: number;
  readonly format: 8 | 16 | 32;
  readonly data: Buffer | readonly number[];
}

/** Numbers that differ for each place, from one. */
type Dice = (sides: number) => number;

export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const extremes = [
  0, 1, 2, 3, 16, 32, 63, 64, 300, 32_767, 32_768, 65_535, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff,
];
const texts = [
  '',
  'a\0A\0',
  'a\0',
  '\0\0',
  'x'.repeat(5000),
  'ü\u{1f600}',
  'dark',
  '\x1b%G\xc3',
  '\xff\xfe',
  'b\0B\0c',
];
const sizeFlags = [0, 16, 32, 64, 256, 16 | 32, 16 | 32 | 64 | 256, 0xffff_ffff];

type Words = (dice: Dice, atoms: Atoms, window: () => number) => number[];

const pick = <T>(dice: Dice, from: readonly T[]): T => from[dice(from.length)]!;
const some = (dice: Dice, from: readonly number[]): number[] =>
  Array.from({ length: dice(4) }, () => pick(dice, from));
const side = (dice: Dice): number => pick(dice, [0, 1, 5, 10, 40, 64, 200, 32_767, 0xffff_ffff]);

const words: Readonly<Record<string, Words>> = {
  WM_TRANSIENT_FOR: (_dice, _atoms, window) => [window()],
  WM_CLIENT_LEADER: (_dice, _atoms, window) => [window()],
  WM_NORMAL_HINTS: (dice) => [pick(dice, sizeFlags), ...Array.from({ length: 17 }, () => side(dice))],
  WM_HINTS: (dice, _atoms, window) => [
    pick(dice, [0, 1, 2, 3, 64, 256, 67, 323]),
    dice(2),
    pick(dice, [0, 1, 3]),
    0,
    0,
    0,
    0,
    0,
    window(),
  ],
  WM_PROTOCOLS: (dice, atoms) =>
    some(dice, [atoms.WM_DELETE_WINDOW, atoms.WM_TAKE_FOCUS, atoms._NET_WM_PING, atoms._NET_WM_SYNC_REQUEST]),
  _NET_WM_STATE: (dice, atoms) =>
    some(dice, [
      atoms._NET_WM_STATE_FULLSCREEN,
      atoms._NET_WM_STATE_MAXIMIZED_HORZ,
      atoms._NET_WM_STATE_MAXIMIZED_VERT,
      atoms._NET_WM_STATE_MODAL,
      atoms._NET_WM_STATE_SKIP_TASKBAR,
      atoms._NET_WM_STATE_DEMANDS_ATTENTION,
      atoms._NET_WM_STATE_HIDDEN,
    ]),
  _NET_WM_WINDOW_TYPE: (dice, atoms) =>
    some(dice, [
      atoms._NET_WM_WINDOW_TYPE_NORMAL,
      atoms._NET_WM_WINDOW_TYPE_DIALOG,
      atoms._NET_WM_WINDOW_TYPE_MENU,
      atoms._NET_WM_WINDOW_TYPE_TOOLTIP,
      atoms._NET_WM_WINDOW_TYPE_SPLASH,
      atoms._NET_WM_WINDOW_TYPE_UTILITY,
      atoms.WM_STATE,
    ]),
  _NET_WM_SYNC_REQUEST_COUNTER: (dice) => [dice(4), dice(4)],
  _MOTIF_WM_HINTS: (dice) => [dice(4), pick(dice, [0, 1, 2, 63]), dice(2), 0, 0],
  _NET_WM_ICON: (dice) => [dice(3), dice(3), ...Array.from({ length: 4 }, () => 0xff00_ff00)],
  _XWAYLAND_RANDR_EMU_MONITOR_RECTS: (dice) => [0, 0, side(dice), side(dice)],
};
const lettered = [
  'WM_NAME',
  'WM_CLASS',
  '_NET_WM_NAME',
  '_NET_STARTUP_ID',
  '_GTK_THEME_VARIANT',
  'WM_CLIENT_MACHINE',
];
const names = [...Object.keys(words), ...lettered];

/** The atom of one of the properties that are written here. */
export function randomName(dice: Dice, atoms: Atoms): [name: string, atom: number] {
  const all: Readonly<Record<string, number>> = { ...predefined, ...atoms };
  const name = pick(dice, names);
  return [name, all[name]!];
}

/** `window`: the id of some window, which may not be there. */
export function randomProperty(dice: Dice, atoms: Atoms, window: () => number): RandomProperty {
  const [name, atom] = randomName(dice, atoms);
  const isRight = dice(4) > 0;
  const make = words[name];
  if (make && isRight) {
    const all = make(dice, atoms, window);
    const data = dice(6) === 0 ? all.slice(0, dice(all.length + 1)) : all;
    return { atom, type: predefined.CARDINAL, format: 32, data };
  }
  if (isRight) {
    const type = pick(dice, [predefined.STRING, atoms.UTF8_STRING, atoms.COMPOUND_TEXT]);
    return { atom, type, format: 8, data: Buffer.from(pick(dice, texts), dice(2) ? 'utf8' : 'latin1') };
  }
  const type = pick(dice, [predefined.ATOM, predefined.STRING, atoms.UTF8_STRING, predefined.WM_CLASS]);
  if (dice(2))
    return { atom, type, format: 32, data: Array.from({ length: dice(20) }, () => pick(dice, extremes)) };
  const bytes = Buffer.from(Array.from({ length: dice(40) * 2 }, () => dice(256)));
  return { atom, type, format: dice(2) ? 8 : 16, data: bytes };
}
