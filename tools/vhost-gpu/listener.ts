/**
 * The socket at which frontends arrive. Owns the path: a file that a backend before left there goes, one that somebody
 * still serves does not. What goes wrong at one arrival, or with all of them for want of descriptors, is said, and the
 * machines that are here notice nothing.
 */
import { closeSync, openSync, rmSync } from 'node:fs';
import { isSystemError, reasonOf, StartError } from '../../src/errors.js';
import { addon, pollEvents, type Poll } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';

/** How long nobody is let in after it could not be done: what is missing does not come back at once. */
const pauseMs = 1000;

export interface ListenerOptions {
  /** A frontend has come; the socket is the callee's. A `SystemError` ends only this arrival. */
  readonly onArrival: (socket: OwnedFd) => void;
  /** One line for the log. */
  readonly say: (text: string) => void;
}

export class Listener {
  readonly #options: ListenerOptions;
  readonly #path: string | undefined;
  readonly #lock: number | undefined;
  readonly #socket: OwnedFd;
  readonly #watch: Poll;
  #pause: NodeJS.Timeout | undefined;

  /**
   * Listens at a path, or takes over a listening socket. Throws `SystemError`, and `StartError` where another backend is and
   * for a socket at which nobody can arrive.
   */
  constructor(at: string | number, options: ListenerOptions) {
    this.#options = options;
    if (typeof at === 'string') {
      this.#path = at;
      this.#lock = lockOf(at);
      rmSync(at, { force: true });
    }
    this.#socket = new OwnedFd(typeof at === 'string' ? addon.listen(at, 8) : at);
    this.#watch = new addon.Poll(this.#socket.fd, () => this.#accept());
    if (typeof at === 'number') this.#takeOver(at);
    this.#watch.update(pollEvents.readable);
  }

  /** Lets nobody in any more, and removes the socket's file. */
  close(): void {
    clearTimeout(this.#pause);
    this.#watch.close();
    this.#socket.close();
    if (this.#path === undefined || this.#lock === undefined) return;
    rmSync(this.#path, { force: true });
    rmSync(`${this.#path}.lock`, { force: true });
    closeSync(this.#lock);
  }

  /** Whoever made the socket may have left it a blocking one, or may not listen. */
  #takeOver(fd: number): void {
    addon.setNonBlocking(fd, true);
    try {
      this.#letIn();
    } catch (error) {
      this.#watch.close();
      throw new StartError(`nobody can arrive at descriptor ${fd}: ${reasonOf(error)}`);
    }
  }

  #letIn(): void {
    for (let fd = addon.accept(this.#socket.fd); fd >= 0; fd = addon.accept(this.#socket.fd))
      this.#options.onArrival(new OwnedFd(fd));
  }

  #accept(): void {
    try {
      this.#letIn();
    } catch (error) {
      if (!isSystemError(error)) throw error;
      this.#options.say(`nobody is let in for ${pauseMs} ms: ${error.message}`);
      this.#watch.update(0);
      this.#pause = setTimeout(() => this.#watch.update(pollEvents.readable), pauseMs);
    }
  }
}

/** The lock beside a socket's path, ours as long as this process lives. */
function lockOf(path: string): number {
  const lock = openSync(`${path}.lock`, 'a', 0o600);
  if (addon.lockFile(lock)) return lock;
  closeSync(lock);
  throw new StartError(`another backend listens at ${path}`);
}
