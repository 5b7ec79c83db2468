/**
 * One life of one Xwayland: the process, the peer that serves it, and its window manager. Each of them going ends the
 * session; it is over when the process is. Peer and window manager are loaded while the process starts.
 */
import type { X11Config } from '../config/config.js';
import type { Environment } from '../config/values.js';
import { reasonOf } from '../errors.js';
import type { Logger } from '../log/logger.js';
import { addon, type ExitStatus } from '../native/addon.js';
import type { OwnedFd } from '../native/fd.js';
import type { XwaylandPeer } from '../peer/xwayland/windows.js';
import type { XDisplay } from './display.js';
import type { Quirks } from './quirks.js';
import type { Management } from './management.js';
import { startXwayland } from './xwayland.js';

const signals = { kill: 9, term: 15 } as const;
/** How long Xwayland may take to end when told to. */
const patienceMs = 2000;

/** Why Xwayland's Wayland connection is served no more. */
export interface ServingEnd {
  readonly text: string;
  /** Something went wrong, and not only that Xwayland has left. */
  readonly isFault: boolean;
}

/** Serves Xwayland's Wayland connection; `onEnd` is told why that is over. */
export type ServePeer = (wayland: OwnedFd, onEnd: (end: ServingEnd) => void) => XwaylandPeer;

export interface SessionOptions {
  readonly config: X11Config;
  readonly display: XDisplay;
  readonly env: Environment;
  readonly log: Logger;
  /** Xwayland may write to stderr. */
  readonly verbose: boolean;
  readonly loadPeer: () => Promise<ServePeer>;
  readonly quirks: Quirks;
  /** Calls back once when the process has ended. */
  readonly onExit: (pid: number, then: (status: ExitStatus) => void) => void;
}

export class Session {
  /** Resolves when Xwayland has ended. */
  readonly ended: Promise<void>;
  readonly #options: SessionOptions;
  readonly #pid: number;
  #peer: XwaylandPeer | undefined;
  #management: Management | undefined;
  #hasServed = false;
  #stopping = false;
  #fault: string | undefined;
  #status: ExitStatus | undefined;
  #patience: NodeJS.Timeout | undefined;

  /** Throws the `SystemError` of the call that failed. */
  constructor(options: SessionOptions) {
    this.#options = options;
    const { config, display, env, log, verbose } = options;
    const { pid, wayland, windowManager } = startXwayland(config, display, env, verbose);
    this.#pid = pid;
    this.ended = new Promise((resolve) => {
      options.onExit(pid, (status) => {
        this.#exited(status);
        resolve();
      });
    });
    log.debug(`Xwayland ${pid} serves display ${display.name}`);
    void this.#serve(wayland, windowManager);
  }

  /** Programs have been let in. */
  get hasServed(): boolean {
    return this.#hasServed;
  }

  /** What has kept Xwayland from being served while it ran; it ends for that. Whoever made the session tells the user. */
  get fault(): string | undefined {
    return this.#fault;
  }

  /** Why there will be no other: it ended for a reason of its own before it let anybody in. Once it has ended. */
  get refusal(): string | undefined {
    const { code } = this.#status ?? {};
    const isOwn = code !== undefined && code !== 0 && this.#fault === undefined && !this.#hasServed;
    return isOwn ? `it ended with status ${code}` : undefined;
  }

  /** Ends everything. Idempotent. */
  stop(text: string): void {
    if (this.#stopping) return;
    this.#stopping = true;
    this.#options.log.info(`Xwayland ends: ${text}`);
    if (this.#status) return;
    // It closes its connections when it goes.
    addon.kill(this.#pid, signals.term);
    this.#patience = setTimeout(() => addon.kill(this.#pid, signals.kill), patienceMs);
  }

  async #serve(wayland: OwnedFd, windowManager: OwnedFd): Promise<void> {
    const { loadPeer, log, config, quirks } = this.#options;
    try {
      const servePeer = await loadPeer();
      const { Management } = await import('./management.js');
      if (this.#status) throw new Error('Xwayland has ended');
      const peer = servePeer(wayland, ({ text, isFault }) => (isFault ? this.#fail(text) : this.stop(text)));
      this.#peer = peer;
      const isEnding = (): boolean => this.#stopping;
      const onEnd = (text: string): void => this.stop(text);
      this.#management = new Management({ config, log, quirks, peer, isEnding, onEnd });
    } catch (error) {
      // Who was to serve it may have closed the first one already.
      for (const fd of [wayland, windowManager]) fd[Symbol.dispose]();
      this.#fail(`X11 programs cannot be served: ${reasonOf(error)}`);
      return;
    }
    this.#hasServed = await this.#management.start(windowManager);
  }

  #fail(text: string): void {
    if (!this.#status && !this.#stopping) this.#fault = text;
    this.stop(text);
  }

  #exited(status: ExitStatus): void {
    this.#status = status;
    clearTimeout(this.#patience);
    const { code, signal } = status;
    const { log } = this.#options;
    if (signal !== undefined && signal !== signals.term) log.warn(`Xwayland was killed by signal ${signal}`);
    else if (code !== undefined && code !== 0) {
      const text = `Xwayland ended with status ${code}`;
      // That is what it does when it is served no more.
      if (this.#fault !== undefined) log.debug(text);
      else log.warn(text);
    }
    this.stop('it has ended');
    this.#peer?.stop();
    this.#management?.close();
  }
}
