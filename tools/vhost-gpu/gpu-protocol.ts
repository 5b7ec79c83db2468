/**
 * virtio-gpu (VIRTIO 1.3, 5.7; virtio_gpu.h of Linux): numbers and layouts, as far as a cross-domain device has them. All
 * words are little-endian. Data only.
 */

/** Virtio feature bits. Without VIRGL, Linux makes no contexts. */
export const features = {
  virgl: 1n << 0n,
  resourceUuid: 1n << 2n,
  resourceBlob: 1n << 3n,
  contextInit: 1n << 4n,
} as const;

/** Queues, by number. */
export const queues = { control: 0, cursor: 1, count: 2 } as const;
/** Configuration space: events_read, events_clear, num_scanouts, num_capsets. */
export const configBytes = 16;
/** The shared memory region into which host blobs are mapped (VIRTIO_GPU_SHM_ID_HOST_VISIBLE). */
export const hostVisibleRegion = 1;

/** In front of every command and response: type, flags, fence id (64 bits), context, ring, padding. */
export const header = { bytes: 24, type: 0, flags: 4, fence: 8, context: 16, ring: 20 } as const;
export const headerFlags = { fence: 1, ringIndex: 2 } as const;

export const commands = {
  getDisplayInfo: 0x100,
  resourceUnref: 0x102,
  getCapsetInfo: 0x108,
  getCapset: 0x109,
  resourceAssignUuid: 0x10b,
  resourceCreateBlob: 0x10c,
  contextCreate: 0x200,
  contextDestroy: 0x201,
  contextAttachResource: 0x202,
  contextDetachResource: 0x203,
  submit3d: 0x207,
  resourceMapBlob: 0x208,
  resourceUnmapBlob: 0x209,
} as const;

export const responses = {
  ok: 0x1100,
  displayInfo: 0x1101,
  capsetInfo: 0x1102,
  capset: 0x1103,
  resourceUuid: 0x1105,
  mapInfo: 0x1106,
  unspecified: 0x1200,
  outOfMemory: 0x1201,
  invalidResource: 0x1203,
  invalidContext: 0x1204,
  invalidParameter: 0x1205,
} as const;
export type ErrorResponse = 0x1200 | 0x1201 | 0x1203 | 0x1204 | 0x1205;

/** 16 scanouts of 24 bytes. */
export const displayInfoBytes = 16 * 24;

/** RESOURCE_CREATE_BLOB: places after the header, of its fixed part, and an entry of guest memory (address, length). */
export const createBlob = {
  bytes: 32,
  id: 0,
  memory: 4,
  entries: 12,
  blobId: 16,
  size: 24,
  entryBytes: 16,
} as const;
export const blobMemory = { guest: 1, host3d: 2 } as const;
/** CTX_CREATE: length of the name, the capability set in the lowest byte, the name. */
export const contextCreate = { bytes: 72, nameLength: 0, init: 4, name: 8, nameBytes: 64 } as const;
/** RESOURCE_MAP_BLOB: resource, padding, offset in the region. */
export const mapBlob = { bytes: 16, id: 0, offset: 8 } as const;
/** How the guest may cache a mapping. */
export const mapCached = 1;
