/**
 * The sizes of one toplevel: what the host has asked for, what that leaves for contents beside the frame and in the units that
 * they are in, and the limits that the host is told of. Owns the frame and who draws it, but not when anything is shown.
 */
import { xdg_surface, xdg_toplevel } from '../../protocol/generated/xdg-shell.js';
import type { HostId } from '../ids.js';
import { askForDecoration, type Decoration } from './decoration.js';
import { noStates, statesIn } from './toplevel-states.js';
import type { WindowFrame } from './window-frame.js';
import { fillsExactly, WindowScale } from './window-scale.js';
import type { XdgWindowParts } from './xdg-window.js';
import type { FilledBy, Place, Size, WindowStates } from './windows.js';

export class ToplevelGeometry {
  readonly frame: WindowFrame;
  readonly #parts: XdgWindowParts;
  readonly #toplevel: HostId;
  readonly #scale: WindowScale;
  readonly #decoration: Decoration | undefined;
  #limits = { least: { width: 0, height: 0 }, most: { width: 0, height: 0 } };
  /** What the host asked for last; 0: nothing. */
  #asked: Size = { width: 0, height: 0 };
  #states = noStates;
  #filledBy: FilledBy | undefined;
  /** Contents that go with what was acknowledged last, where the host insists on a size. */
  #insisted: { readonly size: Size; readonly exactly: boolean } | undefined;

  /** `frameChanged` is called when the host begins or ends to draw the frame, perhaps late: the window may be closed then. */
  constructor(parts: XdgWindowParts, toplevel: HostId, frame: WindowFrame, frameChanged: () => void) {
    const { peer, shell, surface } = parts;
    this.#parts = parts;
    this.#toplevel = toplevel;
    this.frame = frame;
    this.#scale = new WindowScale(peer, surface.id);
    this.#decoration = askForDecoration(peer, shell, { toplevel, surface: surface.hostId }, (byHost) => {
      frame.byHost = byHost;
      frameChanged();
    });
    frame.byHost = this.#decoration !== undefined;
    this.#decoration?.ask(true);
  }

  /** What the host has said last. */
  get states(): WindowStates {
    return this.#states;
  }

  /** Whether the host insists on the size that it has asked for. */
  get strict(): boolean {
    return this.#states.maximized || this.#states.fullscreen;
  }

  /** Where the contents begin. */
  get origin(): Place {
    const { left: x, top: y } = this.frame.insets(this.#states);
    return { x, y };
  }

  /** What the host's last size leaves for contents; 0: whatever they like. */
  get room(): Size {
    return this.frame.inside(this.#asked, this.#states);
  }

  /** `xdg_toplevel.configure`. */
  configure(width: number, height: number, states: Uint8Array): void {
    this.#asked = this.#scale.asked({ width: Math.max(width, 0), height: Math.max(height, 0) });
    this.#states = statesIn(states);
  }

  decorate(on: boolean): void {
    this.#decoration?.ask(on);
    this.frame.wanted = on;
  }

  /** Of contents; 0 and less: none. */
  limit(least: Size, most: Size): void {
    this.#limits = { least, most };
    this.passLimits();
  }

  /** Tells the host of the limits again: what they are with a frame has changed. */
  passLimits(): void {
    const { floor, ceiling } = this.frame.limits(this.#limits);
    const { peer } = this.#parts;
    peer.sendRequest(xdg_toplevel, 'set_min_size', this.#toplevel, this.#scale.inUnits(floor));
    peer.sendRequest(xdg_toplevel, 'set_max_size', this.#toplevel, this.#scale.inUnits(ceiling));
  }

  /** How many times as large as others it is to be shown, once `rescale` is called. Whether that is news. */
  wantScale(times: number): boolean {
    return this.#scale.want(times);
  }

  /** What the host has asked for last counts in the units that are wanted now. */
  askedAnew(): void {
    this.#asked = this.#scale.last ?? this.#asked;
  }

  /** Contents of `size` come next, which something may make larger. */
  settle(size: Size, filledBy: FilledBy | undefined): void {
    this.#filledBy = filledBy;
    this.#scale.fill(filledBy === 'peer' ? this.frame.around(size, this.#states) : undefined, this.#asked);
  }

  canFill(size: Size): boolean {
    if (!this.#scale.works) return false;
    // The host has an error for maximised windows that leave something free, and none for fullscreen ones.
    return !this.#states.maximized || fillsExactly(this.frame.around(size, this.#states), this.#asked);
  }

  /** The contents that are committed next are in the units that are wanted, and so is all that was said before. Whether they are others. */
  rescale(): boolean {
    if (!this.#scale.apply(this.#asked)) return false;
    this.frame.rescaled(this.#scale.applied);
    // They are the program's, however its contents are scaled to fill something.
    if (!this.#scale.isFilling) this.passLimits();
    return true;
  }

  /** Whether contents of that size are an error now: maximized windows have theirs, fullscreen ones are no larger (xdg-shell). */
  forbids({ width, height }: Size): boolean {
    if (!this.#insisted) return false;
    const { size, exactly } = this.#insisted;
    if (exactly) return width !== size.width || height !== size.height;
    return width > size.width || height > size.height;
  }

  /** The contents that are committed next are `settled`: the frame fits them, and the host knows of both together. */
  fit(settled: Size | undefined, xdgSurface: HostId): void {
    const { fullscreen } = this.#states;
    this.#insisted = this.strict && settled ? { size: settled, exactly: !fullscreen } : undefined;
    const shown = this.#filledBy === 'Xwayland' ? this.room : settled;
    const box = shown && this.frame.fit(shown, this.#states);
    if (box) this.#parts.peer.sendRequest(xdg_surface, 'set_window_geometry', xdgSurface, box);
  }

  /** Before the toplevel is destroyed. */
  end(): void {
    this.frame.end();
    this.#decoration?.destroy();
  }
}
