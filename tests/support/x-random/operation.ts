/** One step of a random session around Xwayland's peer: what is done is its kind, to what and how its numbers. */
import * as fc from 'fast-check';

export interface Operation<Kind extends string = string> {
  readonly kind: Kind;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** Operations of the given kinds, in any order. The first kind is what others shrink to. */
export function operations<Kind extends string>(
  kinds: readonly Kind[],
  most: number,
): fc.Arbitrary<Operation<Kind>[]> {
  const number = fc.nat(1 << 16);
  const each = fc.record({ kind: fc.constantFrom(...kinds), a: number, b: number, c: number });
  return fc.array(each, { minLength: Math.floor(most / 4), maxLength: most, size: 'max' });
}

/** The operations of those kinds, with numbers that are all 0. */
export function inTurn<Kind extends string>(...kinds: readonly Kind[]): Operation<Kind>[] {
  return kinds.map((kind) => ({ kind, a: 0, b: 0, c: 1 }));
}

/** One of `all`, `undefined` if there is none. */
export function pick<T>(all: Iterable<T>, n: number): T | undefined {
  const list = [...all];
  return list[n % (list.length || 1)];
}

/** Sizes of windows, some of which are none. */
export const sizes = [
  { width: 0, height: 0 },
  { width: 1, height: 1 },
  { width: 60, height: 40 },
  { width: 100, height: 80 },
  { width: 300, height: 200 },
  { width: 301, height: 117 },
] as const;

/** The size with that number, none of which is 0. */
export function sizeAt(n: number): { readonly width: number; readonly height: number } {
  return sizes[1 + (n % (sizes.length - 1))]!;
}
