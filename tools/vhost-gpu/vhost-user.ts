/**
 * The vhost-user protocol (QEMU, docs/interop/vhost-user.rst): numbers and layouts, as far as this backend uses them. All
 * words are little-endian. Data only.
 */

/** In front of every message: request, flags, bytes of the payload. */
export const headerBytes = 12;
/** No message that a frontend has is longer. */
export const maxPayloadBytes = 4096;

/** Bits of the flags; the lowest two are the version. */
export const flags = { version: 1, reply: 4, needReply: 8 } as const;

/** Requests of the frontend. */
export const requests = {
  getFeatures: 1,
  setFeatures: 2,
  setOwner: 3,
  setMemTable: 5,
  setVringNum: 8,
  setVringAddr: 9,
  setVringBase: 10,
  getVringBase: 11,
  setVringKick: 12,
  setVringCall: 13,
  setVringErr: 14,
  getProtocolFeatures: 15,
  setProtocolFeatures: 16,
  getQueueNum: 17,
  setVringEnable: 18,
  setBackendReqFd: 21,
  getConfig: 24,
  setConfig: 25,
  resetDevice: 34,
  getMaxMemSlots: 36,
  addMemReg: 37,
  remMemReg: 38,
  getShmemConfig: 44,
} as const;

/** Requests of the backend, on the channel that SET_BACKEND_REQ_FD gave it. */
export const backendRequests = { shmemMap: 9, shmemUnmap: 10 } as const;

/** Feature bits of virtio's own that matter here. */
export const features = {
  indirectDesc: 1n << 28n,
  protocolFeatures: 1n << 30n,
  version1: 1n << 32n,
} as const;

/** Bits of the protocol features. SHMEM has this number since QEMU 11. */
export const protocolFeatures = {
  mq: 1n << 0n,
  replyAck: 1n << 3n,
  backendReq: 1n << 5n,
  config: 1n << 9n,
  backendSendFd: 1n << 10n,
  resetDevice: 1n << 13n,
  configureMemSlots: 1n << 15n,
  shmem: 1n << 22n,
} as const;

/** A memory region: guest address, bytes, address in the frontend, offset in the file; each of 64 bits. */
export const regionBytes = 32;
/** Regions follow the count of them and padding in SET_MEM_TABLE, padding alone in ADD_MEM_REG and REM_MEM_REG. */
export const regionsAt = 8;
/** What a frontend may have at a time: QEMU's own limit is 512. */
export const maxMemSlots = 512;

/** SET_VRING_KICK, _CALL, _ERR: the vring's number, and whether no descriptor came. */
export const vringFd = { index: 0xffn, none: 1n << 8n } as const;
/** SET_VRING_ADDR: index, flags, then addresses in the frontend, each of 64 bits; the log is not used. */
export const vringAddr = { descriptors: 8, used: 16, available: 24 } as const;

/** GET_CONFIG: offset, size, flags; then the bytes. */
export const configBytes = 12;
/** GET_SHMEM_CONFIG: count, padding, then a size for each of 256 identifiers. */
export const shmemConfig = { sizesAt: 8, regions: 256 } as const;
/** SHMEM_MAP and SHMEM_UNMAP: identifier in 8 bytes, then offset in the file, offset in the region, length, flags. */
export const shmemRange = {
  bytes: 40,
  fileOffset: 8,
  offset: 16,
  length: 24,
  flags: 32,
  writable: 1n,
} as const;
