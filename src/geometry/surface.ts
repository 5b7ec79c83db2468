/** From a surface's coordinates to its buffer's (wayland.xml, `wl_surface`; viewporter.xml). Pure. */
import { roundedOut, scaled, type Rect, type Size } from './rect.js';
import { turnedBack, turnedSize } from './transform.js';

/** How a surface shows its buffer. */
export interface SurfaceView {
  readonly scale: number;
  readonly transform: number;
  /** `wp_viewport.set_source`, in the coordinates after scale and transform. */
  readonly source: Rect | undefined;
  /** `wp_viewport.set_destination`. */
  readonly destination: Size | undefined;
}

/**
 * The pixels of a buffer of `bufferSize` that a rectangle of the surface shows; never less, as pixels are taken whole. It
 * may reach outside of the buffer.
 */
export function surfaceRectToBuffer(rect: Rect, view: SurfaceView, bufferSize: Size): Rect {
  const turned = turnedSize(bufferSize, view.transform);
  const whole = { x: 0, y: 0, width: turned.width / view.scale, height: turned.height / view.scale };
  const source = view.source ?? whole;
  const shown = view.destination ?? source;
  const cropped = scaled(rect, source.width / shown.width, source.height / shown.height);
  const moved = { ...cropped, x: cropped.x + source.x, y: cropped.y + source.y };
  return roundedOut(turnedBack(scaled(moved, view.scale, view.scale), view.transform, turned));
}
