/**
 * Keys that are left to the host (`--accelerators`): which they are, and what one keyboard of the client's hears of its keys.
 * A key that was kept from the client when it was pressed is kept from it when it is released; a client that loses
 * the focus takes all its keys for released, and so does this.
 */
import type { AcceleratorRule, AcceleratorsConfig } from '../config/config.js';
import { UsageError } from '../errors.js';
import { keymaps, type Keymap } from '../native/keymap.js';
import { wl_keyboard } from '../protocol/generated/wayland.js';

/** Bits of `Keymap.modifiers`. */
const bits: Readonly<Record<string, number>> = { Control: 1, Alt: 2, Shift: 4, Super: 8 };
const { released, pressed } = wl_keyboard.enums[1].entries;

/** Whether any key is left to the host. */
export function hasAny({ always, windowed }: AcceleratorsConfig): boolean {
  return always.length + windowed.length > 0;
}

/** Keys with the modifiers that must be held, and no others of the four. */
export class Accelerators {
  readonly #keys = new Set<string>();

  /** Throws `UsageError` for a key that libxkbcommon does not know. */
  constructor(rules: readonly AcceleratorRule[]) {
    for (const { modifiers, keysym, source } of rules) {
      const code = keymaps().keysymNamed(keysym);
      if (code === 0)
        throw new UsageError(
          `${source}: "${keysym}" is not the name of a key in xkbcommon-keysyms.h (without XKB_KEY_), such as a, F4, Tab`,
        );
      this.#keys.add(
        name(
          modifiers.reduce((all, each) => all | (bits[each] ?? 0), 0),
          code,
        ),
      );
    }
  }

  has(modifiers: number, keysym: number): boolean {
    return keysym !== 0 && this.#keys.has(name(modifiers, keysym));
  }
}

function name(modifiers: number, keysym: number): string {
  return `${modifiers}+${keysym}`;
}

/** One keyboard of the client's. */
export class KeyFilter {
  #keymap: Keymap | undefined;
  readonly #down = new Set<number>();

  setKeymap(keymap: Keymap | undefined): void {
    this.#keymap = keymap;
  }

  setModifiers(depressed: number, latched: number, locked: number, layout: number): void {
    this.#keymap?.update(depressed, latched, locked, layout);
  }

  /** The client gets the focus, and is told of the keys that are down. */
  entered(keys: Uint8Array): void {
    this.#down.clear();
    const view = new DataView(keys.buffer, keys.byteOffset, keys.byteLength);
    for (let at = 0; at + 4 <= keys.byteLength; at += 4) this.#down.add(view.getUint32(at, true));
  }

  left(): void {
    this.#down.clear();
  }

  /** Whether the client is told of it. */
  passes(key: number, state: number, accelerators: readonly Accelerators[]): boolean {
    if (state === released) return this.#down.delete(key);
    if (state !== pressed) return this.#down.has(key);
    if (this.#isAccelerator(key, accelerators)) return false;
    this.#down.add(key);
    return true;
  }

  #isAccelerator(key: number, accelerators: readonly Accelerators[]): boolean {
    const keymap = this.#keymap;
    if (!keymap || accelerators.length === 0) return false;
    const [modifiers, keysym] = [keymap.modifiers(), keymap.keysym(key)];
    return accelerators.some((each) => each.has(modifiers, keysym));
  }
}
