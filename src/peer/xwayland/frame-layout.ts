/**
 * Where the parts of a frame lie around a window, and what the user grips in them. Pure. Places are relative to the window's
 * contents, sizes are the host's logical pixels.
 */
import { xdg_toplevel } from '../../protocol/generated/xdg-shell.js';
import type { Box, Place, Size, WindowStates } from './windows.js';

/** How far a frame reaches beyond the contents. */
export interface Insets {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const partNames = ['top', 'left', 'right', 'bottom'] as const;
export type PartName = (typeof partNames)[number];

/** In the order in which they stand, from the right. */
export const frameButtons = ['close', 'maximize', 'minimize'] as const;
export type FrameButton = (typeof frameButtons)[number];

/** What lies under the pointer. A number is an edge as in `xdg_toplevel.resize_edge`. */
export type Zone = FrameButton | 'move' | number;

const border = 5;
export const titleHeight = 30;
export const buttonWidth = 30;
/** How far a corner reaches along its edges. */
const corner = 16;

export const noInsets: Insets = { left: 0, top: 0, right: 0, bottom: 0 };
const full: Insets = { left: border, top: titleHeight, right: border, bottom: border };
const titleOnly: Insets = { ...noInsets, top: titleHeight };

/** A window that cannot be resized by its edges has none. */
export function insetsFor({ fullscreen, maximized, tiled }: WindowStates): Insets {
  if (fullscreen) return noInsets;
  return maximized || tiled ? titleOnly : full;
}

/** The place of the contents and the frame together (`xdg_surface.set_window_geometry`). */
export function withFrame({ width, height }: Size, { left, top, right, bottom }: Insets): Box {
  return { x: -left, y: -top, width: width + left + right, height: height + top + bottom };
}

/** Where a part lies; `undefined` if there is none. */
export function partBox(part: PartName, size: Size, insets: Insets): Box | undefined {
  const { left, top, right, bottom } = insets;
  const { width: whole } = withFrame(size, insets);
  const boxes: Record<PartName, Box> = {
    top: { x: -left, y: -top, width: whole, height: top },
    left: { x: -left, y: 0, width: left, height: size.height },
    right: { x: size.width, y: 0, width: right, height: size.height },
    bottom: { x: -left, y: size.height, width: whole, height: bottom },
  };
  const box = boxes[part];
  return box.width > 0 && box.height > 0 ? box : undefined;
}

/** Where a button lies in the title bar, which is `barWidth` wide; `undefined` where the bar is too short for it. */
export function buttonBox(button: FrameButton, barWidth: number, insets: Insets): Box | undefined {
  const x = barWidth - insets.right - buttonWidth * (frameButtons.indexOf(button) + 1);
  return x < insets.left ? undefined : { x, y: 0, width: buttonWidth, height: titleHeight };
}

/** What lies at a place within a part. `resizable`: the user may change the size. */
export function zoneAt(part: PartName, at: Place, size: Size, insets: Insets, resizable: boolean): Zone {
  const box = partBox(part, size, insets);
  if (!box) return 'move';
  const edge = resizable && insets !== titleOnly ? edgeAt(part, at, box) : 0;
  if (edge !== 0) return edge;
  if (part !== 'top') return 'move';
  const button = frameButtons.find((each) => {
    const place = buttonBox(each, box.width, insets);
    return place && at.x >= place.x && at.x < place.x + place.width;
  });
  return button ?? 'move';
}

function edgeAt(part: PartName, { x, y }: Place, box: Box): number {
  const { top, bottom, left, right } = xdg_toplevel.enums[1].entries;
  const alongX = x < corner ? left : x >= box.width - corner ? right : 0;
  switch (part) {
    case 'top':
      if (y < border) return top | alongX;
      return x < border ? left : x >= box.width - border ? right : 0;
    case 'bottom':
      return bottom | alongX;
    default:
      return (part === 'left' ? left : right) | (y >= box.height - corner ? bottom : 0);
  }
}
