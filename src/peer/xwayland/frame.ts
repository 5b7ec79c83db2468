/**
 * The frame of one window, where the host draws none: a title bar and three borders, subsurfaces of the window's surface.
 * They are synchronised with it: a frame of a new size is seen with the contents of that size, never before. What the
 * user does with it is told by `frame-input.ts`.
 */
import { wl_subcompositor, wl_subsurface } from '../../protocol/generated/wayland.js';
import type { PeerContext } from '../handler.js';
import type { HostId } from '../ids.js';
import {
  insetsFor,
  partBox,
  partNames,
  zoneAt,
  type FrameButton,
  type Insets,
  type PartName,
  type Zone,
} from './frame-layout.js';
import { paintPlain, paintTitleBar } from './frame-paint.js';
import { OwnSurface } from './own-surface.js';
import type { Press } from './presses.js';
import type { Shell } from './shell.js';
import type { Box, Place, Size, WindowStates } from './windows.js';

/** What a frame shows beside its window's size. */
export interface FrameLook {
  readonly title: string;
  /** `#rrggbb`. */
  readonly color: string;
  readonly states: WindowStates;
  /** The user cannot change the size. */
  readonly fixed: boolean;
  /** Pixels for each unit. */
  readonly scale: number;
}

/** What the user may ask of a window by its frame. */
export interface FrameActions {
  close(): void;
  toggleMaximized(): void;
  minimize(): void;
  startMove(press: Press): void;
  startResize(edge: number, press: Press): void;
  /** At a place relative to the contents. */
  showMenu(at: Place, press: Press): void;
}

interface Part {
  readonly surface: OwnSurface;
  readonly subsurface: HostId;
  box: Box | undefined;
}

export class Frame {
  readonly actions: FrameActions;
  readonly #peer: PeerContext;
  readonly #parts: ReadonlyMap<PartName, Part>;
  #hovered: FrameButton | undefined;
  #size: Size | undefined;
  #look: FrameLook | undefined;

  /** A frame around the host's `surface`; nothing shows before `fit`. */
  constructor(peer: PeerContext, shell: Shell, surface: HostId, actions: FrameActions) {
    this.actions = actions;
    this.#peer = peer;
    this.#parts = new Map(partNames.map((name) => [name, makePart(peer, shell, surface)]));
  }

  /** The host's ids of its surfaces, and which part each is. */
  *surfaces(): Iterable<readonly [HostId, PartName]> {
    for (const [name, { surface }] of this.#parts) yield [surface.id, name];
  }

  /** To be seen with the next commit of the window's surface, whose contents have `size` then. */
  fit(size: Size, look: FrameLook): void {
    const [sizeBefore, lookBefore] = [this.#size, this.#look];
    const sameSize = sizeBefore?.width === size.width && sizeBefore.height === size.height;
    if (sameSize && lookBefore && sameLook(lookBefore, look)) return;
    this.#size = size;
    this.#look = look;
    for (const [name, part] of this.#parts) {
      part.box = partBox(name, size, this.#insets);
      this.#peer.sendRequest(wl_subsurface, 'set_sync', part.subsurface, {});
      if (!part.box) part.surface.hide();
      else {
        const { x, y } = part.box;
        this.#peer.sendRequest(wl_subsurface, 'set_position', part.subsurface, { x, y });
        part.surface.show(part.box, this.#paint(name, part.box), look.scale);
      }
    }
  }

  /** Pixels for each unit, as it is drawn. */
  get scale(): number {
    return this.#look?.scale ?? 1;
  }

  /** The title has changed: seen at once. */
  retitle(title: string): void {
    if (!this.#look || this.#look.title === title) return;
    this.#look = { ...this.#look, title };
    this.#repaintBar();
  }

  /** The pointer is over a button, or over none. */
  hover(button: FrameButton | undefined): void {
    if (this.#hovered === button) return;
    this.#hovered = button;
    this.#repaintBar();
  }

  zoneAt(part: PartName, at: Place): Zone {
    if (!this.#size || !this.#look) return 'move';
    return zoneAt(part, at, this.#size, this.#insets, !this.#look.fixed);
  }

  /** Where a part begins, relative to the contents. */
  originOf(part: PartName): Place {
    return this.#parts.get(part)?.box ?? { x: 0, y: 0 };
  }

  /** A pointer may be over it still: what it does there changes nothing any more. */
  destroy(): void {
    for (const part of this.#parts.values()) {
      this.#peer.sendRequest(wl_subsurface, 'destroy', part.subsurface, {});
      part.surface.destroy();
      part.box = undefined;
    }
  }

  get #insets(): Insets {
    return insetsFor(this.#look!.states);
  }

  #repaintBar(): void {
    const part = this.#parts.get('top')!;
    if (!part.box) return;
    this.#peer.sendRequest(wl_subsurface, 'set_desync', part.subsurface, {});
    part.surface.show(part.box, this.#paint('top', part.box), this.#look!.scale);
  }

  #paint(name: PartName, { width, height }: Size): Buffer {
    const { color, title, states, fixed, scale } = this.#look!;
    if (name !== 'top') return paintPlain({ width: width * scale, height: height * scale }, color);
    const { activated: active, maximized } = states;
    const hovered = this.#hovered;
    const bar = { width, title, color, active, hovered, maximized, fixed, insets: this.#insets };
    return paintTitleBar(bar, scale);
  }
}

function makePart(peer: PeerContext, shell: Shell, parent: HostId): Part {
  const surface = new OwnSurface(peer, shell);
  const subcompositor = shell.subcompositor!;
  const subsurface = peer.addProxy(wl_subsurface, 1, {});
  const ids = { id: subsurface, surface: surface.id, parent };
  peer.sendRequest(wl_subcompositor, 'get_subsurface', subcompositor, ids);
  return { surface, subsurface, box: undefined };
}

function sameLook(a: FrameLook, b: FrameLook): boolean {
  if (a.title !== b.title || a.color !== b.color || a.fixed !== b.fixed || a.scale !== b.scale) return false;
  const { states } = b;
  return (Object.keys(states) as (keyof WindowStates)[]).every((name) => a.states[name] === states[name]);
}
