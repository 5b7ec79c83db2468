/**
 * What a buffer shows, sample by sample, and where on a surface each of its pixels is: the slow way, from the words of wayland.xml
 * and viewporter.xml alone, to hold against what decant reckons with rectangles.
 */
import { wl_shm } from '../../src/protocol/generated/wayland.js';

const { argb8888, xrgb8888, rgb565, argb16161616, nv12, yuv420 } = wl_shm.enums[1].entries;

/** One plane: bytes of a sample, how many pixels it covers each way as a power of 2, and rows that are 2^-n of the stride. */
interface Plane {
  readonly bytes: number;
  readonly shift: number;
  readonly strideShift: number;
}

const plane = (bytes: number, shift = 0, strideShift = 0): Plane => ({ bytes, shift, strideShift });
const chroma = plane(1, 1, 1);
/** By code of `wl_shm.format`. */
const planesOf: ReadonlyMap<number, readonly Plane[]> = new Map([
  [argb8888, [plane(4)]],
  [xrgb8888, [plane(4)]],
  [rgb565, [plane(2)]],
  [argb16161616, [plane(8)]],
  [nv12, [plane(1), plane(2, 1)]],
  [yuv420, [plane(1), chroma, chroma]],
]);
export const pictureFormats: readonly number[] = [...planesOf.keys()];

export interface PictureShape {
  readonly width: number;
  readonly height: number;
  readonly format: number;
}

/** A row of samples in memory, and the first of them. */
interface Row {
  readonly plane: Plane;
  /** Of its plane. */
  readonly index: number;
  readonly start: number;
  readonly bytes: number;
}

/** All rows of all planes, one behind the other from `offset` on; where planes follow, the first has a stride of an even number. */
export function rowsOf({ width, height, format }: PictureShape, offset: number, stride: number): Row[] {
  const rows: Row[] = [];
  let start = offset;
  for (const each of planesOf.get(format)!) {
    const block = 1 << each.shift;
    const step = stride >> each.strideShift;
    for (let index = 0; index < Math.ceil(height / block); index++, start += step)
      rows.push({ plane: each, index, start, bytes: Math.ceil(width / block) * each.bytes });
  }
  return rows;
}

/** The least stride, even. */
export function leastStrideOf({ width, format }: PictureShape): number {
  return 2 * Math.ceil((width * planesOf.get(format)![0]!.bytes) / 2);
}

/** How many bytes a buffer takes. */
export function bytesOf({ height, format }: PictureShape, stride: number): number {
  return planesOf
    .get(format)!
    .reduce(
      (sum, { shift, strideShift }) => sum + Math.ceil(height / (1 << shift)) * (stride >> strideShift),
      0,
    );
}

/** What a buffer shows. */
export interface Picture extends PictureShape {
  /** Of all rows, without what lies between them. */
  readonly samples: Buffer;
}

/** The picture in `memory`. */
export function pictureIn(memory: Buffer, shape: PictureShape, offset: number, stride: number): Picture {
  const rows = rowsOf(shape, offset, stride);
  return {
    ...shape,
    samples: Buffer.concat(rows.map(({ start, bytes }) => memory.subarray(start, start + bytes))),
  };
}

export function sameShape(a: PictureShape | undefined, b: PictureShape | undefined): boolean {
  return a?.width === b?.width && a?.height === b?.height && a?.format === b?.format;
}

/** What `of` says of each pixel, row by row. */
export function eachPixel<T>({ width, height }: PictureShape, of: (x: number, y: number) => T): T[] {
  return Array.from({ length: width * height }, (_, i) => of(i % width, Math.floor(i / width)));
}

/** For each pixel, row by row, whether any of its samples is another. The shapes are the same. */
export function changedPixels(before: Picture, after: Picture): boolean[] {
  const { width, height } = after;
  const changed = Array.from({ length: width * height }, () => false);
  eachSample(after, (at, bytes, pixels) => {
    if (before.samples.compare(after.samples, at, at + bytes, at, at + bytes) === 0) return;
    for (const pixel of pixels) changed[pixel] = true;
  });
  return changed;
}

/** Takes over the samples of those pixels: what a host does that keeps a texture. */
export function withPixels(texture: Picture, from: Picture, taken: readonly boolean[]): Picture {
  const samples = Buffer.from(texture.samples);
  eachSample(from, (at, bytes, pixels) => {
    if (pixels.some((pixel) => taken[pixel])) from.samples.copy(samples, at, at, at + bytes);
  });
  return { ...texture, samples };
}

function eachSample(
  shape: PictureShape,
  visit: (at: number, bytes: number, pixels: readonly number[]) => void,
): void {
  const { width, height } = shape;
  let at = 0;
  for (const row of rowsOf(shape, 0, 1 << 16)) {
    const { bytes, shift } = row.plane;
    const block = 1 << shift;
    for (let column = 0; column * bytes < row.bytes; column++, at += bytes) {
      const pixels: number[] = [];
      for (let y = row.index * block; y < Math.min(height, (row.index + 1) * block); y++)
        for (let x = column * block; x < Math.min(width, (column + 1) * block); x++)
          pixels.push(y * width + x);
      visit(at, bytes, pixels);
    }
  }
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** How a surface shows its buffer. */
export interface Showing {
  readonly scale: number;
  /** Of `wl_output.transform`. */
  readonly transform: number;
  /** In the surface's units before it is stretched. */
  readonly source?:
    { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | undefined;
  readonly destination?: { readonly width: number; readonly height: number } | undefined;
}

/** The size of a buffer as it is shown, before it is cropped. */
export function uncropped(
  { width, height }: PictureShape,
  { scale, transform }: Showing,
): { width: number; height: number } {
  const [across, down] = (transform & 1) === 1 ? [height, width] : [width, height];
  return { width: across / scale, height: down / scale };
}

/** Where on the surface the pixel is. */
export function placeOf(x: number, y: number, shape: PictureShape, showing: Showing): Box {
  const { scale, source, destination } = showing;
  const [a, b] = [
    [x, y],
    [x + 1, y + 1],
  ].map(([px, py]) => turned(px!, py!, shape, showing.transform));
  const whole = uncropped(shape, showing);
  const crop = source ?? { x: 0, y: 0, ...whole };
  const size = destination ?? crop;
  const across = [a![0], b![0]].map((each) => ((each / scale - crop.x) * size.width) / crop.width);
  const down = [a![1], b![1]].map((each) => ((each / scale - crop.y) * size.height) / crop.height);
  return {
    left: Math.min(...across),
    right: Math.max(...across),
    top: Math.min(...down),
    bottom: Math.max(...down),
  };
}

/** A point of the buffer turned back: its contents are flipped first, then turned by quarters against the clock. */
function turned(x: number, y: number, { width, height }: PictureShape, transform: number): [number, number] {
  let [across, down, w, h] = [x, y, width, height];
  for (let quarters = transform & 3; quarters > 0; quarters--)
    [across, down, w, h] = [h - down, across, h, w];
  return [transform >= 4 ? w - across : across, down];
}
