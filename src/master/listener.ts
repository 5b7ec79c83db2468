/**
 * The socket that clients connect to: which name, whose file, and that it is gone afterwards.
 * A lock file beside it (held by flock(2), as libwayland does) says that the name is taken.
 */
import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  statSync,
  unlinkSync,
} from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { StartError, isSystemError, reasonOf } from '../errors.js';
import { addon } from '../native/addon.js';
import { OwnedFd } from '../native/fd.js';

/** Longest path that fits sockaddr_un. */
const maxPathBytes = 107;
const highestNumber = 99;
const backlog = 128;
/** Names of wrappers' own sockets, which end in a pid. */
const privateName = 'wayland-decant-';
/** The longest of them, with a slash. */
const longestNameBytes = `/${privateName}4194304-${highestNumber}`.length;

export interface Listener {
  readonly fd: OwnedFd;
  /** What a client puts into WAYLAND_DISPLAY. */
  readonly displayName: string;
  readonly path: string;
  /** Closes the socket and removes the files that were made for it. Idempotent. */
  close(): void;
}

/** The directory for socket names. Throws `StartError` if it is missing, another user's, or nothing fits in there. */
export function checkRuntimeDir(runtimeDir: string | undefined): string {
  if (!runtimeDir) throw new StartError('XDG_RUNTIME_DIR is not set: there is no place for the socket');
  if (!isAbsolute(runtimeDir)) throw new StartError(`XDG_RUNTIME_DIR is not an absolute path: ${runtimeDir}`);
  let owner: number;
  try {
    const stat = statSync(runtimeDir);
    if (!stat.isDirectory()) throw new StartError(`XDG_RUNTIME_DIR is not a directory: ${runtimeDir}`);
    owner = stat.uid;
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(`XDG_RUNTIME_DIR cannot be used: ${reasonOf(error)}`);
  }
  if (owner !== process.getuid?.())
    throw new StartError(`XDG_RUNTIME_DIR ${runtimeDir} belongs to user ${owner}, not to us`);
  try {
    accessSync(runtimeDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartError(`XDG_RUNTIME_DIR cannot be written: ${reasonOf(error)}`);
  }
  if (Buffer.byteLength(runtimeDir) > maxPathBytes - longestNameBytes)
    throw new StartError(`XDG_RUNTIME_DIR is too long for the names of sockets: ${runtimeDir}`);
  return runtimeDir;
}

/** The directory of a socket at an absolute path. Throws `StartError` where none can be made. */
export function checkSocketPath(path: string): string {
  const dir = dirname(path);
  try {
    accessSync(dir, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartError(`no socket can be made in ${dir}: ${reasonOf(error)}`);
  }
  if (Buffer.byteLength(path) > maxPathBytes)
    throw new StartError(`socket path is longer than ${maxPathBytes} bytes: ${path}`);
  return dir;
}

/**
 * Listens on `name`: a name under `runtimeDir` or an absolute path. Throws `StartError` if it is taken, can't be, or is
 * `hostPath`.
 */
export function listenOn(
  name: string,
  runtimeDir: string | undefined,
  hostPath: string | undefined,
): Listener {
  if (!isAbsolute(name) && name.includes('/')) throw new StartError(`socket name ${name} contains a slash`);
  const path = isAbsolute(name) ? name : join(checkRuntimeDir(runtimeDir), name);
  checkNotHost(path, hostPath);
  const lock = claim(path);
  if (!lock) throw new StartError(`socket ${path} is in use by another process`);
  return listenLocked(name, path, lock);
}

/** Listens on the first free `wayland-N`; never on `hostPath`. */
export function listenOnFreeName(runtimeDir: string | undefined, hostPath: string | undefined): Listener {
  const names = Array.from({ length: highestNumber + 1 }, (_, n) => `wayland-${n}`);
  return listenOnFirstFree(names, checkRuntimeDir(runtimeDir), hostPath);
}

function listenOnFirstFree(names: readonly string[], dir: string, hostPath: string | undefined): Listener {
  for (const name of names) {
    const path = join(dir, name);
    if (path === hostPath) continue;
    const lock = claim(path);
    if (lock) return listenLocked(name, path, lock);
  }
  throw new StartError(`no free name from ${names[0]} to ${names.at(-1)} in ${dir}`);
}

/** Listens on a name that only this process uses. Removes those of processes that were killed and could not. */
export function listenOnPrivateName(runtimeDir: string | undefined): Listener {
  const dir = checkRuntimeDir(runtimeDir);
  for (const name of readdirSync(dir)) {
    if (!new RegExp(`^${privateName}[0-9]+(-[0-9]+)?$`).test(name)) continue;
    const path = join(dir, name);
    const lock = lstatSync(path, { throwIfNoEntry: false })?.isSocket() ? claim(path) : undefined;
    if (lock) dropLock(path, lock);
  }
  return listenOnFirstFree(privateNames(), dir, undefined);
}

/** Processes of other pid namespaces may share the directory, and have the same pid. */
function privateNames(): string[] {
  const own = `${privateName}${addon.getpid()}`;
  return [own, ...Array.from({ length: highestNumber }, (_, n) => `${own}-${n + 1}`)];
}

/** A listening socket that a service manager opened. Its files are not ours to remove. */
export function adoptListener(fd: number, hostPath: string | undefined): Listener {
  if (!addon.isListeningUnixSocket(fd))
    throw new StartError(`descriptor ${fd} is not a listening Unix stream socket`);
  addon.setCloseOnExec(fd, true);
  addon.setNonBlocking(fd, true);
  const path = addon.socketPath(fd);
  checkNotHost(path, hostPath);
  const owned = new OwnedFd(fd);
  return { fd: owned, displayName: path, path, close: () => owned[Symbol.dispose]() };
}

function checkNotHost(path: string, hostPath: string | undefined): void {
  if (path !== '' && path === hostPath)
    throw new StartError(`socket ${path} is the host's: decant would be its own host`);
}

/** The lock on `path`, and no live socket there. `undefined` if someone else has either. Throws `StartError`. */
function claim(path: string): OwnedFd | undefined {
  if (Buffer.byteLength(path) > maxPathBytes) {
    throw new StartError(`socket path is longer than ${maxPathBytes} bytes: ${path}`);
  }
  const lock = lockBeside(path);
  if (!lock) return undefined;
  try {
    if (removeStale(path)) return lock;
  } catch (error) {
    dropLock(path, lock);
    throw error;
  }
  dropLock(path, lock);
  return undefined;
}

/** A lock whose file is still the one at the path: the last holder removes it, which may happen in between. */
function lockBeside(path: string): OwnedFd | undefined {
  const lockPath = `${path}.lock`;
  for (;;) {
    let fd: number;
    try {
      fd = openSync(lockPath, constants.O_CREAT | constants.O_RDWR | constants.O_NOFOLLOW, 0o660);
    } catch (error) {
      throw new StartError(`lock file ${lockPath} cannot be opened: ${reasonOf(error)}`);
    }
    if (!addon.lockFile(fd)) {
      closeSync(fd);
      return undefined;
    }
    if (fstatSync(fd).ino === statSync(lockPath, { throwIfNoEntry: false })?.ino) return new OwnedFd(fd);
    closeSync(fd);
  }
}

/** Removes a socket file that nobody listens on. Whether the path is free now. */
function removeStale(path: string): boolean {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat) return true;
  if (!stat.isSocket()) throw new StartError(`${path} exists and is not a socket`);
  try {
    addon.close(addon.connect(path));
    return false;
  } catch (error) {
    if (!isSystemError(error) || error.code !== 'ECONNREFUSED') return false;
  }
  unlinkSync(path);
  return true;
}

function listenLocked(displayName: string, path: string, lock: OwnedFd): Listener {
  let fd: OwnedFd;
  try {
    fd = new OwnedFd(addon.listen(path, backlog));
  } catch (error) {
    dropLock(path, lock);
    throw new StartError(`cannot listen on ${path}: ${reasonOf(error)}`);
  }
  const close = (): void => {
    if (fd.released) return;
    fd.close();
    unlinkIfThere(path);
    dropLock(path, lock);
  };
  return { fd, displayName, path, close };
}

function dropLock(path: string, lock: OwnedFd): void {
  unlinkIfThere(`${path}.lock`);
  lock.close();
}

function unlinkIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (!isSystemError(error) || error.code !== 'ENOENT') throw error;
  }
}
