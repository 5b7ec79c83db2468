/** Pictures with and without decant side by side: how much they differ, and where. Pure but for the files written. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { difference, type Picture } from '../../tools/hosts/picture.js';
import type { Box, Shot } from './scenes.js';

export interface Comparison {
  readonly name: string;
  /** How many pixels differ. */
  readonly pixels: number;
  /** The same as a part of all. */
  readonly share: number;
  /** The largest difference of one colour of one pixel, of 255. */
  readonly most: number;
  readonly size: string;
  /** The same below the pointer, whose place is in whole units of the host's. */
  readonly cursor: number;
}

/** What of the picture is the window: weston places windows somewhere else at another scale. */
function windowOf({ picture, empty }: Shot): Picture {
  const { box } = difference(picture, empty);
  return box ? crop(picture, box) : picture;
}

function crop({ data, width: stride }: Picture, box: Box): Picture {
  const width = box.right - box.left;
  const rows = Array.from({ length: box.bottom - box.top }, (_, row) => {
    const start = 4 * ((box.top + row) * stride + box.left);
    return data.subarray(start, start + 4 * width);
  });
  return { width, height: rows.length, data: Buffer.concat(rows) };
}

export interface Options {
  /** Only the window, not where it stands. */
  readonly cropped: boolean;
  /** Where pictures that differ are kept. */
  readonly folder: string;
}

export function compare(wanted: Shot, seen: Shot, file: string, { cropped, folder }: Options): Comparison {
  const pick = (shot: Shot): Picture => (cropped ? windowOf(shot) : shot.picture);
  const [a, b] = [pick(wanted), pick(seen)];
  const { pixels } = difference(a, b);
  const size = `${b.width}×${b.height}`;
  keep(folder, `${file}-decant`, b);
  if (pixels === 0) return { name: seen.name, pixels, share: 0, most: 0, size, cursor: 0 };
  keep(folder, `${file}-direct`, a);
  if (a.width !== b.width || a.height !== b.height)
    return {
      name: seen.name,
      pixels,
      share: 1,
      most: 255,
      size: `${size}, directly ${a.width}×${a.height}`,
      cursor: 0,
    };
  const { picture, most } = differenceImage(a, b);
  keep(folder, `${file}-difference`, picture);
  const { pointer } = seen;
  const cursor = pointer ? pixels - difference(without(a, pointer), without(b, pointer)).pixels : 0;
  const share = (pixels - cursor) / (a.width * a.height);
  return {
    name: seen.name,
    share,
    pixels: pixels - cursor,
    most: pixels === cursor ? 0 : most,
    size,
    cursor,
  };
}

/** The picture with nothing in the box. */
function without({ width, height, data }: Picture, { left, top, right, bottom }: Box): Picture {
  const blank = Buffer.from(data);
  for (let y = Math.max(0, top); y < Math.min(bottom, height); y++)
    blank.fill(0, 4 * (y * width + Math.max(0, left)), 4 * (y * width + Math.min(width, right)));
  return { width, height, data: blank };
}

/** What differs, made bright: black where nothing does. */
function differenceImage(a: Picture, b: Picture): { readonly picture: Picture; readonly most: number } {
  const data = Buffer.alloc(a.data.length);
  let most = 0;
  for (let at = 0; at < a.data.length; at++) {
    const apart = Math.abs(a.data[at]! - b.data[at]!);
    most = Math.max(most, apart);
    data[at] = at % 4 === 3 ? 255 : Math.min(255, apart === 0 ? 0 : 64 + 4 * apart);
  }
  return { picture: { width: a.width, height: a.height, data }, most };
}

export function keep(folder: string, name: string, { width, height, data }: Picture): void {
  const png = new PNG({ width, height });
  data.copy(png.data);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), PNG.sync.write(png, { deflateLevel: 9 }));
}
