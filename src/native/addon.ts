/**
 * The typed face of the C++ addon, and its only importer.
 * Everything here is one system call or a short, fixed sequence of them. Failed calls throw a `SystemError`
 * (`code`, `errno`, `syscall`), except "would block", which is the return value `-1`.
 * Descriptors are plain numbers on this level; `fd.ts` gives them an owner.
 */
import { loadNative } from './native-module.js';

/** Room that `receive` needs for descriptors: SCM_MAX_FD (253), and their count. */
export const fdSlots = 254;

/** Bits of `Poll`. `disconnect` is only ever reported together with a request for it (EPOLLRDHUP). */
export const pollEvents = { readable: 1, writable: 2, disconnect: 4 } as const;

/**
 * Watches one descriptor in the event loop (uv_poll_t), which makes it non-blocking. Does not own the descriptor.
 * An error (a reset, EPOLLERR) is reported as `readable` beside what was asked for, so that the next receive or send
 * meets it; it is reported again only while there is something to read or write, or after `update`.
 */
export interface Poll {
  /** Waits for `events` (bits of `pollEvents`); 0 waits for nothing and keeps the handle. */
  update(events: number): void;
  /** Ends the watch; idempotent. Call it before the descriptor is closed. */
  close(): void;
  /** `false`: the watch does not keep the event loop alive. */
  setRef(on: boolean): void;
}

export interface PeerCredentials {
  readonly pid: number;
  readonly uid: number;
  readonly gid: number;
}

/** How a process ended: exactly one of the two is set. */
export interface ExitStatus {
  readonly code?: number;
  /** Signal number. */
  readonly signal?: number;
}

export interface SpawnOptions {
  /** `argv[0]` is looked up in PATH of `env` when it has no slash. */
  readonly argv: readonly string[];
  /** `NAME=value` each. */
  readonly env: readonly string[];
  /** Pairs of descriptor in the child, descriptor here; all others are closed in the child, except 0, 1 and 2. */
  readonly fds?: readonly (readonly [number, number])[];
}

/** A received signal: `code` is `si_code` of siginfo_t (0 `SI_USER`, 128 `SI_KERNEL`), `pid` the sender's. */
export type SignalCallback = (signal: number, code: number, pid: number) => void;

/**
 * A set of pixels as rectangles, in 32-bit integers: what reaches beyond is cut off. More than 256 rectangles become
 * their extents.
 */
export interface Region {
  /** Adds a rectangle; nothing for a width or height that is not positive. */
  add(x: number, y: number, width: number, height: number): void;
  addRegion(other: Region): void;
  /** Cuts off all that is outside of the rectangle. */
  intersect(x: number, y: number, width: number, height: number): void;
  clear(): void;
  isEmpty(): boolean;
  /** Fills `out` with left, top, right, bottom of each box, as far as there is room. The count of all. */
  boxes(out: Int32Array): number;
}

/** A shared mapping that JavaScript does not see into. Unmapped by `release` or with the object. */
export interface Memory {
  /** In bytes; 0 once released. */
  readonly length: number;
  /** Unmaps at once; idempotent. */
  release(): void;
}

/**
 * A DRM node of the virtio-gpu driver, open for one context: virtgpu.h. All but `wait` are ioctls. Handles are held by
 * whoever got them, until `release`; the same buffer has the same handle, which is closed when its last holder lets go.
 */
export interface VirtgpuDevice {
  /** For the event loop; readable when an event is there. The device keeps it. */
  readonly fd: number;
  /** Handles that are open. */
  readonly handleCount: number;
  /** Name of the kernel's driver. Throws ENOTTY for what is no DRM node. */
  driver(): string;
  /** `undefined` for one that kernel or host does not have. */
  parameter(number: number): number | undefined;
  /** The first four words of a capability set. Throws EINVAL for one that the host does not have. */
  capabilities(set: number): [number, number, number, number];
  /** Makes the context, of `rings` rings of which those in the mask `polled` raise events. Once. */
  initContext(set: number, rings: number, polled: number): void;
  /** Memory that the host sees, mapped as by `map`. */
  createShared(bytes: number): [handle: number, resource: number, memory: ArrayBuffer];
  /** A descriptor of the host's blob `id`, of exactly that size. */
  openBlob(id: number, bytes: number): number;
  /** The buffer behind a descriptor; `memory` as `blob_mem` of virtgpu_drm.h. Throws for one that is none of this device. */
  import(fd: number): [handle: number, resource: number, memory: number];
  release(handle: number): void;
  /** Submits the command `buffer[start, end)`; `ring` -1: on none; `handle` 0: without a buffer to wait for. */
  execute(buffer: Uint8Array, start: number, end: number, ring: number, handle: number): void;
  /** Blocks until no command uses the buffer any more; false if that takes longer than `limitMs`. */
  wait(handle: number, limitMs: number): boolean;
  /** Reads an event: its type, 0 at the end of the node, -1 if there is none. */
  readEvent(): number;
  /** Closes the node, its context and all handles; what is mapped stays. Idempotent. */
  close(): void;
}

