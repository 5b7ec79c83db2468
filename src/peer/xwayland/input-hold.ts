/**
 * Holds a device's events back while the X server restacks or moves the focus. Xwayland looks for the X window under pointers,
 * fingers and pens by itself, and gives keys to the one that has the focus, so the X server must be right before Xwayland hears
 * that one of them comes to a window; until then what comes for that device waits, in order. What waits is bounded, since an X program may keep the server to itself for as long as it likes.
 */
import { wl_surface } from '../../protocol/generated/wayland.js';
import type { InterfaceSchema } from '../../protocol/schema.js';
import type { PeerContext } from '../handler.js';
import type { ClientId, HostId } from '../ids.js';
import { lives } from '../living.js';

/** Numbers and ids by their names. */
export type InputArgs = Readonly<Record<string, number>>;
/** The same, and arrays. */
type HeldArgs = Readonly<Record<string, number | Uint8Array>>;

/** No more wait for one device: then it matters less that a window is on top than that the program hears of them. */
const maxHeld = 512;

export interface InputEvent {
  readonly name: string;
  readonly args: HeldArgs;
}

/** The objects in its arguments are the client's. */
interface Held extends InputEvent {
  /** Nothing stands in its own way; those before it may. */
  ready: boolean;
}

/** What one kind of device differs in. */
export interface HeldDevice {
  readonly table: InterfaceSchema;
  /** Takes off the end of the queue what the event makes out of date. */
  readonly supersede?: (queue: InputEvent[], name: string) => void;
  /** What the client is told right behind an event; `timeMs`: of the newest that had one. */
  readonly behind?: (event: InputEvent, timeMs: number) => InputEvent | undefined;
}

export class InputHold {
  readonly #peer: PeerContext;
  readonly #device: HeldDevice;
  /** What waits, by the client's device; those for which nothing waits are not in it. */
  readonly #waiting = new Map<number, Held[]>();
  #timeMs = 0;

  constructor(peer: PeerContext, device: HeldDevice) {
    this.#peer = peer;
    this.#device = device;
  }

  /** The client destroyed its device. */
  forget(device: number): void {
    this.#waiting.delete(device);
  }

  /** The client destroyed its surface: what waits for it is left out, as the host would have done. */
  surfaceGone(surface: number): void {
    for (const [device, queue] of this.#waiting) {
      const rest = queue.filter(({ args }) => args['surface'] !== surface);
      if (rest.length === queue.length) continue;
      this.#waiting.set(device, rest);
      this.#release(device);
    }
  }

  /** An event came, with the host's ids. Whether it passes at once; else it is kept. */
  passes(device: number, name: string, args: HeldArgs): boolean {
    if (typeof args['time'] === 'number') this.#timeMs = args['time'];
    if (!this.#waiting.has(device)) return true;
    this.#keep(device, name, args, true);
    return false;
  }

  /** The event brings the device to a surface. It is told to the client from here, once `prepare` has called back. */
  comes(device: number, name: string, args: HeldArgs, prepare: (proceed: () => void) => void): void {
    const held = this.#keep(device, name, args, false);
    if (!held) return;
    prepare(() => {
      held.ready = true;
      this.#release(device);
    });
  }

  #keep(device: number, name: string, args: HeldArgs, ready: boolean): Held | undefined {
    const translated = this.#translated(name, args);
    if (!translated) return undefined;
    const held: Held = { name, args: translated, ready };
    const queue = this.#waiting.get(device) ?? [];
    this.#device.supersede?.(queue, name);
    queue.push(held);
    this.#waiting.set(device, queue);
    if (queue.length > maxHeld) {
      for (const each of queue) each.ready = true;
      this.#release(device);
    }
    return held;
  }

  #release(device: number): void {
    const queue = this.#waiting.get(device);
    if (!queue) return;
    const unready = queue.findIndex(({ ready }) => !ready);
    const released = queue.splice(0, unready < 0 ? queue.length : unready);
    if (queue.length === 0) this.#waiting.delete(device);
    this.#peer.act(() => {
      for (const each of released) this.#send(device as ClientId, each);
    });
  }

  /** `undefined`: one of the objects is not there. The host's ids mean something else later. */
  #translated(name: string, args: HeldArgs): HeldArgs | undefined {
    const translated = { ...args };
    for (const each of this.#device.table.events.find((event) => event.name === name)!.args) {
      if (each.type !== 'object') continue;
      const id = this.#peer.objects.clientIdOf(args[each.name] as HostId);
      const isSurface = each.interface === wl_surface.name;
      if (isSurface ? !lives(this.#peer, wl_surface, id) : !this.#peer.objects.lives(id)) return undefined;
      translated[each.name] = id;
    }
    return translated;
  }

  #send(device: ClientId, event: InputEvent): void {
    const { table, behind } = this.#device;
    this.#peer.sendEvent(table, event.name, device, event.args as never);
    const next = behind?.(event, this.#timeMs);
    if (next) this.#peer.sendEvent(table, next.name, device, next.args as never);
  }
}
