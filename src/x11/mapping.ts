/** Windows that are mapped and unmapped: what the X server, the program and the host are told then. */
import type { HostWindows, Place } from '../peer/xwayland/windows.js';
import { stackMode } from './configuration.js';
import type { XConnection } from './connection.js';
import type { Focus } from './focus.js';
import type { Outputs } from './outputs.js';
import type { Pairing } from './pairing.js';
import type { Root } from './root.js';
import type { WindowList } from './window-list.js';
import { wmState } from './window-states.js';
import type { XWindow } from './window.js';

export interface MappingParts {
  readonly connection: XConnection;
  readonly host: HostWindows;
  readonly windows: WindowList;
  readonly root: Root;
  readonly focus: Focus;
  readonly outputs: Outputs;
  readonly pairing: Pairing;
  /** Resolves when the window has been told its shape. */
  readonly knowShape: (window: XWindow) => Promise<void>;
}

export class Mapping {
  readonly #parts: MappingParts;
  /** The list of clients will be told. */
  #isListing = false;

  constructor(parts: MappingParts) {
    this.#parts = parts;
  }

  /** MapRequest. */
  requested(window: XWindow): void {
    // X has yet to deal with the answer to the last one: another would map the window after it is unmapped again.
    if (window.isComing && !window.mapped) return;
    this.#comes(window, true);
  }

  /** `maps`: X is asked to map it. */
  #comes(window: XWindow, maps: boolean): void {
    const { connection, outputs } = this.#parts;
    const asked = window.box;
    window.isComing = true;
    // Others are not redirected.
    window.overrideRedirect = false;
    window.stateWriter.write(wmState.normal);
    window.announceFrame();
    // At the output's corner, so that all of it can be reached by the pointer; below what has the pointer now. A border would be
    // part of its surface, and frames are the host's.
    const given = outputs.placeFor(window);
    const { x, y } = given;
    connection.configure(window.id, { x, y, borderWidth: 0, stackMode: stackMode.below });
    if (maps) connection.x.MapWindow(window.id);
    // All that is asked of X goes with the same packet: for each further one it, and we, would have to wake up once more.
    void this.#settle(window, asked, given);
  }

  /** MapNotify. */
  mapped(window: XWindow, overrideRedirect: boolean): void {
    if (window.mapped) return;
    const { focus, windows } = this.#parts;
    window.mapped = true;
    window.overrideRedirect = overrideRedirect;
    if (window.overrideRedirect) {
      focus.stackingChanged();
      void this.#settle(window);
    } else {
      // A program may have taken it out of the root window and back before X got to map it.
      if (!window.isComing) this.#comes(window, false);
      windows.clients.add(window);
      this.listClients();
    }
    this.show(window);
    if (window.early) this.#expectSurface(window);
  }

  /** UnmapNotify. */
  unmapped(window: XWindow): void {
    if (!window.overrideRedirect && this.#parts.windows.clients.has(window)) {
      window.stateWriter.write(wmState.withdrawn);
      window.stateWriter.clear();
    }
    this.hide(window);
  }

  /** The window is no longer on the screen, or no longer there. */
  hide(window: XWindow): void {
    const { focus, outputs, pairing, windows } = this.#parts;
    window.mapped = false;
    pairing.windowGone(window);
    window.hide();
    window.isKnown = false;
    window.settling = undefined;
    focus.forget(window);
    outputs.forget(window);
    if (windows.clients.delete(window)) this.listClients();
  }

  /** Shows the window if its surface is there, and whatever else it takes. */
  show(window: XWindow): void {
    if (window.surface !== undefined && this.#parts.host.hasSurface(window.surface)) window.show();
  }

  /** Once for all windows that come and go in one turn, and not before what the host waits for. */
  listClients(): void {
    if (this.#isListing) return;
    this.#isListing = true;
    setImmediate(() => {
      this.#isListing = false;
      const { root, focus, windows } = this.#parts;
      root.setClients(...windows.listed(focus.active));
    });
  }

  /** A window that can show nothing (InputOnly) has no surface, and is nothing on the host. Others are named with MapNotify. */
  #expectSurface(window: XWindow): void {
    setImmediate(() => {
      if (window.surface === undefined) void this.#dropUnnamed(window);
    });
  }

  async #dropUnnamed(window: XWindow): Promise<void> {
    await this.#parts.connection.barrier();
    if (window.surface === undefined) window.dropEarly();
  }

  /**
   * `asked`: where the program wants it, which the rules that are known by then may allow; `given`: where X was told to put it
   * before that.
   */
  async #settle(window: XWindow, asked?: Place, given?: Place): Promise<void> {
    const { connection, host, outputs, knowShape } = this.#parts;
    const settling = {};
    window.settling = settling;
    const shape = knowShape(window);
    await window.properties.settle();
    if (window.settling !== settling) return;
    if (asked && window.placesItself) {
      const { x, y } = outputs.within({ ...window.box, x: asked.x, y: asked.y });
      if (x !== given?.x || y !== given.y) connection.configure(window.id, { x, y });
    }
    // The program can draw while the host is asked.
    connection.flush();
    host.together(() => window.announce());
    if (window.early && window.mapped) this.#expectSurface(window);
    await shape;
    if (window.settling !== settling) return;
    window.isKnown = true;
    host.together(() => this.show(window));
  }
}
