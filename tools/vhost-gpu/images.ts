/** What the host says of images that a guest asks for: linear ones in plain memory. Pure. */

/** Rows begin where graphics devices want them to. */
const strideAlignment = 64;
const maxExtent = 16384;
const pageBytes = 4096;

/** One image, in bytes. */
export interface ImageRequirements {
  readonly strides: readonly number[];
  readonly offsets: readonly number[];
  /** Whole pages. */
  readonly bytes: number;
}

const fourcc = (text: string): number => Buffer.from(text, 'latin1').readUInt32LE();

/** Bytes of a pixel, of formats with one plane (drm_fourcc.h). */
const packed: ReadonlyMap<number, number> = new Map([
  [fourcc('R8  '), 1],
  [fourcc('RG16'), 2],
  ...['XR24', 'AR24', 'XB24', 'AB24', 'XR30', 'AR30', 'XB30', 'AB30'].map(
    (name) => [fourcc(name), 4] as const,
  ),
]);
const nv12 = fourcc('NV12');

/** `undefined` for an image that there cannot be. `format` is a fourcc. */
export function imageRequirements(
  width: number,
  height: number,
  format: number,
): ImageRequirements | undefined {
  const pixelBytes = format === nv12 ? 1 : packed.get(format);
  if (pixelBytes === undefined || width < 1 || height < 1 || width > maxExtent || height > maxExtent)
    return undefined;
  const stride = roundUp(width * pixelBytes, strideAlignment);
  const first = stride * height;
  if (format !== nv12) return { strides: [stride], offsets: [0], bytes: roundUp(first, pageBytes) };
  const second = stride * Math.ceil(height / 2);
  return { strides: [stride, stride], offsets: [0, first], bytes: roundUp(first + second, pageBytes) };
}

function roundUp(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}
