/**
 * How a peer process comes into being. Two ways, one interface: a fork of this warmed process, or a fresh process that
 * inherits the client's descriptor.
 */
import { addon } from '../native/addon.js';
import type { OwnedFd } from '../native/fd.js';

export interface PeerLauncher {
  /**
   * Starts a peer for the client behind `client` and returns its pid; the descriptor is then no longer needed here.
   * Throws a `SystemError` if no process can be had. In a forked child it never returns to its caller.
   */
  launch(client: OwnedFd): number;
  /** Gives up whatever is kept ready for the next client. */
  close(): void;
}

/** Thrown in a forked child to unwind the master's stack; the event loop then runs the child's own handles only. */
export class InChild extends Error {
  override readonly name = 'InChild';

  /** Runs `work`, the outermost call of a turn of the loop, in which a fork may happen. */
  static unwindTo(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof InChild)) throw error;
    }
  }
}

export interface ExecOptions {
  /** Makes the whole command line for a client of that pid. */
  readonly argv: (clientPid: number) => readonly string[];
  /** `NAME=value` each. */
  readonly env: readonly string[];
  /** The connection to the host that was inherited, for the first peer. */
  readonly hostFd: () => OwnedFd | undefined;
  /** Told of each child, so that it is reaped; the first has inherited the connection. */
  readonly onChild: (pid: number) => void;
}

/** Where an exec'ed peer finds its client, and the connection to the host that it may inherit. */
export const clientFdInPeer = 3;
const hostFdInPeer = 4;

/** Starts peers as `words… decant --client-fd=3 …`. */
export class ExecLauncher implements PeerLauncher {
  readonly #options: ExecOptions;

  constructor(options: ExecOptions) {
    this.#options = options;
  }

  launch(client: OwnedFd): number {
    const { argv, env, hostFd, onChild } = this.#options;
    const { pid: clientPid } = addon.peerCredentials(client.fd);
    const host = hostFd();
    const pid = addon.spawn({
      argv: argv(clientPid),
      env: host ? [...env, `WAYLAND_SOCKET=${hostFdInPeer}`] : env,
      fds: host
        ? [
            [clientFdInPeer, client.fd],
            [hostFdInPeer, host.fd],
          ]
        : [[clientFdInPeer, client.fd]],
    });
    onChild(pid);
    return pid;
  }

  close(): void {
    // Nothing is kept ready.
  }
}
