/** The host's seats as version 3 of text-input knows them: which surface may be written in, and what an input method has done. */
import { wl_seat } from '../../protocol/generated/wayland.js';
import {
  zwp_text_input_manager_v3,
  zwp_text_input_v3,
} from '../../protocol/generated/text-input-unstable-v3.js';
import type { PeerContext } from '../handler.js';
import type { HostGlobal } from '../host-globals.js';
import type { HostId } from '../ids.js';

/** Who writes on a seat. */
export interface Writer {
  readonly surface: HostId | undefined;
  begin(): void;
  /** The host ends it. */
  end(): void;
  /** The client ends it, and the host is to hear of that. */
  deactivate(): void;
  apply(pending: TextSeat['pending']): void;
}

export interface TextSeat {
  /** The host's `zwp_text_input_v3`. */
  readonly id: HostId;
  /** The host's, `undefined` if nothing may be written in. */
  surface: HostId | undefined;
  active: Writer | undefined;
  /** Until the host says `done`. */
  pending: {
    deletes?: { readonly before: number; readonly after: number };
    text?: string;
    /** `cursor` in bytes, below 0 if it is hidden. */
    preedit?: { readonly text: string; readonly cursor: number };
  };
}

export class TextSeats {
  readonly #peer: PeerContext;
  readonly #manager: HostId;
  /** By the global's name. */
  readonly #seats = new Map<number, TextSeat>();

  constructor(peer: PeerContext) {
    this.#peer = peer;
    const manager = peer.hostGlobals.find(zwp_text_input_manager_v3)!;
    this.#manager = peer.hostGlobals.bind(manager, zwp_text_input_manager_v3, 1, {});
    peer.hostGlobals.watch({
      added: (global) => {
        if (global.interface === wl_seat.name) this.#add(global);
      },
      removed: ({ name }) => {
        this.#seats.get(name)?.active?.end();
        this.#seats.delete(name);
      },
    });
  }

  get(name: number): TextSeat | undefined {
    return this.#seats.get(name);
  }

  #add(global: HostGlobal): void {
    const bound = this.#peer.hostGlobals.bind(global, wl_seat, 1, {});
    const seat: TextSeat = {
      id: this.#peer.addProxy(zwp_text_input_v3, 1, {
        enter: (_input, { surface }) => {
          seat.surface = surface as HostId;
          if (seat.active?.surface === seat.surface) seat.active.begin();
        },
        leave: () => {
          seat.surface = undefined;
          seat.active?.end();
        },
        preedit_string: (_input, { text, cursor_begin: cursor }) => {
          if (text !== null) seat.pending.preedit = { text, cursor };
        },
        commit_string: (_input, { text }) => {
          if (text !== null) seat.pending.text = text;
        },
        delete_surrounding_text: (_input, { before_length: before, after_length: after }) => {
          seat.pending.deletes = { before, after };
        },
        done: () => {
          const { pending } = seat;
          seat.pending = {};
          seat.active?.apply(pending);
        },
      }),
      surface: undefined,
      active: undefined,
      pending: {},
    };
    this.#peer.sendRequest(zwp_text_input_manager_v3, 'get_text_input', this.#manager, {
      id: seat.id,
      seat: bound,
    });
    this.#seats.set(global.name, seat);
  }
}
