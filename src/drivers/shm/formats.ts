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

type FormatName = keyof typeof code;

const of2Bytes: FormatName[] = ['rgb565', 'bgr565', 'argb4444', 'xrgb4444', 'argb1555', 'xrgb1555'];
const of4Bytes: FormatName[] = [
  'argb8888',
  'xrgb8888',
  'abgr8888',
  'xbgr8888',
  'rgba8888',
  'rgbx8888',
  'bgra8888',
  'bgrx8888',
  'argb2101010',
  'xrgb2101010',
  'abgr2101010',
  'xbgr2101010',
  'rgba1010102',
  'rgbx1010102',
  'bgra1010102',
  'bgrx1010102',
];
const of8Bytes: FormatName[] = [
  'argb16161616',
  'xrgb16161616',
  'abgr16161616',
  'xbgr16161616',
  'argb16161616f',
  'xrgb16161616f',
  'abgr16161616f',
  'xbgr16161616f',
];

/** Planes by code of `wl_shm.format`. */
export const formats: ReadonlyMap<number, readonly PlaneFormat[]> = new Map([
  ...of2Bytes.map((name) => [code[name], packed(2)] as const),
  ...of4Bytes.map((name) => [code[name], packed(4)] as const),
  ...of8Bytes.map((name) => [code[name], packed(8)] as const),
  [code.nv12, withChroma(1, 1)],
  [code.nv21, withChroma(1, 1)],
  [code.p010, withChroma(2, 1)],
  [code.yuv420, withChroma(1, 2)],
  [code.yvu420, withChroma(1, 2)],
]);

/** Codes of `wl_shm` that differ from those of drm_fourcc.h: `AR24` and `XR24`. */
const fourccs = new Map<number, number>([
  [code.argb8888, 0x34325241],
  [code.xrgb8888, 0x34325258],
]);

/** The code that drm_fourcc.h has for a code of `wl_shm.format`. */
export function fourccOf(format: number): number {
  return fourccs.get(format) ?? format;
}

/** The planes of an image, of a format that can be copied. */
export function planesOf({ format }: Shape): readonly PlaneFormat[] {
  return formats.get(format)!;
}

/** One past the last byte of plane number `i`. */
export function planeEnd(shape: Shape, i: number, { offset, stride }: PlanePlace): number {
  return offset + stride * planeSize(shape, planesOf(shape)[i]!)[1];
}

/** Samples of one plane of an image of that shape. */
export function planeSize({ width, height }: Shape, { xShift, yShift }: PlaneFormat): [number, number] {
  return [Math.ceil(width / 2 ** xShift), Math.ceil(height / 2 ** yShift)];
}

/** Whether the rows of every plane are at least as far apart as they are long. */
export function rowsFit(shape: Shape, places: readonly PlanePlace[]): boolean {
  const planes = planesOf(shape);
  return (
    places.length === planes.length &&
    planes.every((plane, i) => places[i]!.stride >= planeSize(shape, plane)[0] * plane.sampleBytes)
  );
}

/** The least distance between rows of the first plane. */
export function leastStride(shape: Shape): number {
  return shape.width * planesOf(shape)[0]!.sampleBytes;
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
  const planes = planesOf(shape);
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
  const planes = planesOf(shape);
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
