/**
 * `zwp_text_input_v3` over the host's version 1. Version 3 follows the keyboard's focus, which version 1 does not tell: the peer
 * watches it. State is said at each commit; what an input method does arrives as it is, ended by `done`. Version 1 cannot
 * destroy its objects, so they are used again.
 */
import { wl_seat, wl_surface } from '../../protocol/generated/wayland.js';
import {
  zwp_text_input_manager_v1,
  zwp_text_input_v1,
} from '../../protocol/generated/text-input-unstable-v1.js';
import {
  zwp_text_input_manager_v3,
  zwp_text_input_v3,
} from '../../protocol/generated/text-input-unstable-v3.js';
import { intMax } from '../../geometry/fixed.js';
import type { Rect } from '../../geometry/rect.js';
import type { Bridge } from '../bridge.js';
import type { PeerContext } from '../handler.js';
import type { ClientId, HostId } from '../ids.js';
import { lives, livingObject } from '../living.js';
import { boundSeats, keyboardFocus } from './keyboard-focus.js';
import { textOfKey, type Surrounding } from './text-keys.js';
import { toV1, type ContentType } from './text-input-words.js';

const pressed = 1;
/** How version 3 says that no cursor is to be shown. */
const hidden = -1;

interface State {
  surrounding: Surrounding | undefined;
  content: ContentType | undefined;
  rectangle: Rect | undefined;
}

const nothing = (): State => ({ surrounding: undefined, content: undefined, rectangle: undefined });

/** The host's object, and which of the client's it stands for at present. */
interface HostInput {
  readonly id: HostId;
  of: TextInput | undefined;
}

class TextInput {
  readonly #peer: PeerContext;
  readonly #inputs: TextInputs;
  readonly seat: number;
  readonly #host: HostInput;
  #id: ClientId | undefined;
  /** What the next commit does: nothing, or this. */
  #turned: 'on' | 'off' | undefined;
  #state = nothing();
  /** The client's, while it has the keyboard. */
  #surface: ClientId | undefined;
  #active = false;
  /** Commits of the client's so far. */
  #serial = 0;
  /** Said by the host, for the preedit or the commit that follows. */
  #cursor: number | undefined;
  #deletes: { readonly index: number; readonly length: number } | undefined;
  #surrounding: Surrounding | undefined;

  constructor(peer: PeerContext, inputs: TextInputs, seat: number, host: HostInput) {
    this.#peer = peer;
    this.#inputs = inputs;
    this.seat = seat;
    this.#host = host;
  }

  serve(version: number, id: number): void {
    this.#id = this.#peer.addServed(zwp_text_input_v3, version, id, {
      enable: () => {
        this.#turned = 'on';
        this.#state = nothing();
      },
      disable: () => {
        this.#turned = 'off';
      },
      set_surrounding_text: (_input, args) => void (this.#state.surrounding = args),
      set_content_type: (_input, args) => void (this.#state.content = args),
      set_cursor_rectangle: (_input, args) => void (this.#state.rectangle = args),
      commit: () => this.#commit(),
      destroy: (target) => {
        this.#deactivate();
        this.#inputs.remove(this, this.#host);
        this.#peer.endResource(target.id as ClientId);
      },
    });
    const surface = this.#peer.part(keyboardFocus).surface(this.seat);
    if (surface !== undefined) this.focus(surface);
  }

  focus(surface: ClientId): void {
    if (this.#id === undefined || !lives(this.#peer, wl_surface, surface)) return;
    this.#surface = surface;
    this.#peer.sendServed(zwp_text_input_v3, 'enter', this.#id, { surface });
  }

  blur(): void {
    const surface = this.#surface;
    this.#deactivate();
    this.#surface = undefined;
    if (surface === undefined || this.#id === undefined || !lives(this.#peer, wl_surface, surface)) return;
    this.#peer.sendServed(zwp_text_input_v3, 'leave', this.#id, { surface });
  }

  #commit(): void {
    this.#serial++;
    const turned = this.#turned;
    this.#turned = undefined;
    if (turned === 'off') this.#deactivate();
    if (turned === 'on') this.#activate();
    if (!this.#active) return;
    const { surrounding, content, rectangle } = this.#state;
    this.#state = nothing();
    const { id } = this.#host;
    this.#surrounding = surrounding ?? this.#surrounding;
    if (surrounding) this.#peer.sendRequest(zwp_text_input_v1, 'set_surrounding_text', id, surrounding);
    if (content) this.#peer.sendRequest(zwp_text_input_v1, 'set_content_type', id, toV1(content));
    if (rectangle) this.#peer.sendRequest(zwp_text_input_v1, 'set_cursor_rectangle', id, rectangle);
    this.#peer.sendRequest(zwp_text_input_v1, 'commit_state', id, { serial: this.#serial });
  }

  #activate(): void {
    const peer = this.#peer;
    const seat = peer.part(keyboardFocus).seat(this.seat);
    const own = this.#surface;
    if (seat === undefined || own === undefined || !lives(peer, wl_surface, own)) return;
    const { id } = this.#host;
    this.#surrounding = undefined;
    const surface = peer.objects.hostIdOf(own);
    if (this.#active) peer.sendRequest(zwp_text_input_v1, 'reset', id, {});
    else peer.sendRequest(zwp_text_input_v1, 'activate', id, { seat, surface });
    peer.sendRequest(zwp_text_input_v1, 'show_input_panel', id, {});
    this.#active = true;
  }

  #deactivate(): void {
    const seat = this.#peer.part(keyboardFocus).seat(this.seat);
    if (!this.#active) return;
    this.#active = false;
    const { id } = this.#host;
    this.#peer.sendRequest(zwp_text_input_v1, 'hide_input_panel', id, {});
    if (seat !== undefined) this.#peer.sendRequest(zwp_text_input_v1, 'deactivate', id, { seat });
  }

  /** The host's `preedit_cursor`, for the preedit that follows. */
  cursorAt(index: number): void {
    this.#cursor = index;
  }

  /** The host's `delete_surrounding_text`, for the commit that follows. */
  deleteAround(index: number, length: number): void {
    this.#deletes = { index, length };
  }

  preedit(serial: number, text: string): void {
    const at = Math.max(hidden, this.#cursor ?? Buffer.byteLength(text));
    this.#cursor = undefined;
    const given = { text: text === '' ? null : text, cursor_begin: at, cursor_end: at };
    this.#say(serial, (id) => this.#peer.sendServed(zwp_text_input_v3, 'preedit_string', id, given));
  }

  /** What is to be deleted is told where it touches the cursor, which is all that version 3 can say. */
  commitText(serial: number, text: string): void {
    const { index = 0, length = 0 } = this.#deletes ?? {};
    this.#deletes = undefined;
    const [before, after] = [-index, index + length];
    this.#say(serial, (id) => {
      if (length > 0 && before >= 0 && after >= 0) this.#delete(id, before, after);
      if (text !== '') this.#peer.sendServed(zwp_text_input_v3, 'commit_string', id, { text });
    });
  }

  /** A key that an input method pressed by its meaning; version 3 leaves such to the keyboard. */
  key(serial: number, sym: number, state: number): void {
    const does = state === pressed ? textOfKey(sym, this.#surrounding) : undefined;
    if (!does) return;
    this.#say(serial, (id) => {
      if ('text' in does) this.#peer.sendServed(zwp_text_input_v3, 'commit_string', id, { text: does.text });
      else this.#delete(id, does.before, does.after);
    });
  }

  #delete(id: ClientId, before: number, after: number): void {
    const lengths = { before_length: before, after_length: Math.min(after, intMax) };
    this.#peer.sendServed(zwp_text_input_v3, 'delete_surrounding_text', id, lengths);
  }

