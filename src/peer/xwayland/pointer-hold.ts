/**
 * Holds a pointer's events back while the X server restacks. Xwayland looks for the X window under the pointer by itself,
 * so the window that the pointer enters must be on top there before Xwayland hears of it; until then what comes for that
 * pointer waits, in order. What waits is bounded, since an X program may keep the server to itself for as long as it likes.
 *
 * Behind each enter goes a motion to the same place: Xwayland (22.1) takes a button that follows an enter at once for one
 * at the corner of the screen.
 */
import { wl_pointer, wl_surface } from '../../protocol/generated/wayland.js';
import type { PeerContext } from '../handler.js';
import type { ClientId } from '../ids.js';
import { lives } from '../living.js';

export type PointerEvent = (typeof wl_pointer.events)[number]['name'];
/** Arguments as the host sent them. */
export type PointerArgs = Readonly<Record<string, number>>;

/** No more wait for one pointer: then it matters less that a window is on top than that the program hears of them. */
const maxHeld = 512;

interface Held {
  readonly name: PointerEvent;
  /** The surface in them is the client's. */
  readonly args: PointerArgs;
  /** Nothing stands in its own way; those before it may. */
  ready: boolean;
}

export class PointerHold {
  readonly #peer: PeerContext;
  /** What waits, by the client's pointer; pointers for which nothing waits are not in it. */
  readonly #waiting = new Map<number, Held[]>();

  /** The time of the last event that had one. */
  #time = 0;

  constructor(peer: PeerContext) {
    this.#peer = peer;
  }

  /** The client destroyed its pointer. */
  forget(pointer: number): void {
    this.#waiting.delete(pointer);
  }

  /** The client destroyed its surface: what waits for it is left out, as the host would have done. */
  surfaceGone(surface: number): void {
    for (const [pointer, queue] of this.#waiting) {
      const rest = queue.filter(({ args }) => args['surface'] !== surface);
      if (rest.length === queue.length) continue;
      this.#waiting.set(pointer, rest);
      this.#release(pointer);
    }
  }

  /** An event came. Whether it passes at once; else it is kept. */
  passes(pointer: number, name: PointerEvent, args: PointerArgs): boolean {
    this.#time = args['time'] ?? this.#time;
    if (!this.#waiting.has(pointer)) return true;
    this.#keep(pointer, name, args, true);
    return false;
  }

  /** The pointer enters a surface. It is told to the client from here, once `prepare` has called back. */
  enter(pointer: number, args: PointerArgs, prepare: (proceed: () => void) => void): void {
    const held = this.#keep(pointer, 'enter', args, false);
    if (!held) return;
    prepare(() => {
      held.ready = true;
      this.#release(pointer);
    });
  }

  #keep(pointer: number, name: PointerEvent, args: PointerArgs, ready: boolean): Held | undefined {
    const translated = this.#translated(args);
    if (!translated) return undefined;
    const held: Held = { name, args: translated, ready };
    const queue = this.#waiting.get(pointer) ?? [];
    if (name === 'motion') dropLastMotion(queue);
    queue.push(held);
    this.#waiting.set(pointer, queue);
    if (queue.length > maxHeld) {
      for (const each of queue) each.ready = true;
      this.#release(pointer);
    }
    return held;
  }

  #release(pointer: number): void {
    const queue = this.#waiting.get(pointer);
    if (!queue) return;
    const unready = queue.findIndex(({ ready }) => !ready);
    const released = queue.splice(0, unready < 0 ? queue.length : unready);
    if (queue.length === 0) this.#waiting.delete(pointer);
    this.#peer.act(() => {
      for (const { name, args } of released) this.#send(pointer as ClientId, name, args);
    });
  }

  /** `undefined`: the surface is not there. The host's ids mean something else later. */
  #translated(args: PointerArgs): PointerArgs | undefined {
    const { surface: hostSurface } = args;
    if (hostSurface === undefined) return args;
    const surface = this.#peer.objects.clientIdOf(hostSurface);
    return lives(this.#peer, wl_surface, surface) ? { ...args, surface } : undefined;
  }

  #send(pointer: ClientId, name: PointerEvent, args: PointerArgs): void {
    this.#peer.sendEvent(wl_pointer, name, pointer, args as never);
    if (name !== 'enter') return;
    const { surface_x: x = 0, surface_y: y = 0 } = args;
    this.#peer.sendEvent(wl_pointer, 'motion', pointer, { time: this.#time, surface_x: x, surface_y: y });
  }
}

/** A movement that nothing has come behind is out of date with the next one; so is one in a frame of its own. */
function dropLastMotion(queue: Held[]): void {
  const framed = queue.at(-1)?.name === 'frame';
  const at = queue.length - (framed ? 2 : 1);
  const alone = !framed || queue[at - 1]?.name === 'frame';
  if (queue[at]?.name === 'motion' && alone) queue.splice(at);
}