/** Results of `copyDamage` that are no count. What is missing of that memory reads as zero from now on. */
export const sourceTruncated = -1;
export const targetTruncated = -2;

export interface Addon {
  /** Closes a descriptor; EINTR counts as closed. Throws EBADF if it is not open: a second close is a bug. */
  close(fd: number): void;
  /** Duplicates with close-on-exec. */
  duplicate(fd: number): number;
  setCloseOnExec(fd: number, on: boolean): void;
  setNonBlocking(fd: number, on: boolean): void;

  /** Two connected stream sockets, close-on-exec and non-blocking. */
  socketPair(): [number, number];
  /**
   * SO_SNDBUF: how much may be on its way from a socket, in bytes as the kernel counts them. It takes no more than
   * net.core.wmem_max, and doubles it for its own. Returns what it is now.
   */
  setSendBuffer(fd: number, bytes: number): number;
  /**
   * A listening Unix stream socket, close-on-exec and non-blocking. `path` may be abstract (`@name`).
   * Throws ENAMETOOLONG for more than 107 bytes, EADDRINUSE if the file exists.
   */
  listen(path: string, backlog: number): number;
  /**
   * A connected Unix stream socket, close-on-exec and non-blocking afterwards. The connect itself blocks while the
   * listener's backlog is full; it throws EAGAIN then if `waits` is false.
   */
  connect(path: string, waits?: boolean): number;
  /** The next connection, close-on-exec and non-blocking; -1 if there is none (or it was aborted). */
  accept(fd: number): number;
  /** SO_PEERCRED of a connected Unix socket. */
  peerCredentials(fd: number): PeerCredentials;
  /** Whether the descriptor is a listening Unix stream socket (SO_ACCEPTCONN, SO_DOMAIN, SO_TYPE). */
  isListeningUnixSocket(fd: number): boolean;
  /** The path a Unix socket is bound to; '' if none, `@name` if abstract. */
  socketPath(fd: number): string;
  /**
   * recvmsg(2) into `buffer[offset, offset + length)`. Returns bytes read, 0 at end of file, -1 for would-block.
   * Received descriptors (close-on-exec) are put into `fds[1]…`, their count into `fds[0]`; `fds` has room for `fdSlots`.
   * A truncated control message (MSG_CTRUNC: too many descriptors, or none left in this process) closes what came
   * and throws EMFILE. Throws EINVAL for a `length` of 0, which would look like the end of file.
   */
  receive(fd: number, buffer: Uint8Array, offset: number, length: number, fds: Int32Array): number;
  /**
   * sendmsg(2) of `buffer[start, end)` with the first `fdCount` entries of `fds` attached to the first byte.
   * Returns bytes taken by the kernel (the descriptors went with them if it is > 0), -1 for would-block.
   * Never raises SIGPIPE, never closes a descriptor.
   */
  send(
    fd: number,
    buffer: Uint8Array,
    start: number,
    end: number,
    fds: Int32Array | null,
    fdCount: number,
  ): number;

  /** The virtwl device at `path`: virtwl.h. Descriptors that it makes are close-on-exec; all calls below are ioctls. */
  openVirtwl(path: string): number;
  /** A connection to the host's compositor, non-blocking. */
  newVirtwlContext(device: number): number;
  /** Memory of at least `size` bytes that the host can see. */
  newVirtwlMemory(device: number, size: number): number;
  /** One end of a pipe, non-blocking; the other goes to the host when this one is sent, once. */
  newVirtwlPipe(device: number, readable: boolean): number;
  /**
   * An image of the host's: descriptor, then stride and offset in bytes of each of three planes. `format` is a fourcc.
   * Throws ENOTTY where the host has none.
   */
  newVirtwlImage(
    device: number,
    width: number,
    height: number,
    format: number,
  ): [fd: number, stride0: number, offset0: number, ...planes: number[]];
  /** As `receive`, `fds` with room for `fdSlots`, too, from a transaction or several; with -1 descriptors may have come. */
  receiveVirtwl(context: number, buffer: Uint8Array, offset: number, length: number, fds: Int32Array): number;
  /** As `send`, one transaction: at most 3980 bytes are taken. Throws EINVAL for a descriptor of other origin. */
  sendVirtwl(
    context: number,
    buffer: Uint8Array,
    start: number,
    end: number,
    fds: Int32Array | null,
    fdCount: number,
  ): number;
  /** Begins or ends writing to an image. */
  syncVirtwlWrite(image: number, begin: boolean): void;

  /**
   * Whether nothing draws into a dmabuf any more, or a fence (sync_file) has been signalled. Until then `Poll` does not
   * report the descriptor as readable.
   */
  isDrawn(fd: number): boolean;
  /** Begins or ends writing to a dmabuf through a mapping; waits for hardware that uses it. Throws ENOTTY for other files. */
  syncDmaBufWrite(fd: number, begin: boolean): void;

