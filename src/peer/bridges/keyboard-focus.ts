/** The peer's own seats on the host, and which surface has the keyboard of each: for what follows the focus on the client's behalf. */
import { wl_keyboard, wl_seat } from '../../protocol/generated/wayland.js';
import type { PeerContext } from '../handler.js';
import type { HostGlobal } from '../host-globals.js';
import type { ClientId, HostId } from '../ids.js';

/** Told of a seat's focus; surfaces are the client's. */
export interface FocusWatcher {
  entered(seat: number, surface: ClientId): void;
  left(seat: number): void;
}

interface Seat {
  readonly id: HostId;
  keyboard: HostId | undefined;
  /** The client's. */
  surface: ClientId | undefined;
}

const { keyboard: hasKeyboard } = wl_seat.enums[0].entries;
const releaseSince = 3;

export class KeyboardFocus {
  readonly #peer: PeerContext;
  /** By the global's name. */
  readonly #seats = new Map<number, Seat>();
  readonly #watchers: FocusWatcher[] = [];

  constructor(peer: PeerContext) {
    this.#peer = peer;
    peer.hostGlobals.watch({
      added: (global) => {
        if (global.interface === wl_seat.name) this.#add(global);
      },
      removed: ({ name }) => this.#remove(name),
    });
  }

  watch(watcher: FocusWatcher): void {
    this.#watchers.push(watcher);
  }

  /** The peer's own object for a seat. */
  seat(name: number): HostId | undefined {
    return this.#seats.get(name)?.id;
  }

  /** The client's surface that has the keyboard. */
  surface(name: number): ClientId | undefined {
    return this.#seats.get(name)?.surface;
  }

  #add(global: HostGlobal): void {
    const { name } = global;
    const version = Math.min(global.version, wl_seat.version);
    const seat: Seat = {
      id: this.#peer.hostGlobals.bind(global, wl_seat, version, {
        capabilities: (_seat, { capabilities }) => {
          if ((capabilities & hasKeyboard) !== 0) seat.keyboard ??= this.#listen(name, seat, version);
          else this.#forgetKeyboard(name, seat, version);
        },
      }),
      keyboard: undefined,
      surface: undefined,
    };
    this.#seats.set(name, seat);
  }

  #listen(name: number, seat: Seat, version: number): HostId {
    const id = this.#peer.addProxy(wl_keyboard, version, {
      enter: (_keyboard, { surface }) => {
        const known = this.#peer.objects.clientIdOf(surface);
        seat.surface = known === 0 ? undefined : known;
        if (known !== 0) for (const watcher of this.#watchers) watcher.entered(name, known);
      },
      leave: () => this.#left(name, seat),
    });
    this.#peer.sendRequest(wl_seat, 'get_keyboard', seat.id, { id });
    return id;
  }

  #left(name: number, seat: Seat): void {
    const { surface } = seat;
    seat.surface = undefined;
    if (surface !== undefined) for (const watcher of this.#watchers) watcher.left(name);
  }

  #forgetKeyboard(name: number, seat: Seat, version: number): void {
    if (seat.keyboard === undefined) return;
    if (version >= releaseSince) this.#peer.sendRequest(wl_keyboard, 'release', seat.keyboard, {});
    seat.keyboard = undefined;
    this.#left(name, seat);
  }

  #remove(name: number): void {
    const seat = this.#seats.get(name);
    if (!seat) return;
    this.#left(name, seat);
    this.#seats.delete(name);
  }
}

export const keyboardFocus = (peer: PeerContext): KeyboardFocus => new KeyboardFocus(peer);

/** Which of the host's seats the client's objects stand for: global names by the client's ids. */
export const boundSeats = (peer: PeerContext): ReadonlyMap<number, number> => {
  const names = new Map<number, number>();
  peer.globals.watchBinds(wl_seat, (name, id) => names.set(id, name));
  return names;
};