  #say(serial: number, tell: (id: ClientId) => void): void {
    if (!this.#active || this.#id === undefined) return;
    tell(this.#id);
    this.#peer.sendServed(zwp_text_input_v3, 'done', this.#id, { serial });
  }
}

class TextInputs {
  readonly #peer: PeerContext;
  readonly #manager: HostId;
  readonly #inputs = new Set<TextInput>();
  readonly #free: HostInput[] = [];

  constructor(peer: PeerContext) {
    this.#peer = peer;
    const global = peer.hostGlobals.find(zwp_text_input_manager_v1)!;
    this.#manager = peer.hostGlobals.bind(global, zwp_text_input_manager_v1, 1, {});
    peer.part(keyboardFocus).watch({
      entered: (seat, surface) => this.#each(seat, (input) => input.focus(surface)),
      left: (seat) => this.#each(seat, (input) => input.blur()),
    });
  }

  add(version: number, id: number, seat: number): void {
    livingObject(this.#peer, wl_seat, seat, 'get_text_input');
    const host = this.#free.pop() ?? this.#make();
    const input = new TextInput(this.#peer, this, this.#peer.part(boundSeats).get(seat) ?? 0, host);
    host.of = input;
    this.#inputs.add(input);
    input.serve(version, id);
  }

  remove(input: TextInput, host: HostInput): void {
    this.#inputs.delete(input);
    host.of = undefined;
    this.#free.push(host);
  }

  #each(seat: number, tell: (input: TextInput) => void): void {
    for (const input of this.#inputs) if (input.seat === seat) tell(input);
  }

  #make(): HostInput {
    const host: HostInput = {
      id: this.#peer.addProxy(zwp_text_input_v1, 1, {
        preedit_cursor: (_input, { index }) => host.of?.cursorAt(index),
        preedit_string: (_input, { serial, text }) => host.of?.preedit(serial, text),
        delete_surrounding_text: (_input, { index, length }) => host.of?.deleteAround(index, length),
        commit_string: (_input, { serial, text }) => host.of?.commitText(serial, text),
        keysym: (_input, { serial, sym, state }) => host.of?.key(serial, sym, state),
      }),
      of: undefined,
    };
    this.#peer.sendRequest(zwp_text_input_manager_v1, 'create_text_input', this.#manager, { id: host.id });
    return host;
  }
}

const textInputs = (peer: PeerContext): TextInputs => new TextInputs(peer);

export const textInputV3Bridge: Bridge = {
  name: 'text-input',
  serves: zwp_text_input_manager_v3,
  over: [zwp_text_input_manager_v1, wl_seat],
  version: () => 1,
  started: (peer) => void peer.part(boundSeats),
  bind: (peer, id, bound) => {
    peer.part(textInputs);
    peer.addServed(zwp_text_input_manager_v3, bound, id, {
      get_text_input: ({ version }, args) => peer.part(textInputs).add(version, args.id, args.seat),
      destroy: (ended) => peer.endResource(ended.id as ClientId),
    });
  },
};
