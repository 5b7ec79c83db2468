/**
 * What the bytes of window properties mean (ICCCM 4.1.2, Motif, EWMH). Pure. Programs write what they like: whatever is too
 * short or out of range is taken as not said.
 */

import { maxTextBytes, type Box, type Size } from '../peer/xwayland/windows.js';

/** `WM_NORMAL_HINTS`. Sizes are pixels, 0: no limit. */
export interface SizeHints {
  readonly minWidth: number;
  readonly minHeight: number;
  readonly maxWidth: number;
  readonly maxHeight: number;
  /** The size grows from the base in such steps; 1: by pixels. */
  readonly stepWidth: number;
  readonly stepHeight: number;
  readonly baseWidth: number;
  readonly baseHeight: number;
}

/** The largest size within `size` that the steps lead to (ICCCM 4.1.2.3). */
export function stepped(size: Size, hints: SizeHints): Size {
  const fit = (length: number, step: number, from: number, least: number): number =>
    length < from ? length : Math.max(from + Math.floor((length - from) / step) * step, least, 1);
  return {
    width: fit(size.width, hints.stepWidth, hints.baseWidth, Math.min(hints.minWidth, size.width)),
    height: fit(size.height, hints.stepHeight, hints.baseHeight, Math.min(hints.minHeight, size.height)),
  };
}

/** Whether the hints allow that size. */
export function within({ width, height }: Size, hints: SizeHints): boolean {
  const allowed = (length: number, least: number, most: number): boolean =>
    length >= least && (most <= 0 || length <= most);
  return allowed(width, hints.minWidth, hints.maxWidth) && allowed(height, hints.minHeight, hints.maxHeight);
}

/** `_XWAYLAND_RANDR_EMU_MONITOR_RECTS`: four numbers each. What no window could have is left out. */
export function boxesIn(words: readonly number[]): Box[] {
  const boxes: Box[] = [];
  for (let i = 0; i + 4 <= words.length; i += 4) {
    const [x, y, width, height] = words.slice(i, i + 4) as [number, number, number, number];
    if ([width, height].every((side) => side > 0 && side <= maxSide)) boxes.push({ x, y, width, height });
  }
  return boxes;
}

/** `WM_HINTS`. */
export interface WmHints {
  /** Whether the window takes the keyboard focus that it is given. `undefined`: not said. */
  readonly input: boolean | undefined;
  readonly iconic: boolean;
  readonly urgent: boolean;
  /** 0: none. */
  readonly group: number;
}

/** `_MOTIF_WM_HINTS`. Each `undefined` if not said. */
export interface MotifHints {
  readonly functions: number | undefined;
  readonly decorations: number | undefined;
}

export const motifFunction = { all: 1, resize: 2, move: 4, minimize: 8, maximize: 16, close: 32 } as const;

const sizeFlag = {
  minSize: 16,
  maxSize: 32,
  steps: 64,
  baseSize: 256,
} as const;
const wmFlag = { input: 1, state: 2, group: 64, urgency: 256 } as const;
const motifFlag = { functions: 1, decorations: 2 } as const;
const iconicState = 3;

/** X windows cannot be larger. */
export const maxSide = 32_767;

/** Words of a property of format 32, as far as they are complete. */
export function wordsOf(data: Buffer): number[] {
  const words: number[] = [];
  for (let at = 0; at + 4 <= data.length; at += 4) words.push(data.readUInt32LE(at));
  return words;
}

