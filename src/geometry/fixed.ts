/** Numbers as the wire has them: what does not fit becomes the nearest that does. Pure. */

/** `fixed` numbers are counted in steps of which this many are 1: 8 bits behind the point (wayland.xml, "Wire Format"). */
export const fixedOne = 256;

export const intMin = -0x80000000;
export const intMax = 0x7fffffff;

/** The nearest `int` of the wire; halves go up. NaN is 0. */
export function nearestInt(value: number): number {
  return clampInt(Math.round(value));
}

/** A whole number, brought into the range of `int`. NaN and -0 are 0. */
export function clampInt(value: number): number {
  return Math.min(intMax, Math.max(intMin, value)) || 0;
}
