/** Parts of vhost-user payloads, with their lengths checked: `FrontendError` for one that is too short. */
import type { OwnedFd } from '../../src/native/fd.js';
import type { MemoryRegion } from './memory.js';
import type { Message } from './message-stream.js';
import { FrontendError } from './rules.js';
import { regionBytes } from './vhost-user.js';

/** 32 bits. */
export function wordAt(payload: DataView, at: number): number {
  checkLength(payload, at + 4);
  return payload.getUint32(at, true);
}

/** 64 bits. */
export function longAt(payload: DataView, at: number): bigint {
  checkLength(payload, at + 8);
  return payload.getBigUint64(at, true);
}

/** A memory region; what is too large for a number is no region and is refused by whoever adds it. */
export function regionAt(payload: DataView, at: number): MemoryRegion {
  checkLength(payload, at + regionBytes);
  return {
    guestAddress: Number(longAt(payload, at)),
    bytes: Number(longAt(payload, at + 8)),
    frontendAddress: longAt(payload, at + 16),
    fileOffset: Number(longAt(payload, at + 24)),
  };
}

/** The one descriptor that must have come with a message; it stays the message's. */
export function onlyFd({ fds, request }: Message): OwnedFd {
  const [fd] = fds;
  if (!fd || fds.length !== 1) throw new FrontendError(`request ${request} with ${fds.length} descriptors`);
  return fd;
}

/** An answer of 64 bits. */
export function long(value: bigint): Uint8Array {
  return new Uint8Array(BigUint64Array.of(value).buffer);
}

/** Throws `FrontendError` for a payload of less than `bytes` bytes. */
export function checkLength(payload: DataView, bytes: number): void {
  if (payload.byteLength < bytes)
    throw new FrontendError(`a payload of ${payload.byteLength} bytes where ${bytes} are due`);
}