export function sizeHints(data: Buffer): SizeHints {
  const words = wordsOf(data);
  const flags = words[0] ?? 0;
  const side = (i: number, flag: number): number => {
    const value = (flags & flag) === 0 ? 0 : (words[i] ?? 0) | 0;
    return value > 0 && value <= maxSide ? value : 0;
  };
  // ICCCM 4.1.2.3: the base size stands in for a minimum that is not given.
  const least = (i: number, base: number): number =>
    side(i, sizeFlag.minSize) || side(base, sizeFlag.baseSize);
  // The other way round it is the same.
  const base = (i: number, min: number): number =>
    (flags & sizeFlag.baseSize) === 0 ? side(min, sizeFlag.minSize) : side(i, sizeFlag.baseSize);
  return {
    stepWidth: Math.max(side(9, sizeFlag.steps), 1),
    stepHeight: Math.max(side(10, sizeFlag.steps), 1),
    baseWidth: base(15, 5),
    baseHeight: base(16, 6),
    minWidth: least(5, 15),
    minHeight: least(6, 16),
    maxWidth: side(7, sizeFlag.maxSize),
    maxHeight: side(8, sizeFlag.maxSize),
  };
}

export function wmHints(data: Buffer): WmHints {
  const words = wordsOf(data);
  const flags = words[0] ?? 0;
  const has = (flag: number, i: number): boolean => (flags & flag) !== 0 && words.length > i;
  return {
    input: has(wmFlag.input, 1) ? words[1] !== 0 : undefined,
    iconic: has(wmFlag.state, 2) && words[2] === iconicState,
    urgent: (flags & wmFlag.urgency) !== 0,
    group: has(wmFlag.group, 8) ? words[8]! : 0,
  };
}

export function motifHints(data: Buffer): MotifHints {
  const words = wordsOf(data);
  const flags = words[0] ?? 0;
  const field = (flag: number, i: number): number | undefined =>
    (flags & flag) === 0 ? undefined : words[i];
  return { functions: field(motifFlag.functions, 1), decorations: field(motifFlag.decorations, 2) };
}

/** Whether `hints` let a window do something: with `all` set, the other bits say what it may not do. */
export function motifAllows({ functions }: MotifHints, what: number): boolean {
  if (functions === undefined) return true;
  return ((functions & what) !== 0) !== ((functions & motifFunction.all) !== 0);
}

/** Text up to its first NUL, cut to `maxTextBytes` at a whole character. `utf8`: else it is Latin-1. */
export function textOf(data: Buffer, utf8: boolean): string {
  const end = data.indexOf(0);
  const bytes = end < 0 ? data : data.subarray(0, end);
  const text = bytes.toString(utf8 ? 'utf8' : 'latin1');
  return cutText(text, maxTextBytes);
}

/** `WM_CLASS`: the first of its two strings, `undefined` if there is none. */
export function instanceOf(data: Buffer): string | undefined {
  const [name = ''] = data.toString('latin1').split('\0');
  return name === '' ? undefined : cutText(name, maxTextBytes);
}

/** Any property, for comparison: its text, or its first number. `undefined` if it is empty. */
export function plainText(data: Buffer, format: number, utf8: boolean): string | undefined {
  if (format === 32) return data.length < 4 ? undefined : String(data.readUInt32LE(0));
  return textOf(data, utf8) || undefined;
}

/** `WM_CLASS`: the second of its two strings, `undefined` if there is none. */
export function classOf(data: Buffer): string | undefined {
  const [, name] = data.toString('latin1').split('\0');
  return name === undefined || name === '' ? undefined : cutText(name, maxTextBytes);
}

/** `text` as far as it fits `maxBytes` of UTF-8. */
export function cutText(text: string, maxBytes: number): string {
  if (Buffer.byteLength(text) <= maxBytes) return text;
  const bytes = Buffer.from(text).subarray(0, maxBytes);
  let end = bytes.length;
  // The last character may be in two: back to where it began.
  while (end > 0 && (bytes[end - 1]! & 0xc0) === 0x80) end--;
  const lead = bytes[end - 1] ?? 0;
  const complete = lead < 0x80 || bytes.length - end + 1 === characterBytes(lead);
  return bytes.subarray(0, complete ? bytes.length : end - 1).toString();
}

function characterBytes(lead: number): number {
  if (lead >= 0xf0) return 4;
  if (lead >= 0xe0) return 3;
  return lead >= 0xc0 ? 2 : 1;
}
