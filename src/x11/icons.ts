/**
 * Pictures in `_NET_WM_ICON` (EWMH): width, height and pixels of each, one after the other, as colours of 32 bits that are not
 * premultiplied. Pure. Programs write what they like; what does not add up ends the list.
 */
import type { Icon } from '../peer/xwayland/windows.js';

/** Larger ones are of no use to anybody, and are left out. */
const maxSide = 512;
/** The largest of them are taken. */
const maxIcons = 6;

/** The property is read up to this length. */
export const maxIconBytes = 4 * 1024 * 1024;

/** Square pictures, premultiplied, the largest first; one that is not square stands in the middle of its square. */
export function iconsIn(data: Buffer): Icon[] {
  const found: { width: number; height: number; at: number }[] = [];
  const end = data.length & ~3;
  for (let at = 0; at + 8 <= end;) {
    const [width, height] = [data.readUInt32LE(at), data.readUInt32LE(at + 4)];
    at += 8;
    if (width === 0 || height === 0 || width * height * 4 > end - at) break;
    if (width <= maxSide && height <= maxSide) found.push({ width, height, at });
    at += width * height * 4;
  }
  const bySize = new Map(found.map((each) => [Math.max(each.width, each.height), each]));
  const largest = [...bySize.keys()].toSorted((a, b) => b - a).slice(0, maxIcons);
  return largest.map((size) => squareOf(data, bySize.get(size)!, size));
}

function squareOf(
  data: Buffer,
  { width, height, at }: { readonly width: number; readonly height: number; readonly at: number },
  size: number,
): Icon {
  const pixels = Buffer.alloc(size * size * 4);
  const [left, top] = [(size - width) >> 1, (size - height) >> 1];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = at + (y * width + x) * 4;
      const to = ((y + top) * size + x + left) * 4;
      const alpha = data[from + 3]!;
      for (let channel = 0; channel < 3; channel++)
        pixels[to + channel] = Math.round((data[from + channel]! * alpha) / 255);
      pixels[to + 3] = alpha;
    }
  return { size, pixels };
}
