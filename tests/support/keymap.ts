/** A small keymap in memory: two layouts, the modifiers, no more. */
import { writeSync } from 'node:fs';
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';

/** Keys as evdev numbers them. */
export const keys = { a: 30, control: 29, alt: 56, super: 125 } as const;
/** Bits of `wl_keyboard.modifiers` in this keymap. */
export const masks = { shift: 1, control: 4, alt: 8, super: 64 } as const;

/** In the second layout, the key `a` means `q`. */
const text = `xkb_keymap {
  xkb_keycodes "t" { minimum = 8; maximum = 255; <AC01> = 38; <LCTL> = 37; <LALT> = 64; <LWIN> = 133; };
  xkb_types "t" {
    type "ONE_LEVEL" { modifiers = none; level_name[Level1] = "Any"; };
    type "ALPHABETIC" { modifiers = Shift + Lock; map[Shift] = Level2; map[Lock] = Level2;
                        level_name[Level1] = "Base"; level_name[Level2] = "Caps"; };
  };
  xkb_compatibility "t" { interpret Any + AnyOf(all) { action = SetMods(modifiers = modMapMods); }; };
  xkb_symbols "t" {
    key <AC01> { symbols[1] = [ a, A ], symbols[2] = [ q, Q ] };
    key <LCTL> { [ Control_L ] };
    key <LALT> { [ Alt_L ] };
    key <LWIN> { [ Super_L ] };
    modifier_map Control { <LCTL> };
    modifier_map Mod1 { <LALT> };
    modifier_map Mod4 { <LWIN> };
  };
};`;

/** A new descriptor of the keymap (or of `contents`), and its size. */
export function keymapFile(contents = text): { fd: OwnedFd; size: number } {
  const size = Buffer.byteLength(contents) + 1;
  const fd = new OwnedFd(addon.createMemfd('keymap', size));
  writeSync(fd.fd, contents, 0);
  return { fd, size };
}
