/**
 * A Wayland socket beside another mode of decant's: a master of its own, forked from this process before that has become
 * anything, so that neither mode has to do with the other's descriptors. It ends when this process does.
 */
import type { ListenConfig } from '../config/config.js';
import type { Logger } from '../log/logger.js';
import { addon } from '../native/addon.js';
import { OwnedFd } from '../native/fd.js';
import { signals } from '../native/signals.js';
import { adoptListener, listenOn, type Listener } from './listener.js';
import type { Reaper } from './reaper.js';

/** The master gives its peers less. */
const patienceMs = 10_000;

/** What the forked master needs; both are its own. */
export interface OwnedMaster {
  /** The listening socket's number, for `ListenConfig.activatedFd`. */
  readonly listenerFd: number;
  readonly owner: OwnedFd;
}

export class MasterBeside {
  /** What programs put into WAYLAND_DISPLAY. */
  readonly displayName: string;
  readonly #pid: number;
  readonly #owner: OwnedFd;
  readonly #listener: Listener;
  #stopping = false;
  #ended: Promise<void> = Promise.resolve();

  private constructor(pid: number, owner: OwnedFd, listener: Listener) {
    this.#pid = pid;
    this.#owner = owner;
    this.#listener = listener;
    this.displayName = listener.displayName;
  }

  /**
   * Listens and forks. Call it in a turn of the loop of its own, not in the middle of libuv's poll. In the child it returns
   * what that is to serve with. Throws `StartError`, or the `SystemError` of fork(2).
   */
  static fork(
    config: ListenConfig,
    runtimeDir: string | undefined,
    hostPath: string | undefined,
  ): MasterBeside | OwnedMaster {
    const { activatedFd, socket } = config;
    const listener =
      activatedFd === undefined
        ? listenOn(socket ?? '', runtimeDir, hostPath)
        : adoptListener(activatedFd, hostPath);
    const [ours, theirs] = addon.socketPair().map((fd) => new OwnedFd(fd)) as [OwnedFd, OwnedFd];
    let pid: number;
    try {
      pid = addon.fork();
    } catch (error) {
      for (const fd of [ours, theirs]) fd.close();
      listener.close();
      throw error;
    }
    if (pid === 0) {
      OwnedFd.closeAllExcept([theirs, listener.fd]);
      return { listenerFd: listener.fd.release(), owner: theirs };
    }
    theirs.close();
    return new MasterBeside(pid, ours, listener);
  }

  /** To be called once, when children are reaped. */
  watch(reaper: Reaper, log: Logger): void {
    this.#ended = new Promise((resolve) => {
      reaper.add(this.#pid, () => {
        if (!this.#stopping) log.warn(`${this.displayName}: Wayland clients are no longer served here`);
        this.#listener.close();
        resolve();
      });
    });
  }

  /** Ends it and all its peers. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#owner[Symbol.dispose]();
    this.#listener.close();
    // A watched signal does not keep the loop alive, a timer does.
    const timer = setInterval(() => addon.kill(this.#pid, signals.kill), patienceMs);
    await this.#ended;
    clearInterval(timer);
  }
}
