/**
 * The guest's memory as its frontend shares it: regions of files, mapped, found by guest address or by address in the
 * frontend. Views last until the next change of the table: nobody keeps one. Addresses and lengths come from the guest, so
 * all of them are checked here. Not mapped is what the backend itself has given to the guest: a device has no use for it,
 * and whoever made that file could shorten it.
 */
import { fstatSync } from 'node:fs';
import { addon } from '../../src/native/addon.js';
import { QueueError, FrontendError } from './rules.js';
import { maxMemSlots } from './vhost-user.js';

/** One region of the table; all in bytes. */
export interface MemoryRegion {
  readonly guestAddress: number;
  readonly bytes: number;
  readonly frontendAddress: bigint;
  readonly fileOffset: number;
}

/** A piece of guest memory, by guest address. */
export interface GuestRange {
  readonly address: number;
  readonly bytes: number;
}

/** The most that is mapped at once: an ArrayBuffer has an end. */
const windowBytes = 2 ** 30;
const pageBytes = 4096;
/** What is aligned for the guest is aligned in a window. */
const wordBytes = 16;

interface MappedRegion extends MemoryRegion {
  /** Each of `windowBytes`, the last shorter; none if the region is not the guest's own memory. */
  readonly windows: readonly ArrayBuffer[];
}

export class GuestMemory {
  #regions: readonly MappedRegion[] = [];
  readonly #isOurs: (fd: number) => boolean;

  /** `isOurs` knows files that the backend has given to the guest. */
  constructor(isOurs: (fd: number) => boolean) {
    this.#isOurs = isOurs;
  }

  /** Maps a region of `fd`, which stays the caller's. Throws `FrontendError` for one that cannot be. */
  add(region: MemoryRegion, fd: number): void {
    if (this.#regions.length >= maxMemSlots)
      throw new FrontendError(`more than ${maxMemSlots} memory regions`);
    const { guestAddress, bytes, fileOffset } = region;
    const end = guestAddress + bytes;
    if (
      bytes === 0 ||
      guestAddress % wordBytes !== 0 ||
      !Number.isSafeInteger(end) ||
      !Number.isSafeInteger(fileOffset + bytes)
    )
      throw new FrontendError(`memory region of ${bytes} bytes at ${guestAddress}`);
    if (
      this.#regions.some(
        (other) => guestAddress < other.guestAddress + other.bytes && other.guestAddress < end,
      )
    )
      throw new FrontendError(`memory region at ${guestAddress} overlaps another`);
    const windows = this.#isOurs(fd) ? [] : mapWindows(region, fd);
    this.#regions = [...this.#regions, { ...region, windows }];
  }

  /** Unmaps a region. Throws `FrontendError` if there is none. */
  remove({ guestAddress, bytes, frontendAddress }: MemoryRegion): void {
    const same = (each: MemoryRegion): boolean =>
      each.guestAddress === guestAddress && each.bytes === bytes && each.frontendAddress === frontendAddress;
    const found = this.#regions.find(same);
    if (!found) throw new FrontendError(`no memory region at ${guestAddress}`);
    this.#regions = this.#regions.filter((each) => each !== found);
    found.windows.forEach((each) => addon.unmap(each));
  }

  /** Unmaps all. */
  clear(): void {
    for (const { windows } of this.#regions) windows.forEach((each) => addon.unmap(each));
    this.#regions = [];
  }

  /** The guest address of an address in the frontend. Throws `FrontendError` if no region has it. */
  guestAddressOf(address: bigint): number {
    for (const { frontendAddress, bytes, guestAddress } of this.#regions)
      if (address >= frontendAddress && address < frontendAddress + BigInt(bytes))
        return guestAddress + Number(address - frontendAddress);
    throw new FrontendError(`address ${address} of the frontend is in no memory region`);
  }

  /** A view of guest memory that does not reach beyond a window. Throws `QueueError` if it is not memory. */
  view(address: number, bytes: number): DataView {
    const [buffer, offset, room] = this.#find(address);
    if (bytes > room) throw new QueueError(`guest memory at ${address} has ${room} bytes, not ${bytes}`);
    return new DataView(buffer, offset, bytes);
  }

  /** Copies guest memory out. */
  read(address: number, bytes: number): Uint8Array {
    const target = new Uint8Array(bytes);
    this.#pieces(address, bytes, (piece, at) => target.set(piece, at));
    return target;
  }

  /** Copies into guest memory. */
  write(address: number, source: Uint8Array): void {
    this.#pieces(address, source.length, (piece, at) => piece.set(source.subarray(at, at + piece.length)));
  }

  /** Copies into ranges one after the other, as far as they go: how many bytes. */
  scatter(ranges: readonly GuestRange[], source: Uint8Array): number {
    let done = 0;
    for (const { address, bytes } of ranges) {
      const part = source.subarray(done, done + bytes);
      this.write(address, part);
      done += part.length;
      if (done === source.length) break;
    }
    return done;
  }

  #pieces(address: number, bytes: number, take: (piece: Uint8Array, at: number) => void): void {
    for (let done = 0; done < bytes;) {
      const [buffer, offset, room] = this.#find(address + done);
      const length = Math.min(room, bytes - done);
      take(new Uint8Array(buffer, offset, length), done);
      done += length;
    }
  }

  /** The window of an address, the place in it, and what is left of it. */
  #find(address: number): [buffer: ArrayBuffer, offset: number, room: number] {
    for (const { guestAddress, bytes, windows } of this.#regions) {
      const at = address - guestAddress;
      if (!(at >= 0 && at < bytes) || windows.length === 0) continue;
      const buffer = windows[Math.floor(at / windowBytes)]!;
      const offset = at % windowBytes;
      return [buffer, offset, buffer.byteLength - offset];
    }
    throw new QueueError(`guest address ${address} is no memory`);
  }
}

function mapWindows({ bytes, fileOffset }: MemoryRegion, fd: number): ArrayBuffer[] {
  if (fileOffset % pageBytes !== 0) throw new FrontendError(`file offset ${fileOffset} is within a page`);
  const { size } = fstatSync(fd);
  if (fileOffset + bytes > size)
    throw new FrontendError(`a file of ${size} bytes has no ${bytes} at ${fileOffset}`);
  const windows: ArrayBuffer[] = [];
  try {
    for (let at = 0; at < bytes; at += windowBytes)
      windows.push(addon.map(fd, Math.min(windowBytes, bytes - at), true, fileOffset + at));
  } catch (error) {
    windows.forEach((each) => addon.unmap(each));
    throw error;
  }
  return windows;
}
