/**
 * `zwp_text_input_v1` over the host's version 3. The host tells by itself which surface may be written in, so each of its seats
 * gets an object as soon as the client speaks of text input; what the client activates begins when both speak of the same surface.
 * Version 1 knows no `done`: a commit ends what was said before it, and a preedit is complete by itself.
 * A host takes it that a program cannot say what it has not said when it enables (text-input-unstable-v3.xml, `enable`; wlroots goes by
 * it), so enabling waits for what version 1 says once it may write.
 */
import { intMax } from '../../geometry/fixed.js';
import type { Rect } from '../../geometry/rect.js';
import { wl_seat, wl_surface } from '../../protocol/generated/wayland.js';
import {
  zwp_text_input_manager_v1,
  zwp_text_input_v1,
} from '../../protocol/generated/text-input-unstable-v1.js';
import {
  zwp_text_input_manager_v3,
  zwp_text_input_v3,
} from '../../protocol/generated/text-input-unstable-v3.js';
import type { Bridge } from '../bridge.js';
import type { PeerContext } from '../handler.js';
import type { ClientId, HostId } from '../ids.js';
import { livingObject } from '../living.js';
import { boundSeats } from './keyboard-focus.js';
import { TextSeats, type TextSeat } from './text-seats.js';
import type { Surrounding } from './text-keys.js';
import { toV3, type ContentType } from './text-input-words.js';

const { other: byOther } = zwp_text_input_v3.enums[0].entries;

/** Older libwayland receives no message over 4096 bytes. */
const longestTwice = 1900;

/** For how long the host hears nothing of what a client says without `commit_state`, of which not all speak. */
const uncommittedMs = 50;

/** What a client has said of its text, all of which version 3 forgets when it is enabled. */
interface State {
  surrounding?: Surrounding;
  content?: ContentType;
  rectangle?: Rect;
}

/** One of the client's. */
class TextInput {
  readonly #peer: PeerContext;
  readonly #id: ClientId;
  #seat: TextSeat | undefined;
  /** The host's. */
  surface: HostId | undefined;
  #began = false;
  /** The host was told so. */
  #enabled = false;
  #timer: NodeJS.Timeout | undefined;
  #serial = 0;
  readonly #state: State = {};
  #hadPreedit = false;

