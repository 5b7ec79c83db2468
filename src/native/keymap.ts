/**
 * The typed face of the module `decant_keymap`, and the only importer of it: what keys mean, by libxkbcommon. Loaded only
 * where keys are left to the host.
 */
import { loadNative } from './native-module.js';

/**
 * A keymap and the state of its keyboard. One that cannot be understood gives no key a keysym. Making one throws a
 * `SystemError` if it is too large or cannot be read.
 */
export interface Keymap {
  /** As `wl_keyboard.modifiers` says it. */
  update(depressed: number, latched: number, locked: number, layout: number): void;
  /** The keysym of a key (evdev's number) in the present state, in lower case; 0 if it has none or several. */
  keysym(key: number): number;
  /** Bits of those that are pressed or latched: Control 1, Alt 2, Shift 4, Super 8. */
  modifiers(): number;
}

export interface Keymaps {
  /** Of the first `size` bytes behind `fd`. */
  readonly Keymap: new (fd: number, size: number) => Keymap;
  /** The keysym of that name (any case), in lower case; 0 if there is none. */
  keysymNamed(name: string): number;
}

let loaded: Keymaps | undefined;

/** The module, built by `npm run build:addon`. Throws an `Error` with code ERR_DLOPEN_FAILED where libxkbcommon is not installed. */
export function keymaps(): Keymaps {
  loaded ??= loadNative('decant_keymap') as Keymaps;
  return loaded;
}
