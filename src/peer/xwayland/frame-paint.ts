/**
 * What frames and the cursors over them look like, as pixels. Text is drawn by Skia (@napi-rs/canvas), with the fonts of the
 * system; see docs/decisions/007. It is loaded with the first frame: most hosts draw frames themselves.
 */
import { createRequire } from 'node:module';
import type { SKRSContext2D } from '@napi-rs/canvas';
import { buttonBox, frameButtons, titleHeight, type FrameButton, type Insets } from './frame-layout.js';
import type { Size } from './windows.js';

type Canvas = typeof import('@napi-rs/canvas');

/** `#rrggbb`. */
export interface FrameColors {
  readonly light: string;
  readonly dark: string;
}

/** All that a title bar shows. */
export interface TitleBar {
  readonly width: number;
  readonly title: string;
  readonly color: string;
  readonly active: boolean;
  /** The button under the pointer. */
  readonly hovered: FrameButton | undefined;
  readonly maximized: boolean;
  /** No button to maximise it. */
  readonly fixed: boolean;
  readonly insets: Insets;
}

/** What a cursor over a frame says. */
export type CursorName = 'arrow' | 'horizontal' | 'vertical' | 'falling' | 'rising';

export const cursorSize = 32;
export const cursorHotspot: Readonly<Record<CursorName, number>> = {
  arrow: 8,
  horizontal: 16,
  vertical: 16,
  falling: 16,
  rising: 16,
};

const require = createRequire(import.meta.url);
let canvas: Canvas | undefined;
const { PI } = Math;

/**
 * Pixels of `wl_shm`'s format `argb8888`, rows without padding, `scale` of them for each unit. Throws if the library cannot be
 * loaded.
 */
export function paintTitleBar(bar: TitleBar, scale: number): Buffer {
  return paint({ width: bar.width * scale, height: titleHeight * scale }, (context) => {
    context.scale(scale, scale);
    context.fillStyle = bar.color;
    context.fillRect(0, 0, bar.width, titleHeight);
    const ink = isDark(bar.color) ? '#ffffff' : '#000000';
    context.strokeStyle = context.fillStyle = ink;
    context.globalAlpha = bar.active ? 0.9 : 0.45;
    const shown = frameButtons.filter((each) => !(each === 'maximize' && bar.fixed));
    for (const button of shown) drawButton(context, button, bar);
    drawTitle(context, bar);
  });
}

/** One colour: borders. */
export function paintPlain({ width, height }: Size, color: string): Buffer {
  const pixel = Buffer.alloc(4);
  pixel.writeUInt32LE((0xff000000 | Number.parseInt(color.slice(1), 16)) >>> 0);
  return Buffer.alloc(width * height * 4, pixel);
}

/** A cursor of `cursorSize` units in both directions. */
export function paintCursor(name: CursorName, scale: number): Buffer {
  const turn = { arrow: 0, horizontal: 0, vertical: PI / 2, falling: PI / 4, rising: -PI / 4 }[name];
  return paint({ width: cursorSize * scale, height: cursorSize * scale }, (context) => {
    context.scale(scale, scale);
    context.translate(cursorHotspot[name], cursorHotspot[name]);
    context.rotate(turn);
    context.beginPath();
    for (const [x, y] of name === 'arrow' ? pointerShape : doubleArrow) context.lineTo(x, y);
    context.closePath();
    context.lineJoin = 'round';
    context.lineWidth = 2.5;
    context.strokeStyle = '#ffffff';
    context.stroke();
    context.fillStyle = '#000000';
    context.fill();
  });
}

const pointerShape = [
  [0, 0],
  [0, 16],
  [4, 12.5],
  [6.5, 18],
  [9, 17],
  [6.5, 11.5],
  [11.5, 11.5],
] as const;
const doubleArrow = [
  [-11, 0],
  [-5, -6],
  [-5, -2],
  [5, -2],
  [5, -6],
  [11, 0],
  [5, 6],
  [5, 2],
  [-5, 2],
  [-5, 6],
] as const;

function drawTitle(context: SKRSContext2D, { title, width, insets }: TitleBar): void {
  const last = buttonBox('minimize', width, insets);
  const from = insets.left + 8;
  const room = (last?.x ?? from) - 8 - from;
  if (room <= 0 || title === '') return;
  context.save();
  context.beginPath();
  context.rect(from, 0, room, titleHeight);
  context.clip();
  context.font = '14px sans-serif';
  context.textBaseline = 'middle';
  // A line break would be drawn as a box.
  context.fillText(title.replaceAll(/\s+/g, ' '), from, titleHeight / 2 + 1);
  context.restore();
}

function drawButton(context: SKRSContext2D, button: FrameButton, bar: TitleBar): void {
  const box = buttonBox(button, bar.width, bar.insets);
  if (!box) return;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  context.lineWidth = 1.5;
  if (bar.hovered === button) {
    context.save();
    context.globalAlpha = 0.15;
    context.beginPath();
    context.arc(x, y, 12, 0, 2 * PI);
    context.fill();
    context.restore();
  }
  context.beginPath();
  if (button === 'close') {
    context.moveTo(x - 4.5, y - 4.5);
    context.lineTo(x + 4.5, y + 4.5);
    context.moveTo(x + 4.5, y - 4.5);
    context.lineTo(x - 4.5, y + 4.5);
  } else if (button === 'minimize') {
    context.moveTo(x - 5, y + 4);
    context.lineTo(x + 5, y + 4);
  } else if (bar.maximized) {
    context.rect(x - 5, y - 2, 7, 7);
    context.rect(x - 2, y - 5, 7, 7);
  } else {
    context.rect(x - 5, y - 5, 10, 10);
  }
  context.stroke();
}

function paint({ width, height }: Size, draw: (context: SKRSContext2D) => void): Buffer {
  canvas ??= require('@napi-rs/canvas') as Canvas;
  const context = canvas.createCanvas(width, height).getContext('2d');
  draw(context);
  return toArgb(context.getImageData(0, 0, width, height).data);
}

/** Straight RGBA to what Wayland takes: 0xAARRGGBB, premultiplied. */
function toArgb(rgba: Uint8ClampedArray): Buffer {
  const argb = Buffer.alloc(rgba.length);
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = rgba[at + 3]!;
    argb[at] = Math.round((rgba[at + 2]! * alpha) / 255);
    argb[at + 1] = Math.round((rgba[at + 1]! * alpha) / 255);
    argb[at + 2] = Math.round((rgba[at]! * alpha) / 255);
    argb[at + 3] = alpha;
  }
  return argb;
}

/** Whether white ink is read better on it (ITU-R BT.601 luma). */
function isDark(color: string): boolean {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return 0.299 * red! + 0.587 * green! + 0.114 * blue! < 128;
}