  constructor(peer: PeerContext, id: number) {
    this.#peer = peer;
    this.#id = peer.addServed(zwp_text_input_v1, 1, id, {
      activate: (_input, { seat, surface }) => this.#activate(seat, surface),
      deactivate: () => this.deactivate(),
      reset: () => {
        this.#tell((host) => {
          peer.sendRequest(zwp_text_input_v3, 'set_text_change_cause', host, { cause: byOther });
          peer.sendRequest(zwp_text_input_v3, 'commit', host, {});
        });
      },
      set_surrounding_text: (_input, surrounding) => this.#keep({ surrounding }),
      set_content_type: (_input, content) => this.#keep({ content }),
      set_cursor_rectangle: (_input, rectangle) => this.#keep({ rectangle }),
      commit_state: (_input, { serial }) => {
        this.#serial = serial;
        this.#sayState();
      },
    });
  }

  /** The host lets the surface that was activated be written in. */
  begin(): void {
    const surface = this.surface === undefined ? 0 : this.#peer.objects.clientIdOf(this.surface);
    if (this.#began || surface === 0) return;
    this.#began = true;
    this.#peer.sendServed(zwp_text_input_v1, 'enter', this.#id, { surface });
    this.#saySoon();
  }

  /** The host does so no longer. */
  end(): void {
    if (!this.#began) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#began = false;
    this.#enabled = false;
    this.#peer.sendServed(zwp_text_input_v1, 'leave', this.#id, {});
  }

  /** The client writes no more. */
  deactivate(): void {
    if (this.#seat?.active !== this) return;
    this.#tell((host) => {
      this.#peer.sendRequest(zwp_text_input_v3, 'disable', host, {});
      this.#peer.sendRequest(zwp_text_input_v3, 'commit', host, {});
    });
    this.end();
    this.#seat.active = undefined;
    this.#seat = undefined;
  }

  /** What an input method has done. */
  apply({ deletes, text, preedit }: TextSeat['pending']): void {
    if (!this.#began) return;
    const [peer, id, serial] = [this.#peer, this.#id, this.#serial];
    if (deletes) {
      const before = Math.min(deletes.before, intMax);
      const range = { index: -before, length: Math.min(before + deletes.after, intMax) };
      peer.sendServed(zwp_text_input_v1, 'delete_surrounding_text', id, range);
    }
    if (deletes || text !== undefined)
      peer.sendServed(zwp_text_input_v1, 'commit_string', id, { serial, text: text ?? '' });
    if (!preedit && !this.#hadPreedit) return;
    this.#hadPreedit = preedit !== undefined;
    const { text: shown = '', cursor = 0 } = preedit ?? {};
    // What is written if the preedit is given up: all of it, unless twice the text is more than a message holds.
    const commit = Buffer.byteLength(shown) > longestTwice ? '' : shown;
    peer.sendServed(zwp_text_input_v1, 'preedit_cursor', id, { index: cursor });
    peer.sendServed(zwp_text_input_v1, 'preedit_string', id, { serial, text: shown, commit });
  }

  #activate(seat: number, surface: number): void {
    const peer = this.#peer;
    livingObject(peer, wl_seat, seat, 'activate');
    const hostSurface = livingObject(peer, wl_surface, surface, 'activate');
    const textSeat = peer.part(textSeats).get(peer.part(boundSeats).get(seat) ?? 0);
    // A click into a field that is written in already.
    if (textSeat?.active === this && this.surface === hostSurface) return;
    this.deactivate();
    if (!textSeat || hostSurface === 0) return;
    // The host writes into one at a time, and forgets what the one before has said.
    textSeat.active?.deactivate();
    this.#seat = textSeat;
    this.surface = hostSurface;
    textSeat.active = this;
    if (textSeat.surface === hostSurface) this.begin();
  }

  #keep(said: State): void {
    Object.assign(this.#state, said);
    if (this.#began) this.#saySoon();
  }

  #saySoon(): void {
    this.#timer ??= setTimeout(() => this.#peer.act(() => this.#sayState()), uncommittedMs);
  }

  #sayState(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#began || !this.#seat) return;
    const { surrounding, content, rectangle } = this.#state;
    const peer = this.#peer;
    if (!this.#enabled) peer.sendRequest(zwp_text_input_v3, 'enable', this.#seat.id, {});
    this.#enabled = true;
    this.#tell((host) => {
      if (surrounding) peer.sendRequest(zwp_text_input_v3, 'set_surrounding_text', host, surrounding);
      if (content) peer.sendRequest(zwp_text_input_v3, 'set_content_type', host, toV3(content));
      if (rectangle) peer.sendRequest(zwp_text_input_v3, 'set_cursor_rectangle', host, rectangle);
      peer.sendRequest(zwp_text_input_v3, 'commit', host, {});
    });
  }

  /** Says something to the host, if it listens. */
  #tell(say: (id: HostId) => void): void {
    if (this.#enabled && this.#seat) say(this.#seat.id);
  }
}

const textSeats = (peer: PeerContext): TextSeats => new TextSeats(peer);

export const textInputV1Bridge: Bridge = {
  name: 'text-input',
  serves: zwp_text_input_manager_v1,
  over: [zwp_text_input_manager_v3, wl_seat],
  version: () => 1,
  started: (peer) => void peer.part(boundSeats),
  bind: (peer, id, version) => {
    peer.part(textSeats);
    peer.addServed(zwp_text_input_manager_v1, version, id, {
      create_text_input: (_manager, args) => void new TextInput(peer, args.id),
    });
  },
};
