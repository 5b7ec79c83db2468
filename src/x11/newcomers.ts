/** What follows when windows come to the host: others may have waited for them, and the host is told more than it had to wait for. */
import type { Logger } from '../log/logger.js';
import type { Arrival } from './arrival.js';
import type { WindowList } from './window-list.js';
import type { XWindow } from './window.js';

export class Newcomers {
  readonly #windows: WindowList;
  readonly #arrival: Arrival;
  readonly #log: Logger;
  readonly #shown: XWindow[] = [];
  readonly #arrived: XWindow[] = [];

  constructor(windows: WindowList, arrival: Arrival, log: Logger) {
    this.#windows = windows;
    this.#arrival = arrival;
    this.#log = log;
  }

  /** The host has a toplevel for the window, which others may belong to. */
  announced(window: XWindow): void {
    for (const other of this.#windows.values())
      if (other !== window && other.host && other.properties.transientFor === window.id)
        other.propertyChanged('WM_TRANSIENT_FOR');
  }

  /** The window is on the host. A popup that lost its parent, or a dialog that came before its window, may find it now. */
  shown(window: XWindow): void {
    this.#shown.push(window);
    // Those that are shown now come to the end of the list, not upon the stack: there may be thousands.
    if (this.#shown.length > 1) return;
    for (const each of this.#shown) {
      for (const other of this.#windows.values()) if (other !== each && !other.host) other.show();
      this.announced(each);
    }
    this.#arrived.push(...this.#shown);
    this.#shown.length = 0;
    setImmediate(() => this.#follow());
  }

  /** What can wait until the windows' contents, which may come with the same message, are on their way to the host. */
  #follow(): void {
    for (const window of this.#arrived.splice(0)) {
      if (!window.host || window.host.closed) continue;
      this.#log.debug(`window ${window.id.toString(16)} is a ${window.host.kind}`);
      if (window.toplevel) void this.#arrival.arrived(window);
    }
  }
}
