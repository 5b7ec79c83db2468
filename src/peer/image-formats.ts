/** Formats and modifiers of images that both ends do, and the table of them that feedback hands out. */
import { addon } from '../native/addon.js';
import { OwnedFd } from '../native/fd.js';

/** DRM_FORMAT_MOD_INVALID. */
export const implicitModifier = 0x00ff_ffff_ffff_ffffn;
/** An entry of the format table: format, padding, modifier (linux-dmabuf-v1.xml, `format_table`). */
const entryBytes = 16;

export interface ImageFormat {
  /** A fourcc. */
  readonly format: number;
  readonly modifier: bigint;
}

export class ImageFormats implements Disposable {
  readonly #pairs: ImageFormat[] = [];
  #table: OwnedFd | undefined;

  get all(): readonly ImageFormat[] {
    return this.#pairs;
  }

  /** Formats without their modifiers, each once. */
  get formats(): number[] {
    return [...new Set(this.#pairs.map(({ format }) => format))];
  }

  /** Whether it was not there yet. */
  add(pair: ImageFormat): boolean {
    if (this.#pairs.some(({ format, modifier }) => format === pair.format && modifier === pair.modifier))
      return false;
    this.#pairs.push(pair);
    this.#table?.close();
    this.#table = undefined;
    return true;
  }

  /** A descriptor of the table, the caller's, and its size in bytes. */
  table(): { fd: OwnedFd; size: number } {
    const size = this.#pairs.length * entryBytes;
    this.#table ??= this.#makeTable(size);
    return { fd: new OwnedFd(addon.duplicate(this.#table.fd)), size };
  }

  /** All indices into the table, as the words of `tranche_formats`. */
  indices(): Uint8Array {
    return new Uint8Array(Uint16Array.from(this.#pairs, (_, i) => i).buffer);
  }

  [Symbol.dispose](): void {
    this.#table?.[Symbol.dispose]();
  }

  #makeTable(size: number): OwnedFd {
    const fd = new OwnedFd(addon.createMemfd('formats', size));
    const memory = addon.map(fd.fd, size, true);
    const words = new DataView(memory);
    const isLittle = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
    this.#pairs.forEach(({ format, modifier }, i) => {
      words.setUint32(i * entryBytes, format, isLittle);
      words.setBigUint64(i * entryBytes + 8, modifier, isLittle);
    });
    addon.unmap(memory);
    return fd;
  }
}
