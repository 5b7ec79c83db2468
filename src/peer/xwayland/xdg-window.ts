/**
 * What the two kinds of windows have in common: the `xdg_surface` of the host's, its configures and their answers, and an
 * orderly end. Windows that hang on a window end before it does (xdg-shell demands it of popups).
 */
import type { IdentityConfig } from '../../config/config.js';
import { wl_surface } from '../../protocol/generated/wayland.js';
import { xdg_surface, xdg_wm_base } from '../../protocol/generated/xdg-shell.js';
import type { PeerContext } from '../handler.js';
import type { ClientId, HostId } from '../ids.js';
import type { FocusMoves } from './focus-moves.js';
import { hostUpdates } from './host-updates.js';
import type { Shell } from './shell.js';
import type { Role, Surface } from './surface.js';
import type { HostWindow, Place, Size, WindowListener, WindowShape } from './windows.js';

export interface XdgWindowParts {
  readonly peer: PeerContext;
  readonly shell: Shell;
  readonly focusMoves: FocusMoves;
  readonly surface: Surface;
  readonly listener: WindowListener;
  readonly identity: IdentityConfig;
  /** The host's output whose corner is there, 0 if there is none. */
  readonly outputAt: (place: Place) => HostId | 0;
}

export abstract class XdgWindow implements HostWindow, Role {
  /** Popups of this window. */
  readonly popups = new Set<XdgWindow>();
  protected readonly parts: XdgWindowParts;
  #xdgSurface: HostId;
  #closed = false;
  /** The last configure that was not acknowledged; `undefined`: there is none. */
  #serial: number | undefined;
  #configured = false;
  #settled: Size | undefined;
  #isAnswered = false;
  #shape: WindowShape | undefined;

  /** The surface must be undecided. */
  constructor(parts: XdgWindowParts) {
    this.parts = parts;
    this.#xdgSurface = this.#makeXdgSurface();
    parts.surface.role = this;
  }

  get closed(): boolean {
    return this.#closed;
  }

  get awaitsSurface(): boolean {
    return this.parts.surface.isEarly;
  }

  /** Xwayland makes the surface that was awaited, and calls it `id`. */
  takeSurface(id: ClientId): Surface {
    this.parts.surface.becomes(id);
    return this.parts.surface;
  }

  get ready(): boolean {
    return this.#configured && this.#settled !== undefined;
  }

  get isAnswered(): boolean {
    return this.#isAnswered;
  }

  get awaited(): Size | undefined {
    return this.#settled;
  }

  abstract get strict(): boolean;

  abstract forbids(size: Size): boolean;

  /** How many windows it hangs on. */
  abstract readonly depth: number;

  /** Whether a popup of it may be the first that holds the pointer. */
  abstract readonly canHoldGrabs: boolean;

  /** Where the contents begin within what the host takes for the window: behind its frame. */
  get origin(): Place {
    return { x: 0, y: 0 };
  }

  /** The host's id of the `xdg_surface`. */
  get xdgSurface(): HostId {
    return this.#xdgSurface;
  }

  settle(size: Size): void {
    this.do(() => {
      this.#settled = size;
      this.#isAnswered = true;
      this.parts.surface.show();
    });
  }

  setShape(shape: WindowShape): void {
    this.#shape = shape;
    this.update('shape', () => this.parts.surface.setShape(this.parts.shell.compositor, shape));
  }

  /** Its units are others: what is said in them once is said again, for the next commit. */
  protected rescaled(): void {
    if (this.#shape) this.parts.surface.setInput(this.parts.shell.compositor, this.#shape);
  }

  /** The host has asked for a size, or said that it wants none. */
  protected get isConfigured(): boolean {
    return this.#configured;
  }

  close(): void {
    this.do(() => {
      this.#closed = true;
      this.withoutPopups(() => {
        this.destroyObjects();
        this.parts.surface.leaveRole();
      });
    });
  }

  acknowledge(): void {
    const serial = this.#serial;
    this.#serial = undefined;
    if (serial !== undefined)
      this.parts.peer.sendRequest(xdg_surface, 'ack_configure', this.#xdgSurface, { serial });
  }

  shown(): void {}

  surfaceGone(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.withoutPopups(() => this.destroyObjects());
  }

  /** What the host wants, or what that means for the contents, is something else: its owner is to answer anew. */
  protected askOwner(): void {
    this.#isAnswered = false;
    this.configured();
  }

  /** Tells the owner what the host wants. */
  protected abstract configured(): void;
  /** Destroys the object of the kind of window. */
  protected abstract destroyRole(): void;

  /** Does `work` unless the window is closed. */
  protected do(work: () => void): void {
    this.parts.peer.act(() => {
      if (!this.#closed) work();
    });
  }

  /** The same, for what an X program may want as often as it likes: of each `name` the newest counts. */
  protected update(name: string, work: () => void): void {
    if (this.#closed) return;
    this.parts.peer.part(hostUpdates).tell(this, name, () => this.do(work));
  }

  /** The first commit, without a buffer, which asks the host for a configure. */
  protected commitFirst(): void {
    this.parts.peer.sendRequest(wl_surface, 'commit', this.parts.surface.hostId, {});
  }

  /** Gives the surface, which shows nothing, a new `xdg_surface`: for a change that the old one cannot make. */
  protected startAgain(): void {
    this.destroyObjects();
    this.#serial = undefined;
    this.#configured = false;
    this.#xdgSurface = this.#makeXdgSurface();
  }

  protected destroyObjects(): void {
    if (this.#closed) this.parts.peer.part(hostUpdates).forget(this);
    this.destroyRole();
    this.parts.peer.sendRequest(xdg_surface, 'destroy', this.#xdgSurface, {});
  }

  #makeXdgSurface(): HostId {
    const { peer, shell, surface } = this.parts;
    const { id: wmBase, version } = shell.wmBase!;
    const id = peer.addProxy(xdg_surface, version, {
      configure: (target, { serial }) => {
        // One that was under way when the window was closed or started again.
        if (this.#closed || target.id !== this.#xdgSurface) return;
        this.#serial = serial;
        this.#configured = true;
        this.askOwner();
      },
    });
    peer.sendRequest(xdg_wm_base, 'get_xdg_surface', wmBase, { id, surface: surface.hostId });
    return id;
  }

  /**
   * Does `work`, for which the popups of this window, and theirs, must have gone: the newest first. Only afterwards are their
   * owners told, who may open them again at once: those first that the others hang on.
   */
  protected withoutPopups(work: () => void): void {
    const orphans = new Set(this.popups);
    // Popups of popups are added on the way.
    for (const popup of orphans) for (const below of popup.popups) orphans.add(below);
    for (const popup of [...orphans].toReversed()) popup.close();
    work();
    for (const popup of orphans) popup.parts.listener.orphaned();
  }
}
