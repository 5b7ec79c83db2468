/**
 * Text of the type COMPOUND_TEXT, as Xt programs have it (X Consortium standard "Compound Text Encoding", version 1.1, and the
 * UTF-8 segments of X.Org's libraries): bytes below 0x80 and from 0xa0 on stand for characters of two sets, which escape
 * sequences choose. Characters of sets that are not known here become U+FFFD.
 */

/** How the bytes of a set are read. */
interface CharacterSet {
  /** Bytes of a character. */
  readonly width: 1 | 2;
  /** `bytes` have their highest bit set. */
  readonly decode: (bytes: Uint8Array) => string;
}

const escape = 0x1b;
const csi = 0x9b;
const startOfText = 0x02;
const unknownCharacter = '\u{FFFD}';

const latin1: CharacterSet = { width: 1, decode: ([byte = 0]) => String.fromCharCode(byte) };
const ascii: CharacterSet = { width: 1, decode: ([byte = 0]) => String.fromCharCode(byte & 0x7f) };
const katakana = single((byte) => [0x8e, byte], 'euc-jp');
const unknown: CharacterSet = { width: 1, decode: () => unknownCharacter };

/** By the last byte of the sequence: sets of 94 characters, of 96, and of 94 × 94. */
const sets94: Readonly<Record<string, CharacterSet>> = { B: ascii, J: ascii, I: katakana };
const sets96: Readonly<Record<string, CharacterSet>> = {
  A: latin1,
  ...Object.fromEntries(
    Object.entries({ B: 2, C: 3, D: 4, F: 7, G: 6, H: 8, L: 5, Y: 13, _: 14, b: 15, f: 16 }).map(
      ([name, part]) => [name, single((byte) => [byte], `iso-8859-${part}`)],
    ),
  ),
  // ISO 8859-9 is read as Windows' superset of it.
  M: single((byte) => [byte], 'windows-1254'),
};
const sets94x94: Readonly<Record<string, CharacterSet>> = {
  A: pairs([], 'gbk'),
  B: pairs([], 'euc-jp'),
  C: pairs([], 'euc-kr'),
  D: pairs([0x8f], 'euc-jp'),
};

function single(bytesOf: (byte: number) => number[], encoding: string): CharacterSet {
  return {
    width: 1,
    decode: ([byte = 0]) => new TextDecoder(encoding).decode(Uint8Array.from(bytesOf(byte))),
  };
}

function pairs(before: readonly number[], encoding: string): CharacterSet {
  return {
    width: 2,
    decode: (bytes) => new TextDecoder(encoding).decode(Uint8Array.from([...before, ...bytes])),
  };
}

/** The text, without control characters. Never throws. */
export function compoundText(bytes: Buffer): string {
  return new Reader(bytes).read();
}

class Reader {
  readonly #bytes: Buffer;
  #at = 0;
  #left = ascii;
  #right = latin1;
  #text = '';

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  read(): string {
    while (this.#at < this.#bytes.length) {
      const byte = this.#bytes[this.#at]!;
      if (byte === escape) this.#switch();
      else if (byte === csi) this.#skipDirection();
      else if ((byte & 0x7f) < 0x20 || byte === 0x7f) this.#at++;
      else this.#take(byte === 0x20 ? ascii : byte < 0x80 ? this.#left : this.#right);
    }
    return this.#text;
  }

  #take({ width, decode }: CharacterSet): void {
    const bytes = this.#bytes.subarray(this.#at, this.#at + width);
    this.#at += width;
    this.#text += bytes.length < width ? unknownCharacter : decode(bytes.map((byte) => byte | 0x80));
  }

  /** An escape sequence: bytes from 0x20 to 0x2f, and one more. */
  #switch(): void {
    let end = this.#at + 1;
    while (end < this.#bytes.length && this.#bytes[end]! >= 0x20 && this.#bytes[end]! <= 0x2f) end++;
    const kind = this.#bytes.toString('latin1', this.#at + 1, end);
    const last = this.#bytes.toString('latin1', end, end + 1);
    this.#at = end + 1;
    if (kind === '%' && last === 'G') this.#utf8();
    else if (kind === '%/') this.#extended();
    else if (kind === '(') this.#left = sets94[last] ?? unknown;
    else if (kind === ')') this.#right = sets94[last] ?? unknown;
    else if (kind === '-') this.#right = sets96[last] ?? unknown;
    else if (kind === '$(' || kind === '$') this.#left = sets94x94[last] ?? { ...unknown, width: 2 };
    else if (kind === '$)') this.#right = sets94x94[last] ?? { ...unknown, width: 2 };
  }

  #utf8(): void {
    const end = this.#bytes.indexOf('\u{1b}%@', this.#at, 'latin1');
    const stop = end < 0 ? this.#bytes.length : end;
    this.#text += this.#bytes.toString('utf8', this.#at, stop).replaceAll(/\p{Cc}/gu, '');
    this.#at = stop + 3;
  }

  /** A segment of another encoding: its length in two digits of 7 bits, the encoding's name, the text. */
  #extended(): void {
    const [high = 0, low = 0] = this.#bytes.subarray(this.#at, this.#at + 2);
    const begin = this.#at + 2;
    const end = begin + (high & 0x7f) * 0x80 + (low & 0x7f);
    const segment = this.#bytes.subarray(begin, end);
    const name = segment.indexOf(startOfText);
    this.#at = end;
    if (name >= 0) this.#text += decodedAs(segment.toString('latin1', 0, name), segment.subarray(name + 1));
  }

  /** CSI, a number, and `]`: text that runs the other way, which is for whoever shows it to see. */
  #skipDirection(): void {
    const end = this.#bytes.indexOf(']', this.#at, 'latin1');
    this.#at = end < 0 || end > this.#at + 2 ? this.#at + 1 : end + 1;
  }
}

function decodedAs(encoding: string, bytes: Buffer): string {
  try {
    return new TextDecoder(encoding).decode(bytes).replaceAll(/\p{Cc}/gu, '');
  } catch {
    return unknownCharacter;
  }
}
