/**
 * What the user does with frames: the pointer and fingers over surfaces that Xwayland does not know, so none of it reaches
 * Xwayland. A press on a button counts when it is let go over the same button.
 */
import { wl_pointer } from '../../protocol/generated/wayland.js';
import type { PeerContext } from '../handler.js';
import type { HostId } from '../ids.js';
import { frameButtons, type FrameButton, type PartName, type Zone } from './frame-layout.js';
import { FrameCursors } from './frame-cursors.js';
import type { Frame } from './frame.js';
import type { InputArgs } from './input-hold.js';
import type { Press } from './presses.js';
import type { Shell } from './shell.js';

const { pressed } = wl_pointer.enums[1].entries;
/** linux/input-event-codes.h */
const button = { left: 0x110, right: 0x111 } as const;
const doubleClickMs = 400;

/** A pointer over a frame. */
interface Over {
  readonly frame: Frame;
  readonly part: PartName;
  readonly serial: number;
  x: number;
  y: number;
  zone: Zone;
  /** The button that was pressed and not let go. */
  armed: FrameButton | undefined;
  /** When the title bar was pressed last. */
  pressedAt: number;
}

export class FrameInput {
  readonly #frames = new Map<number, { readonly frame: Frame; readonly part: PartName }>();
  /** By the host's id of the pointer. */
  readonly #over = new Map<number, Over>();
  /** Fingers on frames, by the host's id of the touch device. */
  readonly #fingers = new Map<number, Set<number>>();
  readonly #cursors: FrameCursors;

  /** `scale`: pixels for each unit of a cursor, as they are wanted now. */
  constructor(peer: PeerContext, shell: Shell, scale: () => number) {
    this.#cursors = new FrameCursors(peer, shell, scale);
  }

  add(frame: Frame): void {
    for (const [id, part] of frame.surfaces()) this.#frames.set(id, { frame, part });
  }

  remove(frame: Frame): void {
    for (const [id] of frame.surfaces()) this.#frames.delete(id);
    // What still comes for it until the pointer leaves is nobody's.
    for (const over of this.#over.values()) if (over.frame === frame) over.armed = undefined;
  }

  /** Whether the event is about a frame, and not for Xwayland. */
  takesPointer(pointer: HostId, seat: HostId | undefined, name: string, args: InputArgs): boolean {
    if (name === 'enter') return this.#enter(pointer, args);
    const over = this.#over.get(pointer);
    if (!over) return false;
    if (name === 'leave') {
      over.frame.hover(undefined);
      this.#over.delete(pointer);
    } else if (name === 'motion') {
      this.#move(pointer, over, args);
    } else if (name === 'button') {
      this.#press(over, seat, args);
    }
    return true;
  }

  /** A finger comes down. Whether on a frame: all that it does then is taken. */
  takesFinger(touch: HostId, seat: HostId | undefined, { surface, id, x, y, serial }: InputArgs): boolean {
    const on = this.#frames.get(surface!);
    if (!on) {
      // Hosts that take a finger for themselves (to move a window) do not say when it goes up.
      this.#fingers.get(touch)?.delete(id!);
      return false;
    }
    this.#fingers.set(touch, (this.#fingers.get(touch) ?? new Set()).add(id!));
    const zone = on.frame.zoneAt(on.part, { x: x! / 256, y: y! / 256 });
    if (isButton(zone)) act(on.frame, zone);
    else if (seat !== undefined) grip(on.frame, zone, { seat, serial: serial! });
    return true;
  }

  /** Whether finger `id` is on a frame; `up`: no longer after this. */
  hasFinger(touch: HostId, id: number, up: boolean): boolean {
    const fingers = this.#fingers.get(touch);
    return (up ? fingers?.delete(id) : fingers?.has(id)) ?? false;
  }

  /** The host has taken all fingers away, or Xwayland has destroyed the touch device. */
  forgetFingers(touch: HostId): void {
    this.#fingers.delete(touch);
  }

  /** Xwayland has destroyed the pointer. */
  forgetPointer(pointer: HostId): void {
    this.#over.get(pointer)?.frame.hover(undefined);
    this.#over.delete(pointer);
  }

  #enter(pointer: HostId, { surface, serial, surface_x: x, surface_y: y }: InputArgs): boolean {
    this.#over.get(pointer)?.frame.hover(undefined);
    this.#over.delete(pointer);
    const on = this.#frames.get(surface!);
    if (!on) return false;
    const zone = 'move';
    const over: Over = { ...on, serial: serial!, x: 0, y: 0, zone, armed: undefined, pressedAt: -Infinity };
    this.#over.set(pointer, over);
    this.#cursors.set(pointer, serial!, zone);
    this.#move(pointer, over, { surface_x: x!, surface_y: y! });
    return true;
  }

  #move(pointer: HostId, over: Over, { surface_x: x, surface_y: y }: InputArgs): void {
    over.x = x! / 256;
    over.y = y! / 256;
    const zone = over.frame.zoneAt(over.part, over);
    if (zone === over.zone) return;
    over.zone = zone;
    over.frame.hover(isButton(zone) ? zone : undefined);
    this.#cursors.set(pointer, over.serial, zone);
  }

  #press(over: Over, seat: HostId | undefined, { button: code, state, time, serial }: InputArgs): void {
    if (seat === undefined) return;
    const { frame, part, zone } = over;
    const press = { seat, serial: serial! };
    if (code === button.right && state === pressed && part === 'top') {
      const { x, y } = frame.originOf(part);
      frame.actions.showMenu({ x: Math.round(x + over.x), y: Math.round(y + over.y) }, press);
    }
    if (code !== button.left) return;
    if (state !== pressed) {
      if (over.armed !== undefined && over.armed === zone) act(frame, over.armed);
      over.armed = undefined;
    } else if (isButton(zone)) {
      over.armed = zone;
    } else if (zone === 'move' && time! - over.pressedAt < doubleClickMs) {
      frame.actions.toggleMaximized();
    } else {
      over.pressedAt = time!;
      grip(frame, zone, press);
    }
  }
}

function isButton(zone: Zone): zone is FrameButton {
  return frameButtons.some((each) => each === zone);
}

function act({ actions }: Frame, which: FrameButton): void {
  if (which === 'close') actions.close();
  else if (which === 'maximize') actions.toggleMaximized();
  else actions.minimize();
}

function grip({ actions }: Frame, zone: Zone, press: Press): void {
  if (typeof zone === 'number') actions.startResize(zone, press);
  else actions.startMove(press);
}
