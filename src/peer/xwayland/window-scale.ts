/**
 * How many times as large as others a toplevel is shown: as many as its owner wants, and whatever it takes beyond that for contents of
 * one size to fill a size of the host's, in their proportions. Sizes are those of the window with its frame. What is
 * wanted takes effect with contents that go with it (`apply`).
 */
import { ownScales, type OwnScales } from '../own-scales.js';
import type { PeerContext } from '../handler.js';
import type { Size } from './windows.js';

/** Proportions that differ by less are taken for the same: sizes are whole numbers. */
const tolerance = 0.01;

interface Fill {
  /** Beyond what its owner wants. */
  readonly times: number;
  /** Width and height that become the host's exactly; 0: that side stays shorter. */
  readonly exact: Size;
}

export class WindowScale {
  readonly #scales: OwnScales;
  readonly #surface: number;
  #wanted = 1;
  #fill: Fill | undefined;
  #applied = 1;
  /** What the host was told last, in words. */
  #said = '';

  constructor(peer: PeerContext, surface: number) {
    this.#scales = peer.part(ownScales);
    this.#surface = surface;
  }

  /** How many times as large as others it is shown now. */
  get applied(): number {
    return this.#applied;
  }

  /** A limit as its owner wants it, in the units that it has now: one for the program, however far contents are scaled to fill something. */
  inUnits({ width, height }: Size): Size {
    const ratio = this.#wanted / this.#applied;
    const side = (length: number): number => (length > 0 ? Math.max(Math.round(length * ratio), 1) : 0);
    return { width: side(width), height: side(height) };
  }

  /** Whether that is another one than before. */
  want(times: number): boolean {
    const before = this.#wanted;
    this.#wanted = times;
    return before !== times;
  }

  /** What the host has just asked for, in the units that its owner wants; `told`: in those that it has now. */
  asked(told: Size): Size {
    return (this.#applied === this.#wanted ? undefined : this.last) ?? told;
  }

  /** The same of what it has asked for last; `undefined`: nothing. */
  get last(): Size | undefined {
    return this.#scales.askedAt(this.#surface, this.#wanted);
  }

  /** Whether it can be shown otherwise than others. */
  get works(): boolean {
    return this.#scales.work;
  }

  /** Whether its contents are scaled beyond what its owner wants. */
  get isFilling(): boolean {
    return this.#fill !== undefined;
  }

  /** Contents of `size` are to fill what the host has `asked` for. `undefined`: they have that size anyway. */
  fill(size: Size | undefined, asked: Size): void {
    this.#fill = size && fillOf(size, asked);
  }

  /** From now on it is as large as wanted. `size`: what goes with what the host has asked for. Whether anything changes. */
  apply(size: Size): boolean {
    const times = this.#wanted * (this.#fill?.times ?? 1);
    const exact = this.#fill?.exact ?? size;
    if (times === this.#applied && !this.#fill) return false;
    const said = JSON.stringify([times, exact, this.last]);
    if (said === this.#said) return false;
    this.#said = said;
    this.#applied = times;
    this.#scales.enlarge(this.#surface, times, exact);
    return true;
  }
}

/** Whether `size` can be made to fill all of what the host has asked for, nothing left free beside it. */
export function fillsExactly(size: Size, asked: Size): boolean {
  const fill = fillOf(size, asked);
  return fill !== undefined && fill.exact.width > 0 && fill.exact.height > 0;
}

/** `undefined`: the host has asked for nothing. */
function fillOf(size: Size, asked: Size): Fill | undefined {
  if (asked.width <= 0 || asked.height <= 0 || size.width <= 0 || size.height <= 0) return undefined;
  const [across, down] = [asked.width / size.width, asked.height / size.height];
  const times = Math.min(across, down);
  const alike = Math.abs(across - down) < tolerance * times;
  return {
    times,
    exact: {
      width: alike || across === times ? size.width : 0,
      height: alike || down === times ? size.height : 0,
    },
  };
}
