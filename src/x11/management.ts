/** What is done over Xwayland's `-wm` connection: windows, selections, settings. It ends with the connection. */
import type { X11Config } from '../config/config.js';
import { reasonOf } from '../errors.js';
import type { Logger } from '../log/logger.js';
import type { OwnedFd } from '../native/fd.js';
import type { XwaylandPeer } from '../peer/xwayland/windows.js';
import { XConnection } from './connection.js';
import type { Quirks } from './quirks.js';
import { Restraint } from './restraint.js';
import { Rules } from './rules.js';
import { Selections } from './selections.js';
import { ServerHold } from './server-hold.js';
import { ServerStream } from './server-stream.js';
import { WindowManager } from './wm.js';
import { XSettings } from './xsettings.js';

const connectionClosed = 'it closed the connection of its window manager';

export interface ManagementOptions {
  readonly config: X11Config;
  readonly log: Logger;
  readonly quirks: Quirks;
  readonly peer: XwaylandPeer;
  /** Whether Xwayland has been told to end, so that nothing about its connection is news. */
  readonly isEnding: () => boolean;
  /** Told why it is over, unless it was closed. */
  readonly onEnd: (text: string) => void;
}

export class Management {
  readonly #options: ManagementOptions;
  #connection: XConnection | undefined;

  constructor(options: ManagementOptions) {
    this.#options = options;
  }

  /** Whether programs are let in now. Takes the descriptor. */
  async start(fd: OwnedFd): Promise<boolean> {
    const { log, config, quirks, peer, onEnd } = this.#options;
    let stream: ServerStream | undefined;
    let manager: WindowManager | undefined;
    let selections: Selections | undefined;
    let settings: XSettings | undefined;
    let restraint: Restraint | undefined;
    try {
      stream = new ServerStream(fd);
      const connection = await XConnection.open(stream, log, {
        event: (event) => {
          manager?.handle(event);
          selections?.handle(event);
          settings?.handle(event);
          restraint?.handled();
        },
        end: () => onEnd(connectionClosed),
      });
      this.#connection = connection;
      restraint = new Restraint(await ServerHold.open(connection), peer.intake, log);
      const rules = await Rules.open(connection, quirks, config.appIdProperty, config.policy);
      manager = new WindowManager(connection, peer.windows, log, { rules });
      peer.listen(manager);
      selections = new Selections(connection, peer.selections, manager, log);
      await selections.start(config.clipboardManager);
      settings = await this.#startSettings(connection, manager);
      await manager.start(resourcesOf(config));
      return true;
    } catch (error) {
      // A process that has ended says more by its status.
      const isClosed = stream?.readableEnded === true || stream?.destroyed === true;
      if (!isClosed && !this.#options.isEnding())
        log.warn(`X11 windows cannot be managed: ${reasonOf(error)}`);
      onEnd(isClosed ? connectionClosed : 'it has no window manager');
      return false;
    }
  }

  /** Idempotent. */
  close(): void {
    this.#connection?.close();
  }

  async #startSettings(connection: XConnection, manager: WindowManager): Promise<XSettings> {
    const { config, peer } = this.#options;
    const settings = new XSettings(connection, config.resources);
    manager.outputs.onChange = () => settings.set(peer.windows.density());
    await settings.start(peer.windows.density());
    return settings;
  }
}

/** With the density that was asked for, which programs without XSETTINGS look for there. */
function resourcesOf({ resources, dpi }: X11Config): readonly string[] {
  const isSaid = dpi === undefined || resources.some((line) => /^\s*Xft\.dpi\s*:/.test(line));
  return isSaid ? resources : [...resources, `Xft.dpi: ${dpi}`];
}
