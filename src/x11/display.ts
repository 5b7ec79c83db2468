/**
 * An X display that is ours: its number, the lock file that says so, and its two sockets. Programs can connect from now
 * on; who serves them, and when, is the caller's. All files go with `close`.
 */
import { chmodSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { StartError, isSystemError, reasonOf } from '../errors.js';
import { addon } from '../native/addon.js';
import { OwnedFd } from '../native/fd.js';

/** Fixed by the X library, not by TMPDIR. */
const directory = '/tmp/.X11-unix';
const lockPath = (number: number): string => `/tmp/.X${number}-lock`;
/** What unlink(2) says of another user's file in a sticky directory. */
const notOurs = 'EPERM';
const highestNumber = 99;
const backlog = 128;

export interface XDisplay {
  readonly number: number;
  /** What programs put into DISPLAY. */
  readonly name: string;
  /** Listening sockets: the one in the file system, and the abstract one. */
  readonly sockets: readonly OwnedFd[];
  /** Closes the sockets and removes what was made for them. Idempotent. */
  close(): void;
}

/** Claims display `wanted`, else the first that is free. Throws `StartError`. */
export function claimDisplay(wanted: number | undefined): XDisplay {
  makeDirectory();
  if (wanted !== undefined) {
    const display = tryDisplay(wanted);
    if (!display) throw new StartError(`X display :${wanted} is in use`);
    return display;
  }
  for (let number = 0; number <= highestNumber; number++) {
    const display = tryDisplay(number);
    if (display) return display;
  }
  throw new StartError(`no free X display from :0 to :${highestNumber}`);
}

/**
 * The display behind a listening socket that a service manager opened. Its abstract twin is ours too, if nobody has it. The
 * lock file says that the number is taken; the socket's own file is not ours to remove. Throws `StartError` if it is no X
 * display's, or another than `wanted`.
 */
export function adoptDisplay(fd: number, wanted: number | undefined): XDisplay {
  if (!addon.isListeningUnixSocket(fd))
    throw new StartError(`descriptor ${fd} is not a listening Unix stream socket`);
  const path = addon.socketPath(fd);
  const number = Number(new RegExp(`^@?${directory}/X([0-9]{1,5})$`).exec(path)?.[1] ?? Number.NaN);
  if (Number.isNaN(number))
    throw new StartError(`socket ${path || fd} is no X display's: ${directory}/XN is wanted`);
  if (wanted !== undefined && wanted !== number)
    throw new StartError(`the service manager has opened X display :${number}, so it cannot be :${wanted}`);
  if (!lock(number)) throw new StartError(`X display :${number} is in use`);
  addon.setCloseOnExec(fd, true);
  addon.setNonBlocking(fd, true);
  const twin = path.startsWith('@') ? undefined : tryAbstract(`@${path}`);
  const sockets = [new OwnedFd(fd), ...(twin ? [twin] : [])];
  return opened(number, sockets, [lockPath(number)]);
}

/** `undefined` if somebody else has it. */
function tryAbstract(name: string): OwnedFd | undefined {
  try {
    return new OwnedFd(addon.listen(name, backlog));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return undefined;
  }
}

/** For sockets of all users, whatever the umask is. Throws `StartError`. */
export function makeDirectory(path = directory): void {
  try {
    mkdirSync(path);
    chmodSync(path, 0o1777);
  } catch (error) {
    if (!isSystemError(error) || error.code !== 'EEXIST')
      throw new StartError(`${path} cannot be made: ${reasonOf(error)}`);
  }
}

/** `undefined` if somebody else has the number. */
function tryDisplay(number: number): XDisplay | undefined {
  if (!lock(number)) return undefined;
  const path = `${directory}/X${number}`;
  let file: OwnedFd | undefined;
  try {
    // A server that takes no lock holds the abstract name; without one the file is left over from a dead server.
    const abstract = new OwnedFd(addon.listen(`@${path}`, backlog));
    try {
      removeIfThere(path);
      file = new OwnedFd(addon.listen(path, backlog));
    } finally {
      if (!file) abstract.close();
    }
    return opened(number, [file, abstract], [path, lockPath(number)]);
  } catch (error) {
    removeIfThere(lockPath(number));
    if (isSystemError(error) && (error.code === 'EADDRINUSE' || error.code === notOurs)) return undefined;
    throw new StartError(`X display :${number} cannot be opened: ${reasonOf(error)}`);
  }
}

function opened(number: number, sockets: readonly OwnedFd[], files: readonly string[]): XDisplay {
  const close = (): void => {
    if (sockets.every((socket) => socket.released)) return;
    for (const socket of sockets) socket[Symbol.dispose]();
    for (const path of files) removeIfThere(path);
  };
  return { number, name: `:${number}`, sockets, close };
}

/**
 * The lock file of X servers: the owner's pid in ten columns. It is made elsewhere and linked, so that nobody sees it
 * half-written; one whose owner is dead is taken over.
 */
function lock(number: number): boolean {
  const path = lockPath(number);
  const made = `/tmp/.tX${number}-lock.${addon.getpid()}`;
  try {
    writeFileSync(made, `${String(addon.getpid()).padStart(10)}\n`, { mode: 0o444, flag: 'wx' });
    return linkAsLock(made, path) || (isStale(path) && linkAsLock(made, path));
  } catch (error) {
    throw new StartError(`lock file ${path} cannot be made: ${reasonOf(error)}`);
  } finally {
    removeIfThere(made);
  }
}

function linkAsLock(made: string, path: string): boolean {
  try {
    linkSync(made, path);
    return true;
  } catch (error) {
    if (isSystemError(error) && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Whether the lock's owner is dead; the lock is then removed. One that another user has left stays. */
function isStale(path: string): boolean {
  try {
    const pid = Number(readFileSync(path, 'latin1').trim());
    if (!Number.isInteger(pid) || pid <= 0) return false;
    addon.kill(pid, 0);
    return false;
  } catch (error) {
    if (!isSystemError(error) || error.code !== 'ESRCH') return false;
  }
  try {
    removeIfThere(path);
    return true;
  } catch (error) {
    if (isSystemError(error) && error.code === notOurs) return false;
    throw error;
  }
}

function removeIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (!isSystemError(error) || error.code !== 'ENOENT') throw error;
  }
}
