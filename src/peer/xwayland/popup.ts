/**
 * A popup of the host's that shows a surface of Xwayland's: menus, tooltips, whatever X programs place by themselves. It
 * stands where the program wants it, relative to its parent; the host may slide it back onto the screen, whose edges the
 * program cannot know. The X window stays where the program put it: the pointer's place within it is what counts.
 */
import { xdg_popup, xdg_positioner, xdg_surface, xdg_wm_base } from '../../protocol/generated/xdg-shell.js';
import type { HostId } from '../ids.js';
import type { Grab } from './popup-grabs.js';
import { XdgWindow, type XdgWindowParts } from './xdg-window.js';
import type { Box, HostPopup, Place } from './windows.js';

/** First version of `xdg_wm_base` whose popups can be moved. */
const repositionVersion = 3;

/** A popup of one that hangs on as many windows hangs beside it: hosts go through such trees step by step. */
const maxDepth = 32;

export class Popup extends XdgWindow implements HostPopup {
  readonly kind = 'popup';
  readonly strict = false;
  readonly canHoldGrabs = false;
  readonly depth: number;
  readonly #parent: XdgWindow;
  /** Where the one that it should hang on is, relative to the parent. */
  readonly #offset: Place;
  #box: Box;
  #popup: HostId;
  #tokens = 0;
  /** The host has taken it off the screen: to some it is no popup any more. */
  #dismissed = false;
  /** Held from when it is made. */
  #grab: Grab | undefined;
  readonly #showLater = (): void => this.do(() => this.parts.surface.show());

  constructor(parts: XdgWindowParts, parent: XdgWindow, box: Box, grab: Grab | undefined) {
    super(parts);
    const tooDeep = parent instanceof Popup && parent.depth >= maxDepth;
    this.#parent = tooDeep ? parent.#parent : parent;
    this.#offset = tooDeep ? parent.#box : { x: 0, y: 0 };
    this.depth = this.#parent.depth + 1;
    this.#box = this.#fromParent(box);
    this.#parent.popups.add(this);
    this.#popup = this.#makePopup();
    if (grab && !tooDeep) this.#take(grab);
    this.settle(box);
    this.commitFirst();
  }

  /** Not while the host may take it off the screen because the focus moves. */
  override get ready(): boolean {
    return super.ready && !this.#dismissed && this.parts.focusMoves.areDone(this.#showLater);
  }

  override acknowledge(): void {
    if (this.ready) super.acknowledge();
  }

  forbids(): boolean {
    return false;
  }

  move(box: Box): void {
    this.update('place', () => this.#move(this.#fromParent(box)));
  }

  override close(): void {
    this.#parent.popups.delete(this);
    super.close();
  }

  override surfaceGone(): void {
    this.#parent.popups.delete(this);
    super.surfaceGone();
  }

  protected configured(): void {
    // The place is the program's to choose, and so is the size: there is nobody to be asked.
    this.parts.surface.show();
  }

  protected destroyRole(): void {
    this.#grab?.ended(this);
    this.#grab = undefined;
    this.parts.peer.sendRequest(xdg_popup, 'destroy', this.#popup, {});
  }

  #fromParent({ x, y, width, height }: Box): Box {
    return { x: x + this.#offset.x, y: y + this.#offset.y, width, height };
  }

  #move(box: Box): void {
    const { x, y, width, height } = this.#box;
    if (x === box.x && y === box.y && width === box.width && height === box.height) return;
    this.#box = box;
    if (x !== box.x || y !== box.y) {
      if (this.parts.shell.wmBase!.version >= repositionVersion) this.#reposition();
      else this.#reopen();
    }
    this.settle(box);
  }

  #take(grab: Grab): void {
    const { seat, serial } = grab;
    this.#grab = grab;
    grab.taken(this);
    this.parts.peer.sendRequest(xdg_popup, 'grab', this.#popup, { seat, serial });
  }

  #goes(): void {
    this.#dismissed = true;
    this.parts.listener.dismissed();
  }

  #reposition(): void {
    const { peer } = this.parts;
    const positioner = this.#makePositioner();
    peer.sendRequest(xdg_popup, 'reposition', this.#popup, { positioner, token: ++this.#tokens });
    peer.sendRequest(xdg_positioner, 'destroy', positioner, {});
  }

  /** Older hosts cannot move a popup, so it leaves the screen and comes back. */
  #reopen(): void {
    this.withoutPopups(() => {
      this.parts.surface.retract();
      this.startAgain();
      this.#popup = this.#makePopup();
      this.commitFirst();
    });
  }

  #makePopup(): HostId {
    const { peer, shell } = this.parts;
    const positioner = this.#makePositioner();
    const id = peer.addProxy(xdg_popup, shell.wmBase!.version, {
      popup_done: (target) => {
        if (this.closed || target.id !== this.#popup) return;
        // Before anything was shown it is the host's no to the grab.
        if (this.#grab && !super.ready) this.#reopen();
        else this.#goes();
      },
    });
    peer.sendRequest(xdg_surface, 'get_popup', this.xdgSurface, {
      id,
      parent: this.#parent.xdgSurface,
      positioner,
    });
    peer.sendRequest(xdg_positioner, 'destroy', positioner, {});
    return id;
  }

  #makePositioner(): HostId {
    const { peer, shell } = this.parts;
    const { id: wmBase, version } = shell.wmBase!;
    const [, anchor, gravity, adjustment] = xdg_positioner.enums;
    const id = peer.addProxy(xdg_positioner, version, {});
    const { x, y, width, height } = this.#box;
    const { awaited: parent = { width: 1, height: 1 }, origin } = this.#parent;
    peer.sendRequest(xdg_wm_base, 'create_positioner', wmBase, { id });
    peer.sendRequest(xdg_positioner, 'set_size', id, {
      width: Math.max(width, 1),
      height: Math.max(height, 1),
    });
    peer.sendRequest(xdg_positioner, 'set_anchor_rect', id, {
      ...origin,
      width: Math.max(parent.width, 1),
      height: Math.max(parent.height, 1),
    });
    peer.sendRequest(xdg_positioner, 'set_anchor', id, { anchor: anchor.entries.top_left });
    peer.sendRequest(xdg_positioner, 'set_gravity', id, { gravity: gravity.entries.bottom_right });
    peer.sendRequest(xdg_positioner, 'set_constraint_adjustment', id, {
      constraint_adjustment: adjustment.entries.slide_x | adjustment.entries.slide_y,
    });
    peer.sendRequest(xdg_positioner, 'set_offset', id, { x, y });
    return id;
  }
}
