/**
 * What strict hosts demand of sources, offers, tokens, frames and icons (wayland.xml, xdg-activation, xdg-decoration,
 * xdg-toplevel-icon). Throws with the error that such a host would end the connection with.
 */
import type { FakeHost } from './fake-host.js';
import type { Seen } from './fake-end.js';

type Numbers = Readonly<Record<string, number>>;

interface Source {
  usedFor: 'drag' | 'selection' | undefined;
  hasActions: boolean;
}

interface Offer {
  kind: 'drag' | 'selection' | undefined;
  accepted: boolean;
  dropped: boolean;
  action: number;
}

export class ExchangeRules {
  readonly offers = new Map<number, Offer>();
  readonly #sources = new Map<number, Source>();
  readonly #used = new Set<number>();
  /** Objects of tokens that the host has given. */
  readonly given = new Set<number>();
  /** Toplevels by their decoration, and by their dialog. */
  readonly #extras = new Map<number, number>();
  /** Buffers of icons that live. */
  readonly #icons = new Map<number, { readonly buffers: Set<number>; isSet: boolean }>();

  constructor(host: FakeHost) {
    host.tellAlso(
      (each) => this.#heard(each),
      (each) => this.#said(each),
    );
  }

  #said({ id, interface: type, message, args }: Seen): void {
    const given = args as Numbers;
    if (type === 'xdg_activation_token_v1') this.given.add(id);
    if (type === 'wl_data_offer' && message === 'action') this.offers.get(id)!.action = given['dnd_action']!;
    if (type !== 'wl_data_device') return;
    if (message === 'data_offer')
      this.offers.set(given['id']!, { kind: undefined, accepted: false, dropped: false, action: 0 });
    const offer = this.offers.get(given['id'] ?? 0);
    if (message === 'selection' && offer) offer.kind = 'selection';
    if (message === 'enter' && offer) offer.kind = 'drag';
  }

  #heard({ id, interface: type, message, args }: Seen): void {
    const given = args as Numbers;
    if (type === 'wl_data_device_manager' && message === 'create_data_source')
      this.#sources.set(given['id']!, { usedFor: undefined, hasActions: false });
    else if (type === 'wl_data_source') this.#source(id, message);
    else if (type === 'wl_data_device') this.#device(message, given);
    else if (type === 'wl_data_offer') this.#offer(id, message, given);
    else if (type === 'xdg_activation_token_v1') this.#token(id, message);
    else if (message === 'get_toplevel_decoration' || message === 'get_xdg_dialog')
      this.#makeExtra(given, message);
    else if (type === 'zxdg_toplevel_decoration_v1' || type === 'xdg_dialog_v1') this.#extra(id, message);
    else if (type === 'xdg_toplevel' && message === 'destroy')
      check(![...this.#extras.values()].includes(id), 'zxdg_toplevel_decoration_v1.orphaned');
    else this.#icon(id, type, message, given);
  }

  #source(id: number, message: string): void {
    const source = this.#sources.get(id)!;
    if (message === 'set_actions') {
      check(!source.hasActions && !source.usedFor, 'wl_data_source.invalid_source');
      source.hasActions = true;
    }
    if (message === 'destroy') this.#sources.delete(id);
  }

  #device(message: string, args: Numbers): void {
    const source = this.#sources.get(args['source'] ?? 0);
    if (!source) return;
    check(!source.usedFor, 'wl_data_device.used_source');
    check(message !== 'set_selection' || !source.hasActions, 'wl_data_source.invalid_source: of a drag');
    source.usedFor = message === 'set_selection' ? 'selection' : 'drag';
  }

  #offer(id: number, message: string, args: Record<string, unknown>): void {
    const offer = this.offers.get(id)!;
    if (message === 'accept') offer.accepted = args['mime_type'] !== null;
    if (message === 'set_actions') {
      const { dnd_actions: all, preferred_action: preferred } = args as Numbers;
      check(offer.kind !== 'selection', 'wl_data_offer.invalid_offer: no drag');
      check(all! <= 7, 'wl_data_offer.invalid_action_mask');
      check([0, 1, 2, 4].includes(preferred!) && (all! & preferred!) === preferred, 'invalid_action');
      if (preferred === 1 && offer.action === 4) offer.action = 1;
    }
    if (message === 'finish') {
      const { kind, dropped, accepted, action } = offer;
      const fits = kind === 'drag' && dropped && accepted && action !== 0 && action !== 4;
      check(fits, `wl_data_offer.invalid_finish: ${JSON.stringify(offer)}`);
    }
    if (message === 'destroy') this.offers.delete(id);
  }

  #token(id: number, message: string): void {
    if (message === 'destroy') {
      this.#used.delete(id);
      this.given.delete(id);
    } else check(!this.#used.has(id), 'xdg_activation_token_v1.already_used');
    if (message === 'commit') this.#used.add(id);
  }

  #makeExtra({ id, toplevel }: Numbers, message: string): void {
    // One of each kind: dialogs are told from decorations by their sign.
    const value = message === 'get_xdg_dialog' ? -toplevel! : toplevel!;
    check(![...this.#extras.values()].includes(value), 'already_constructed');
    this.#extras.set(id!, value);
  }

  #extra(id: number, message: string): void {
    if (message === 'destroy') this.#extras.delete(id);
  }

  #icon(id: number, type: string, message: string, args: Numbers): void {
    if (message === 'create_icon') this.#icons.set(args['id']!, { buffers: new Set(), isSet: false });
    else if (message === 'set_icon') Object.assign(this.#icons.get(args['icon']!) ?? {}, { isSet: true });
    else if (type === 'xdg_toplevel_icon_v1' && message === 'destroy') this.#icons.delete(id);
    else if (message === 'add_buffer') {
      check(!this.#icons.get(id)!.isSet, 'xdg_toplevel_icon_v1.immutable');
      this.#icons.get(id)!.buffers.add(args['buffer']!);
    } else if (type === 'wl_buffer' && message === 'destroy') {
      const used = [...this.#icons.values()].some(({ buffers }) => buffers.has(id));
      check(!used, 'xdg_toplevel_icon_v1.no_buffer');
    }
  }
}

function check(holds: boolean, error: string): void {
  if (!holds) throw new Error(`the host’s error: ${error}`);
}
