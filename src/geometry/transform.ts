/** `wl_output.transform`: the eight ways in which the contents of a buffer can be turned. Pure. */
import type { Rect, Size } from './rect.js';

/** Values of the enum (wayland.xml, `wl_output.transform`). */
export const transform = {
  normal: 0,
  rotated90: 1,
  rotated180: 2,
  rotated270: 3,
  flipped: 4,
  flipped90: 5,
  flipped180: 6,
  flipped270: 7,
} as const;

/** Whether width and height change places. */
export function swapsAxes(value: number): boolean {
  return (value & 1) === 1;
}

/** `size` seen through the transform. */
export function turnedSize(size: Size, value: number): Size {
  return swapsAxes(value) ? { width: size.height, height: size.width } : size;
}

/**
 * Where in the buffer a rectangle of the turned image comes from. `size` is the turned image's; `value` is what
 * `wl_surface.set_buffer_transform` said.
 */
export function turnedBack({ x, y, width, height }: Rect, value: number, size: Size): Rect {
  const [fromRight, fromBottom] = [size.width - x - width, size.height - y - height];
  switch (value) {
    case transform.rotated90:
      return { x: y, y: fromRight, width: height, height: width };
    case transform.rotated180:
      return { x: fromRight, y: fromBottom, width, height };
    case transform.rotated270:
      return { x: fromBottom, y: x, width: height, height: width };
    case transform.flipped:
      return { x: fromRight, y, width, height };
    case transform.flipped90:
      return { x: y, y: x, width: height, height: width };
    case transform.flipped180:
      return { x, y: fromBottom, width, height };
    case transform.flipped270:
      return { x: fromBottom, y: fromRight, width: height, height: width };
    default:
      return { x, y, width, height };
  }
}
