/**
 * Lets the fuzzer's prebuilt binary load where the C library is older than the one it was linked with (Debian 12): a
 * copy asks for the newer versions weakly, and `older-libc.c`, preloaded, has the few functions meant. To be
 * preloaded by node (`--import`). What is installed stays untouched.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const folder = join(import.meta.dirname, '../../../.fuzz');
const newerVersions = ['GLIBC_2.38', 'GLIBCXX_3.4.32'];
/** elf.h: SHT_GNU_verneed, VER_FLG_WEAK. */
const verneedSection = 0x6ffffffe;
const weakFlag = 2;

/** The binary `elf` (64 bits, little-endian) with the versions in `names` wanted weakly. */
export function withWeakVersions(elf: Buffer, names: readonly string[]): Buffer {
  const patched = Buffer.from(elf);
  const [table, entrySize, count] = [
    Number(elf.readBigUInt64LE(40)),
    elf.readUInt16LE(58),
    elf.readUInt16LE(60),
  ];
  const section = (i: number) => {
    const at = table + i * entrySize;
    return {
      type: elf.readUInt32LE(at + 4),
      offset: Number(elf.readBigUInt64LE(at + 24)),
      link: elf.readUInt32LE(at + 40),
    };
  };
  for (let i = 0; i < count; i++) {
    const { type, offset, link } = section(i);
    if (type !== verneedSection) continue;
    const strings = section(link).offset;
    for (const aux of versionsFrom(elf, offset)) {
      const start = strings + elf.readUInt32LE(aux + 8);
      const name = elf.toString('latin1', start, elf.indexOf(0, start));
      if (names.includes(name)) patched.writeUInt16LE(elf.readUInt16LE(aux + 4) | weakFlag, aux + 4);
    }
  }
  return patched;
}

/** Where the entries (Elf64_Vernaux) are of all the files (Elf64_Verneed) that begin at `offset`. */
function* versionsFrom(elf: Buffer, offset: number): Generator<number> {
  for (let file = offset; ;) {
    let aux = file + elf.readUInt32LE(file + 8);
    for (let left = elf.readUInt16LE(file + 2); left > 0; left--) {
      yield aux;
      aux += elf.readUInt32LE(aux + 12);
    }
    const next = elf.readUInt32LE(file + 12);
    if (next === 0) return;
    file += next;
  }
}

const open = process.dlopen.bind(process);
process.dlopen = (module: object, filename: string, ...rest: []): void => {
  const name = basename(filename);
  if (!name.startsWith('fuzzer-')) {
    open(module, filename, ...rest);
    return;
  }
  mkdirSync(folder, { recursive: true });
  const copy = join(folder, name);
  // Another fuzzer may run from the file that is there: it must keep its own.
  const fresh = `${copy}.${process.pid}`;
  writeFileSync(fresh, withWeakVersions(readFileSync(filename), newerVersions));
  renameSync(fresh, copy);
  open(module, copy, ...rest);
};
