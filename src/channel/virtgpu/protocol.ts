/**
 * The cross-domain protocol of virtio-gpu: numbers and layouts (rutabaga's cross_domain_protocol.rs). A message is at most
 * a page; all words are little-endian, which is how they lie here. Data only.
 */

/** The page of each ring, and the longest message, in bytes. */
export const pageBytes = 4096;

export const capabilitySet = 5;
/** `VIRTGPU_PARAM_SUPPORTED_CAPSET_IDs` of virtgpu_drm.h: a bit for each set. */
export const capabilitySetsParameter = 7;
/** Rings of the context: answers to queries, and what comes through the channel. */
export const rings = { none: -1, query: 0, channel: 1 } as const;
/** Bits of the second word of the capabilities are `1 << channelType`. */
export const channelType = { wayland: 1 } as const;

export const commands = {
  init: 1,
  imageRequirements: 2,
  poll: 3,
  send: 4,
  receive: 5,
  read: 6,
  write: 7,
} as const;

export const identifiers = { blob: 1, readPipe: 3, writePipe: 4 } as const;
/** Read pipes are numbered by both sides, each on its own: the host refuses any other number. */
export const firstReadPipe = 0x80000001;

/** Sizes of fixed parts, in bytes. */
export const sizes = { imageRequirements: 24, poll: 16, pipe: 24 } as const;
/**
 * INIT goes by its size. 20 bytes is what all hosts with two pages take that are known; 36 has the identity of a socket
 * behind it, 24 the version of libkrun's protocol. (One of 16 knows one page only, on which answers would meet messages.)
 */
export const initSizes = [20, 36, 24] as const;
export type InitSize = (typeof initSizes)[number];
/** The version that INIT of 24 bytes names. */
export const libkrunVersion = 1;

/** Where the words of a SEND or RECEIVE are, and how long its fixed part is, in bytes. */
export interface TransferLayout {
  readonly identifiers: number;
  readonly bytes: number;
  readonly ids: number;
  readonly types: number;
  readonly sizes: number;
}

const transferOf = (identifiers: number): TransferLayout => ({
  identifiers,
  bytes: (4 + 3 * identifiers) * 4,
  ids: 4,
  types: 4 + identifiers,
  sizes: 4 + 2 * identifiers,
});

/** Of hosts since 2024 (crosvm R123), and of those before. */
export const transfers = { now: transferOf(28), before: transferOf(4) } as const;
/** Places of the words that are the same in both. */
export const transfer = { count: 2, length: 3 } as const;
/** The most bytes of one SEND, and of one READ or WRITE. */
export const transferBytes = pageBytes - transfers.now.bytes;
export const pipeBytes = pageBytes - sizes.pipe;
/** The most bytes that fit between where the data of either layout begin: such a SEND can be for both. */
export const eitherBytes = transfers.now.bytes - transfers.before.bytes;

/** Places of words in a READ or WRITE. */
export const pipe = { id: 2, hangUp: 3, length: 4 } as const;
/** Places of words in the answer to an image query; the size takes two. */
export const image = { strides: 0, offsets: 4, size: 10, blobId: 12 } as const;

/** GBM_BO_USE_SCANOUT and GBM_BO_USE_LINEAR (gbm.h). */
export const linearScanout = 1 | 16;
