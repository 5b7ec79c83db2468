/**
 * Keys left to the host. A host that asks (ChromeOS, `zcr_keyboard_extension_v1`) is told of each key whether the
 * client had it; other hosts have taken theirs before. Only in the list where there are accelerators.
 */
import type { AcceleratorsConfig } from '../../config/config.js';
import { isSystemError } from '../../errors.js';
import { keymaps } from '../../native/keymap.js';
import {
  zcr_extended_keyboard_v1,
  zcr_keyboard_extension_v1,
} from '../../protocol/generated/keyboard-extension-unstable-v1.js';
import {
  zwp_keyboard_shortcuts_inhibit_manager_v1,
  zwp_keyboard_shortcuts_inhibitor_v1,
} from '../../protocol/generated/keyboard-shortcuts-inhibit-unstable-v1.js';
import { wl_keyboard, wl_surface } from '../../protocol/generated/wayland.js';
import { xdg_surface, xdg_toplevel, xdg_wm_base } from '../../protocol/generated/xdg-shell.js';
import { Accelerators, KeyFilter } from '../accelerators.js';
import { consumed, defineHandler, type Handler, type PeerContext, type Target } from '../handler.js';
import type { HostId } from '../ids.js';
import { surfaceStates } from '../surface-states.js';

const { xkb_v1: xkb } = wl_keyboard.enums[0].entries;
const { handled, not_handled: notHandled } = zcr_extended_keyboard_v1.enums[0].entries;

interface Keyboard {
  readonly filter: KeyFilter;
  /** The client's surface that has the focus, 0 if none of its has. */
  focus: number;
  /** By which the host is told. */
  readonly extended: HostId | undefined;
}

class Keyboards {
  readonly #peer: PeerContext;
  /** By the client's id. */
  readonly #keyboards = new Map<number, Keyboard>();
  #extension: HostId | undefined;

  constructor(peer: PeerContext) {
    this.#peer = peer;
    peer.hostGlobals.watch({
      added: (global) => {
        if (global.interface === zcr_keyboard_extension_v1.name)
          this.#extension ??= peer.hostGlobals.bind(global, zcr_keyboard_extension_v1, 1, {});
      },
    });
  }

  /** The keyboard that an event is for. */
  of({ id, counterpart }: Target): Keyboard {
    const known = this.#keyboards.get(counterpart);
    if (known) return known;
    const keyboard = { filter: new KeyFilter(), focus: 0, extended: this.#extend(id as HostId) };
    this.#keyboards.set(counterpart, keyboard);
    return keyboard;
  }

  release(id: number): void {
    const extended = this.#keyboards.get(id)?.extended;
    if (extended !== undefined) this.#peer.sendRequest(zcr_extended_keyboard_v1, 'destroy', extended, {});
    this.#keyboards.delete(id);
  }

  #extend(keyboard: HostId): HostId | undefined {
    if (this.#extension === undefined) return undefined;
    const id = this.#peer.addProxy(zcr_extended_keyboard_v1, 1, {});
    this.#peer.sendRequest(zcr_keyboard_extension_v1, 'get_extended_keyboard', this.#extension, {
      id,
      keyboard,
    });
    return id;
  }
}

const keyboards = (peer: PeerContext): Keyboards => new Keyboards(peer);

export function acceleratorHandlers(config: AcceleratorsConfig): Handler[] {
  const always = new Accelerators(config.always);
  const windowed = new Accelerators(config.windowed);
  const inForce = ({ peer }: Target, focus: number): Accelerators[] => {
    const states = peer.part(surfaceStates);
    if (states.isInhibited(focus)) return [];
    return states.isFullscreen(focus) ? [always] : [always, windowed];
  };
  return [keyboardHandler(inForce), ...windowHandlers, ...inhibitorHandlers];
}

function keyboardHandler(inForce: (target: Target, focus: number) => Accelerators[]): Handler {
  const of = (target: Target): Keyboard => target.peer.part(keyboards).of(target);
  return defineHandler(wl_keyboard, {
    started: (peer) => void peer.part(keyboards),
    requests: { release: ({ peer, id }) => peer.part(keyboards).release(id) },
    events: {
      keymap: (target, { format, fd, size }) => {
        const readable = format === xkb;
        of(target).filter.setKeymap(readable ? keymapOf(target.peer, fd.fd, size) : undefined);
      },
      enter: (target, { surface, keys }) => {
        const keyboard = of(target);
        keyboard.focus = target.peer.objects.clientIdOf(surface);
        keyboard.filter.entered(keys);
      },
      leave: (target) => {
        const keyboard = of(target);
        keyboard.focus = 0;
        keyboard.filter.left();
      },
      modifiers: (target, args) => {
        const { mods_depressed: depressed, mods_latched: latched, mods_locked: locked, group } = args;
        of(target).filter.setModifiers(depressed, latched, locked, group);
      },
      key: (target, { serial, key, state }) => {
        const { filter, focus, extended } = of(target);
        const passes = filter.passes(key, state, inForce(target, focus));
        if (extended !== undefined)
          target.peer.sendRequest(zcr_extended_keyboard_v1, 'ack_key', extended, {
            serial,
            handled: passes ? handled : notHandled,
          });
        return passes ? undefined : consumed;
      },
    },
  });
}

/** Without a keymap all keys are the client's. */
function keymapOf(peer: PeerContext, fd: number, size: number) {
  try {
    const { Keymap } = keymaps();
    return new Keymap(fd, size);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    peer.log.warn(`the keymap of the host cannot be read, accelerators do not work: ${error.message}`);
    return undefined;
  }
}

const forget = ({ peer, id }: Target): void => peer.part(surfaceStates).forget(id);

/** For windows of X11 programs too, which the peer's own window manager shows. */
const windowHandlers: readonly Handler[] = [
  defineHandler(wl_surface, {
    requests: { destroy: ({ peer, id }) => peer.part(surfaceStates).surfaceGone(id) },
  }),
  defineHandler(xdg_wm_base, {
    requests: {
      get_xdg_surface: ({ peer }, { id, surface }) => peer.part(surfaceStates).stands(id, surface),
    },
  }),
  defineHandler(xdg_surface, {
    requests: {
      get_toplevel: ({ peer, id: xdgSurface }, { id }) => peer.part(surfaceStates).inherits(id, xdgSurface),
      get_popup: ({ peer, id }, { parent }) => peer.part(surfaceStates).popup(id, parent),
      destroy: forget,
    },
  }),
  defineHandler(xdg_toplevel, {
    requests: { destroy: ({ peer, id }) => peer.part(surfaceStates).windowGone(id) },
    events: {
      configure: ({ peer, counterpart }, { states }) =>
        peer.part(surfaceStates).configured(counterpart, states),
    },
  }),
].map((handler) => ({ ...handler, alsoOwn: true }));

const inhibitorHandlers: readonly Handler[] = [
  defineHandler(zwp_keyboard_shortcuts_inhibit_manager_v1, {
    requests: {
      inhibit_shortcuts: ({ peer }, { id, surface }) => peer.part(surfaceStates).stands(id, surface),
    },
  }),
  defineHandler(zwp_keyboard_shortcuts_inhibitor_v1, {
    requests: {
      destroy: ({ peer, id }) => {
        peer.part(surfaceStates).inhibits(id, false);
        peer.part(surfaceStates).forget(id);
      },
    },
    events: {
      active: ({ peer, counterpart }) => peer.part(surfaceStates).inhibits(counterpart, true),
      inactive: ({ peer, counterpart }) => peer.part(surfaceStates).inhibits(counterpart, false),
    },
  }),
];
