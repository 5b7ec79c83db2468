/**
 * Holds a pointer's events back while the X server restacks. Xwayland looks for the X window under the pointer by itself,
 * so the window that the pointer enters must be on top there before Xwayland hears of it; until then what comes for that
 * pointer waits, in order.
 *
 * Behind each enter goes a motion to the same place: Xwayland (22.1) takes a button that follows an enter at once for one
 * at the corner of the screen.
 */
import { wl_pointer } from '../../protocol/generated/wayland.js';
import type { PeerContext } from '../handler.js';
import type { ClientId } from '../ids.js';

export type PointerEvent = (typeof wl_pointer.events)[number]['name'];
/** Arguments as the host sent them. */
export type PointerArgs = Readonly<Record<string, number>>;

interface Held {
  readonly name: PointerEvent;
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

  /** An event came. Whether it passes at once; else it is kept. */
  passes(pointer: number, name: PointerEvent, args: PointerArgs): boolean {
    this.#time = args['time'] ?? this.#time;
    const queue = this.#waiting.get(pointer);
    queue?.push({ name, args, ready: true });
    return queue === undefined;
  }

  /** The pointer enters a surface. It is told to the client from here, once `prepare` has called back. */
  enter(pointer: number, args: PointerArgs, prepare: (proceed: () => void) => void): void {
    const held: Held = { name: 'enter', args, ready: false };
    const queue = this.#waiting.get(pointer);
    if (queue) queue.push(held);
    else this.#waiting.set(pointer, [held]);
    prepare(() => {
      held.ready = true;
      this.#release(pointer);
    });
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

  /** A surface that has gone since then is left out, as the host would have done. */
  #send(pointer: ClientId, name: PointerEvent, args: PointerArgs): void {
    const { surface: hostSurface } = args;
    const surface = hostSurface === undefined ? undefined : this.#peer.objects.clientIdOf(hostSurface);
    if (surface === 0) return;
    const translated = surface === undefined ? args : { ...args, surface };
    this.#peer.sendEvent(wl_pointer, name, pointer, translated as never);
    if (name !== 'enter') return;
    const { surface_x: x = 0, surface_y: y = 0 } = args;
    this.#peer.sendEvent(wl_pointer, 'motion', pointer, { time: this.#time, surface_x: x, surface_y: y });
  }
}
