/** What the two versions of text-input call the same: purposes and hints. Data and two functions; pure. */

/** What a text field is for. */
export interface ContentType {
  readonly hint: number;
  readonly purpose: number;
}

/** By the number of version 3: that of version 1, which knows no `pin`. */
const purposesOfV1: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 2, 9, 10, 11, 12];
const pin = 9;
/** Hints for what must not be seen or kept, which are the same in both. */
const secret = 0xc0;
/** All hints of version 3; their bits mean the same in version 1. */
const allHints = 0x3ff;

export function toV1({ hint, purpose }: ContentType): ContentType {
  return { hint: (hint & allHints) | (purpose === pin ? secret : 0), purpose: purposesOfV1[purpose] ?? 0 };
}

export function toV3({ hint, purpose }: ContentType): ContentType {
  return { hint: hint & allHints, purpose: Math.max(0, purposesOfV1.indexOf(purpose)) };
}
