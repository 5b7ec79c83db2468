/**
 * The cross-domain protocol of virtio-gpu: numbers and layouts (rutabaga's cross_domain_protocol.rs), as hosts since 2024
 * have them, with 28 identifiers. A message is at most a page; all words are little-endian, which is how they lie here.
 * Data only.
 */

/** The page of each ring, and the longest message, in bytes. */
export const pageBytes = 4096;

export const capabilitySet = 5;
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
export const maxIdentifiers = 28;
/** Read pipes are numbered by both sides, each on its own: the host refuses any other number. */
export const firstReadPipe = 0x80000001;

/** Sizes of fixed parts, in bytes. INIT of 20 is what every host with 28 identifiers understands. */
export const sizes = { init: 20, imageRequirements: 24, poll: 16, transfer: 352, pipe: 24 } as const;
/** The most bytes of one SEND or RECEIVE, and of one READ or WRITE. */
export const transferBytes = pageBytes - sizes.transfer;
export const pipeBytes = pageBytes - sizes.pipe;

/** Places of words in a SEND or RECEIVE. */
export const transfer = { count: 2, length: 3, ids: 4, types: 32, sizes: 60 } as const;
/** Places of words in a READ or WRITE. */
export const pipe = { id: 2, hangUp: 3, length: 4 } as const;
/** Places of words in the answer to an image query; the size takes two. */
export const image = { strides: 0, offsets: 4, size: 10, blobId: 12 } as const;

/** GBM_BO_USE_SCANOUT and GBM_BO_USE_LINEAR (gbm.h). */
export const linearScanout = 1 | 16;
