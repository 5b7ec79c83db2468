/**
 * One life of one Xwayland: the process, the peer that serves it, and its window manager. Each of them going ends the
 * session; it is over when the process is.
 */
import { Socket } from 'node:net';
import type { X11Config } from '../config/config.js';
import type { Environment } from '../config/values.js';
import { reasonOf } from '../errors.js';
import type { Logger } from '../log/logger.js';
import { addon, type ExitStatus } from '../native/addon.js';
import type { OwnedFd } from '../native/fd.js';
import type { XwaylandPeer } from '../peer/xwayland/windows.js';
import { XConnection } from './connection.js';
import type { XDisplay } from './display.js';
import type { Quirks } from './quirks.js';
import { Rules } from './rules.js';
import { Selections } from './selections.js';
import { WindowManager } from './wm.js';
import { XSettings } from './xsettings.js';
import { startXwayland } from './xwayland.js';

const signals = { kill: 9, term: 15 } as const;
/** How long Xwayland may take to end when told to. */
const patienceMs = 2000;

/** Serves Xwayland's Wayland connection; `onEnd` is told why that is over. */
export type ServePeer = (wayland: OwnedFd, onEnd: (text: string) => void) => XwaylandPeer;

export interface SessionOptions {
  readonly config: X11Config;
  readonly display: XDisplay;
  readonly env: Environment;
  readonly log: Logger;
  /** Xwayland may write to stderr. */
  readonly verbose: boolean;
  readonly servePeer: ServePeer;
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
  #connection: XConnection | undefined;
  #stopping = false;
  #running = true;
  #patience: NodeJS.Timeout | undefined;

  /** Throws the `SystemError` of posix_spawn(3). */
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
    try {
      this.#peer = options.servePeer(wayland, (text) => this.stop(text));
    } catch (error) {
      windowManager.close();
      this.stop(`the host cannot be reached: ${reasonOf(error)}`);
      return;
    }
    void this.#manage(windowManager, this.#peer);
  }

  /** Ends everything. Idempotent. */
  stop(text: string): void {
    if (this.#stopping) return;
    this.#stopping = true;
    this.#options.log.info(`Xwayland ends: ${text}`);
    if (!this.#running) return;
    // It closes its connections when it goes.
    addon.kill(this.#pid, signals.term);
    this.#patience = setTimeout(() => addon.kill(this.#pid, signals.kill), patienceMs);
  }

  async #manage(fd: OwnedFd, peer: XwaylandPeer): Promise<void> {
    const { log, config, quirks } = this.#options;
    let manager: WindowManager | undefined;
    let selections: Selections | undefined;
    let settings: XSettings | undefined;
    try {
      const connection = await XConnection.open(new Socket({ fd: fd.release() }), log, {
        event: (event) => {
          manager?.handle(event);
          selections?.handle(event);
          settings?.handle(event);
        },
        end: () => this.stop('it closed the connection of its window manager'),
      });
      this.#connection = connection;
      const rules = await Rules.open(connection, quirks, config.appIdProperty);
      manager = new WindowManager(connection, peer.windows, log, { rules });
      peer.listen(manager);
      selections = new Selections(connection, peer.selections, manager, log);
      await selections.start(config.clipboardManager);
      settings = await this.#startSettings(connection, manager, peer);
      await manager.start(config.resources);
    } catch (error) {
      log.warn(`X11 windows cannot be managed: ${reasonOf(error)}`);
      this.stop('it has no window manager');
    }
  }

  async #startSettings(
    connection: XConnection,
    manager: WindowManager,
    { windows }: XwaylandPeer,
  ): Promise<XSettings> {
    const settings = new XSettings(connection, this.#options.config.resources);
    manager.outputs.onChange = () => settings.set(windows.density());
    await settings.start(windows.density());
    return settings;
  }

  #exited({ code, signal }: ExitStatus): void {
    this.#running = false;
    clearTimeout(this.#patience);
    const { log } = this.#options;
    if (signal !== undefined && signal !== signals.term) log.warn(`Xwayland was killed by signal ${signal}`);
    else if (code !== undefined && code !== 0) log.warn(`Xwayland ended with status ${code}`);
    this.stop('it has ended');
    this.#peer?.stop();
    this.#connection?.close();
  }
}