  /** A pipe: reading end and writing end, close-on-exec, blocking. */
  pipe(): [number, number];
  /** read(2) into `buffer[start, end)`: bytes, 0 at the end, -1 for would-block. */
  read(fd: number, buffer: Uint8Array, start: number, end: number): number;
  /** write(2) of `buffer[start, end)`: bytes taken, -1 for would-block. Throws EPIPE when nobody reads any more. */
  write(fd: number, buffer: Uint8Array, start: number, end: number): number;

  /** A memfd, close-on-exec, of `size` bytes; sealable. */
  createMemfd(name: string, size: number): number;
  /**
   * Maps `length` bytes of `fd` from `offset` on (0), shared, read-only unless `writable`. Unmapped by `unmap` or with
   * the ArrayBuffer. Throws EINVAL for a length that is not positive and an offset within a page, ENOMEM for 4 GiB or more.
   */
  map(fd: number, length: number, writable: boolean, offset?: number): ArrayBuffer;
  /** Unmaps at once and detaches the ArrayBuffer. Throws EINVAL if `map` did not make it. */
  unmap(memory: ArrayBuffer): void;
  /** flock(LOCK_EX | LOCK_NB): whether the lock is ours now. */
  lockFile(fd: number): boolean;

  /**
   * fork(2) with everything that Node and V8 need around it (see fork.h). Returns the child's pid, 0 in the child,
   * where all watches and signal handlers of the parent are already gone. Throws EAGAIN or ENOMEM.
   */
  fork(): number;
  /** posix_spawn(3) with default signal handlers and an empty signal mask. Returns the pid; errors have syscall `spawn`. */
  spawn(options: SpawnOptions): number;
  /** waitpid(WNOHANG) of one child; `undefined` while it runs. Throws ECHILD. */
  waitpid(pid: number): ExitStatus | undefined;
  kill(pid: number, signal: number): void;
  /** The true pid: `process.pid` is the parent's in a forked child. */
  getpid(): number;
  getppid(): number;
  /** _exit(2): no exit handlers, no destructors. */
  exitNow(code: number): never;
  /** Ends this process by `signal` with its default action, without a core file. Returns only if it was ignored. */
  dieBySignal(signal: number): void;
  /**
   * Unless called again before, the process prints `text` after `seconds` and ends with `status`, whatever system call it
   * waits in. 0 seconds take that back. Not in children of `fork`. Throws EINVAL for more than 1024 bytes.
   */
  limitTime(seconds: number, text: string, status: number): void;
  /** Raises the soft limit of open descriptors to the hard one; returns the soft limit there was before. */
  raiseDescriptorLimit(): number;
  /** Sets RLIMIT_NOFILE's soft limit. */
  setDescriptorLimit(soft: number): void;
  /** malloc_trim(3): gives whole pages of freed memory back to the system. */
  trimMemory(): void;
  /** prctl(PR_SET_NAME): at most 15 bytes are kept. */
  setProcessName(name: string): void;
  /**
   * Calls back in the event loop for each of `signals` received from now on; replaces an earlier call's set.
   * Signals no longer in the set get their default action back. Takes the place of Node's handlers, except libuv's
   * for SIGCHLD, which is called too. Does not keep the event loop alive.
   */
  watchSignals(signals: readonly number[], callback: SignalCallback): void;

  /** One datagram to a service manager (sd_notify(3)): `address` is a path or `@abstract`. */
  notify(address: string, state: string): void;

  /** `shape`: a window's, of up to 4096 rectangles; else of up to 256. With more it is the box around them. */
  readonly Region: new (shape?: boolean) => Region;
  /** Maps `length` bytes of `fd`, read-only unless `writable`. A file shorter than that is found out by `copyDamage`. */
  readonly Memory: new (fd: number, length: number, writable: boolean) => Memory;
  /**
   * Copies the pixels in `damage`, clipped to the images, and returns how many bytes that were, or one of the above.
   * Layouts: width, height, then of each plane offset and stride in bytes, bytes of a sample, and how many times a
   * sample's width and height double a pixel's. Throws EINVAL for an image that does not lie within its memory, and for two
   * that differ in more than offsets and strides.
   */
  copyDamage(
    damage: Region,
    source: Memory,
    sourceLayout: Uint32Array,
    target: Memory,
    targetLayout: Uint32Array,
  ): number;
  /**
   * Makes the pixels in `damage` clear where they are outside of `shape`, and opaque where they are inside if `opaque`. The
   * image's one plane is argb8888. Returns 0 or `targetTruncated`; throws EINVAL for another image.
   */
  maskImage(damage: Region, shape: Region, opaque: boolean, memory: Memory, layout: Uint32Array): number;

  /** Opens the node at `path` without looking whose it is. */
  readonly VirtgpuDevice: new (path: string) => VirtgpuDevice;

  readonly Poll: new (fd: number, callback: (events: number) => void) => Poll;
}

/** The addon, built by `npm run build:addon`. */
export const addon: Addon = loadNative('decant_addon') as Addon;
