/**
 * What takes longer to find out about a toplevel than the host should wait for before it shows it: its icon, and the start
 * that it belongs to, which tells the host whether the user is waiting for it.
 */
import { readFile } from 'node:fs/promises';
import { maxTextBytes, type HostWindows } from '../peer/xwayland/windows.js';
import type { XConnection } from './connection.js';
import { iconsIn, maxIconBytes } from './icons.js';
import type { Startup } from './startup.js';
import type { XWindow } from './window.js';

/** Processes whose environment has been looked at; a token there is for the first window. */
const maxProcesses = 1024;

export class Arrival {
  readonly #connection: XConnection;
  readonly #host: HostWindows;
  readonly #startup: Startup;
  readonly #seen = new Set<number>();
  /** Windows whose icon is being read; `true`: it has changed since. */
  readonly #icons = new Map<XWindow, boolean>();

  constructor(connection: XConnection, host: HostWindows, startup: Startup) {
    this.#connection = connection;
    this.#host = host;
    this.#startup = startup;
  }

  /** The host has been asked to show the window, a toplevel. */
  async arrived(window: XWindow): Promise<void> {
    await Promise.all([this.#showIcon(window, false), this.#activate(window)]);
  }

  async iconChanged(window: XWindow): Promise<void> {
    await this.#showIcon(window, true);
  }

  /** A program may change it faster than it can be read. */
  async #showIcon(window: XWindow, changed: boolean): Promise<void> {
    if (!this.#host.takesIcons) return;
    if (this.#icons.has(window)) {
      this.#icons.set(window, true);
      return;
    }
    do {
      this.#icons.set(window, false);
      const { _NET_WM_ICON: atom } = this.#connection.atoms;
      const found = await this.#connection.property(window.id, atom, maxIconBytes);
      const icons = iconsIn(found?.data ?? Buffer.alloc(0));
      if (icons.length > 0 || changed) window.toplevel?.setIcons(icons);
    } while (this.#icons.get(window));
    this.#icons.delete(window);
  }

  async #activate(window: XWindow): Promise<void> {
    if (!this.#host.activates) return;
    const { startupId } = window.properties;
    const token =
      startupId === undefined
        ? await this.#environmentToken(window.id)
        : await this.#startup.tokenFor(startupId);
    // None of the host's is as long as that.
    if (token === undefined || Buffer.byteLength(token) > maxTextBytes) return;
    window.toplevel?.activateWith(token);
  }

  /** Whoever started the program may have left a token for it there. */
  async #environmentToken(window: number): Promise<string | undefined> {
    const pid = await this.#connection.processOf(window);
    if (pid === undefined || this.#seen.has(pid)) return undefined;
    this.#seen.add(pid);
    if (this.#seen.size > maxProcesses) this.#seen.clear();
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
    return /(?:^|\0)XDG_ACTIVATION_TOKEN=([^\0]+)/.exec(environment)?.[1];
  }
}
