/** Pixel formats that can be copied, and how their planes lie in memory (`wl_shm.format`, drm_fourcc.h). */
import { wl_shm } from '../../protocol/generated/wayland.js';

const { entries: code } = wl_shm.enums[1];

/** One plane: a sample stands for 2^shift pixels in each direction. */
export interface PlaneFormat {
  readonly sampleBytes: number;
  readonly xShift: number;
  readonly yShift: number;
}

export interface Shape {
  readonly width: number;
  readonly height: number;
  /** A code of `formats`. */
  readonly format: number;
}

/** Where a plane begins and how far apart its rows are, in bytes. */
export interface PlanePlace {
  readonly offset: number;
  readonly stride: number;
}

const packed = (sampleBytes: number): PlaneFormat[] => [{ sampleBytes, xShift: 0, yShift: 0 }];

/** Luma at full resolution, then chroma in one plane of pairs or in two. */
const withChroma = (lumaBytes: number, chromaPlanes: 1 | 2): PlaneFormat[] => [
  ...packed(lumaBytes),
  ...Array.from({ length: chromaPlanes }, () => ({
    sampleBytes: chromaPlanes === 1 ? 2 * lumaBytes : lumaBytes,
    xShift: 1,
    yShift: 1,
  })),
];

const bytes2 = [code.rgb565, code.bgr565, code.argb4444, code.xrgb4444, code.argb1555, code.xrgb1555];
const bytes4 = [
  ...[code.argb8888, code.xrgb8888, code.abgr8888, code.xbgr8888],
  ...[code.rgba8888, code.rgbx8888, code.bgra8888, code.bgrx8888],
  ...[code.argb2101010, code.xrgb2101010, code.abgr2101010, code.xbgr2101010],
  ...[code.rgba1010102, code.rgbx1010102, code.bgra1010102, code.bgrx1010102],
];
const bytes8 = [
  ...[code.argb16161616, code.xrgb16161616, code.abgr16161616, code.xbgr16161616],
  ...[code.argb16161616f, code.xrgb16161616f, code.abgr16161616f, code.xbgr16161616f],
];

/** Planes by code of `wl_shm.format`. */
export const formats: ReadonlyMap<number, readonly PlaneFormat[]> = new Map([
  ...bytes2.map((each) => [each, packed(2)] as const),
  ...bytes4.map((each) => [each, packed(4)] as const),
  ...bytes8.map((each) => [each, packed(8)] as const),
  [code.nv12, withChroma(1, 1)],
  [code.nv21, withChroma(1, 1)],
  [code.p010, withChroma(2, 1)],
  [code.yuv420, withChroma(1, 2)],
  [code.yvu420, withChroma(1, 2)],
]);

/** Samples of one plane of an image of that shape. */
export function planeSize({ width, height }: Shape, { xShift, yShift }: PlaneFormat): [number, number] {
  return [Math.ceil(width / 2 ** xShift), Math.ceil(height / 2 ** yShift)];
}

/** The least distance between rows of the first plane. */
export function leastStride(shape: Shape): number {
  return shape.width * formats.get(shape.format)![0]!.sampleBytes;
}

/**
 * Where the planes of a `wl_shm` image lie: one behind the other, chroma pairs as far apart as luma, single chroma
 * planes half as far. And the end of the last one.
 */
export function placePlanes(
  shape: Shape,
  offset: number,
  stride: number,
): { places: PlanePlace[]; end: number } {
  const planes = formats.get(shape.format)!;
  const chromaStride = planes.length === 3 ? Math.ceil(stride / 2) : stride;
  const places: PlanePlace[] = [];
  let end = offset;
  planes.forEach((plane, i) => {
    const place = { offset: end, stride: i === 0 ? stride : chromaStride };
    places.push(place);
    end += place.stride * planeSize(shape, plane)[1];
  });
  return { places, end };
}

/** An image's layout in the form that `addon.copyDamage` takes. */
export function copyLayout(shape: Shape, places: readonly PlanePlace[]): Uint32Array {
  const planes = formats.get(shape.format)!;
  return Uint32Array.from([
    shape.width,
    shape.height,
    ...planes.flatMap((plane, i) => [
      places[i]!.offset,
      places[i]!.stride,
      plane.sampleBytes,
      plane.xShift,
      plane.yShift,
    ]),
  ]);
}
