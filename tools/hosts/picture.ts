/** Screenshots as pixels: read, compared, looked at. Pure but for the file read. */
import { readFileSync } from 'node:fs';
import { PNG } from 'pngjs';

/** RGBA, 4 bytes a pixel, rows without padding. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
}

/** Decodes a PNG. Alpha is dropped (set opaque): screenshots of one desktop may differ in it without meaning. */
export function readPicture(path: string): Picture {
  const { width, height, data } = PNG.sync.read(readFileSync(path));
  for (let alpha = 3; alpha < data.length; alpha += 4) data[alpha] = 255;
  return { width, height, data };
}

export interface Difference {
  /** Pixels that differ; all of them when the sizes differ. */
  readonly pixels: number;
  /** The smallest box around them, in pixels; absent when there are none. */
  readonly box?: {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  };
}

/** Where two pictures differ: exact, no tolerance. */
export function difference(a: Picture, b: Picture): Difference {
  if (a.width !== b.width || a.height !== b.height)
    return { pixels: Math.max(a.width * a.height, b.width * b.height) };
  if (a.data.equals(b.data)) return { pixels: 0 };
  let pixels = 0;
  let [left, top, right, bottom] = [a.width, a.height, 0, 0];
  for (let at = 0; at < a.data.length; at += 4) {
    if (a.data.readUInt32LE(at) === b.data.readUInt32LE(at)) continue;
    const x = (at / 4) % a.width;
    const y = Math.floor(at / 4 / a.width);
    pixels += 1;
    left = Math.min(left, x);
    right = Math.max(right, x + 1);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + 1);
  }
  return { pixels, box: { left, top, right, bottom } };
}

/** How many colours a picture has, counted up to `limit`. An empty desktop has one. */
export function colourCount(picture: Picture, limit = 256): number {
  const colours = new Set<number>();
  for (let at = 0; at < picture.data.length && colours.size < limit; at += 4)
    colours.add(picture.data.readUInt32LE(at));
  return colours.size;
}

/** The part of a picture in a box; what of the box lies outside is left out. */
export function crop(
  { width, height, data }: Picture,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): Picture {
  const [left, top] = [Math.max(0, box.x), Math.max(0, box.y)];
  const [right, bottom] = [Math.min(width, box.x + box.width), Math.min(height, box.y + box.height)];
  const rows = [];
  for (let y = top; y < bottom; y++)
    rows.push(data.subarray((y * width + left) * 4, (y * width + right) * 4));
  return { width: Math.max(0, right - left), height: rows.length, data: Buffer.concat(rows) };
}
