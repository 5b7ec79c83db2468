/**
 * Peers as forks of this process (see `fork.h` for what fork(2) needs in a Node process).
 *
 * One peer may be kept ready: forked in advance, its host connection open and the globals known. A new client is then
 * handed over by one message instead of a fork. The standby ends with the master or with the host, and a new one is
 * made only after the last was used, so that a host that went away is not called again and again. A client that is
 * handed over in the moment in which the host goes away finds its connection closed, as every other client does then.
 */
import { addon, fdSlots } from '../native/addon.js';
import { OwnedFd } from '../native/fd.js';
import { exitStatus } from '../exit-status.js';
import type { Logger } from '../log/logger.js';
import { StartError, isSystemError, reasonOf } from '../errors.js';
import { InChild, type PeerLauncher } from './launcher.js';

/** What a forked child runs; given by `main`, so that the master knows nothing of the protocol. */
export interface PeerRoutines {
  /** Serves `client`; the process exits when that is over. */
  readonly serve: (client: OwnedFd) => void;
  /** Gets ready; the returned function serves a client. Throws if the host cannot be reached. */
  readonly prepare: () => (client: OwnedFd) => void;
  /** Descriptors of the master's that a peer needs. */
  readonly inherited: () => readonly OwnedFd[];
}

export interface ForkOptions {
  readonly log: Logger;
  readonly routines: PeerRoutines;
  /** In the child, before anything else: forget all that was the master's. */
  readonly becomeChild: () => void;
  /** Told of each child, so that it is reaped; `standby` ones serve no client yet. */
  readonly onChild: (pid: number, standby: boolean) => void;
  readonly standby: boolean;
}

/** A standby is made when the master has been quiet for this long: it must not slow down the client just come. */
const standbyDelayMs = 20;

interface Standby {
  readonly pid: number;
  readonly control: OwnedFd;
}

export class ForkLauncher implements PeerLauncher {
  readonly #options: ForkOptions;
  #standby: Standby | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ForkOptions) {
    this.#options = options;
  }

  launch(client: OwnedFd): number {
    const handedTo = this.#handToStandby(client);
    this.#standbySoon();
    if (handedTo !== undefined) return handedTo;
    const pid = addon.fork();
    if (pid === 0) this.#child([client], () => this.#options.routines.serve(client));
    this.#options.onChild(pid, false);
    return pid;
  }

  /** The standby ended by itself: its control socket is of no use. */
  forgetStandby(pid: number): void {
    if (this.#standby?.pid === pid) this.#dropStandby();
  }

  /** Makes a standby in a moment, if one is wanted. */
  #standbySoon(): void {
    if (!this.#options.standby) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (!this.#standby) InChild.unwindTo(() => this.#makeStandby());
    }, standbyDelayMs);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#dropStandby();
  }

  /** Sends the client's descriptor to the standby. Its pid, `undefined` if there is none that takes it. */
  #handToStandby(client: OwnedFd): number | undefined {
    const standby = this.#standby;
    if (!standby) return undefined;
    this.#standby = undefined;
    try {
      const sent = addon.send(standby.control.fd, new Uint8Array(1), 0, 1, Int32Array.of(client.fd), 1);
      return sent === 1 ? standby.pid : undefined;
    } catch (error) {
      if (!isSystemError(error)) throw error;
      return undefined;
    } finally {
      standby.control.close();
    }
  }

  #makeStandby(): void {
    const { log, routines, onChild } = this.#options;
    let ours: OwnedFd | undefined;
    let theirs: OwnedFd | undefined;
    let pid: number;
    try {
      [ours, theirs] = addon.socketPair().map((fd) => new OwnedFd(fd)) as [OwnedFd, OwnedFd];
      pid = addon.fork();
    } catch (error) {
      if (!isSystemError(error)) throw error;
      log.debug(`no standby: ${reasonOf(error)}`);
      ours?.close();
      theirs?.close();
      return;
    }
    if (pid === 0) {
      const control = theirs;
      this.#child([control], () => waitForClient(control, routines));
    }
    theirs.close();
    this.#standby = { pid, control: ours };
    onChild(pid, true);
  }

  #dropStandby(): void {
    this.#standby?.control.close();
    this.#standby = undefined;
  }

  /** Turns this process into a peer that keeps only `keep`, and unwinds to the event loop. */
  #child(keep: readonly OwnedFd[], run: () => void): never {
    clearTimeout(this.#timer);
    this.#options.becomeChild();
    OwnedFd.closeAllExcept([...keep, ...this.#options.routines.inherited()]);
    try {
      run();
    } catch (error) {
      // It must not reach the master's own handling further up this stack.
      this.#options.log.error(`bug: ${reasonOf(error)}`);
      addon.exitNow(exitStatus.bug);
    }
    throw new InChild();
  }
}

/** In the standby: gets ready, then waits for one client. Ends when the master closes its end. */
function waitForClient(control: OwnedFd, { prepare }: PeerRoutines): void {
  let serve: (client: OwnedFd) => void;
  try {
    serve = prepare();
  } catch (error) {
    if (!(error instanceof StartError || isSystemError(error))) throw error;
    // The host is away. The master forks for the next client, whose peer will say so.
    addon.exitNow(0);
  }
  const poll = new addon.Poll(control.fd, () => {
    const fds = new Int32Array(fdSlots);
    const count = addon.receive(control.fd, new Uint8Array(1), 0, 1, fds);
    if (count < 0) return;
    if (count === 0 || fds[0] !== 1) addon.exitNow(0);
    poll.close();
    control.close();
    serve(new OwnedFd(fds[1]!));
  });
  poll.update(1);
}
