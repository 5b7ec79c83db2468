/** What a key that an input method presses by its meaning does to a text. Keysyms are X's (X11/keysymdef.h). Pure. */

/** The text around the cursor, as the client has said it; places are bytes. */
export interface Surrounding {
  readonly text: string;
  readonly cursor: number;
  readonly anchor: number;
}

export type KeyEffect = { readonly text: string } | { readonly before: number; readonly after: number };

const keysyms = {
  backSpace: 0xff08,
  tab: 0xff09,
  enter: 0xff0d,
  keypadEnter: 0xff8d,
  delete: 0xffff,
} as const;
/** Keysyms above are Unicode's characters. */
const unicodeBase = 0x0100_0000;
const highestCharacter = 0x10_ffff;
/** Latin 1 stands for itself. */
const latin1: readonly (readonly [number, number])[] = [
  [0x20, 0x7e],
  [0xa0, 0xff],
];

/** `undefined`: nothing that can be said without a keyboard. */
export function textOfKey(sym: number, around: Surrounding | undefined): KeyEffect | undefined {
  switch (sym) {
    case keysyms.backSpace:
      return { before: lengthBefore(around), after: 0 };
    case keysyms.delete:
      return { before: 0, after: lengthAfter(around) };
    case keysyms.tab:
      return { text: '\t' };
    case keysyms.enter:
    case keysyms.keypadEnter:
      return { text: '\n' };
    default: {
      const character = characterOf(sym);
      return character === undefined ? undefined : { text: character };
    }
  }
}

function characterOf(sym: number): string | undefined {
  if (latin1.some(([first, last]) => sym >= first && sym <= last)) return String.fromCodePoint(sym);
  const point = sym - unicodeBase;
  return point >= 0x100 && point <= highestCharacter ? String.fromCodePoint(point) : undefined;
}

/** Bytes of the character before the cursor; 1 if it is not known. */
function lengthBefore(around: Surrounding | undefined): number {
  if (!around) return 1;
  const before = Buffer.from(around.text).subarray(0, around.cursor).toString();
  return Buffer.byteLength(characters(before).at(-1) ?? '');
}

function lengthAfter(around: Surrounding | undefined): number {
  if (!around) return 1;
  const after = Buffer.from(around.text).subarray(around.cursor).toString();
  return Buffer.byteLength(characters(after)[0] ?? '');
}

/** As a reader counts them. */
function characters(text: string): string[] {
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
}
