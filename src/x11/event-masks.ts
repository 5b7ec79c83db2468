/**
 * Which events are selected on which window. X knows one mask of ours for each window, and whoever selects replaces it: so all
 * of them stand here, and a transfer that watches a window's properties takes nothing away from who manages that window.
 */
import type { XClient } from 'x11';

/** Event masks (X11 protocol, appendix B). */
export const eventMask = {
  structureNotify: 0x2_0000,
  substructureNotify: 0x8_0000,
  substructureRedirect: 0x10_0000,
  propertyChange: 0x40_0000,
} as const;

export class EventMasks {
  readonly #x: XClient;
  /** For as long as the window is there. */
  readonly #lasting = new Map<number, number>();
  /** How many watch the window's properties for a while. */
  readonly #watchers = new Map<number, number>();

  constructor(x: XClient) {
    this.#x = x;
  }

  /** Selects `mask` and nothing else, for as long as the window is there. */
  select(window: number, mask: number): void {
    this.#lasting.set(window, mask);
    this.#apply(window);
  }

  /** The window was made with that mask. */
  madeWith(window: number, mask: number): void {
    this.#lasting.set(window, mask);
  }

  /** The window has gone, or nobody is to hear of it any more. */
  forget(window: number): void {
    this.#lasting.delete(window);
  }

  /** Asks for events when a property of anybody's window changes, until what it gives is called, once. */
  watchProperties(window: number): () => void {
    const count = this.#watchers.get(window) ?? 0;
    this.#watchers.set(window, count + 1);
    if (count === 0) this.#apply(window);
    return () => {
      const left = this.#watchers.get(window)! - 1;
      if (left > 0) {
        this.#watchers.set(window, left);
        return;
      }
      this.#watchers.delete(window);
      this.#apply(window);
    };
  }

  #apply(window: number): void {
    const watched = this.#watchers.has(window) ? eventMask.propertyChange : 0;
    this.#x.ChangeWindowAttributes(window, { eventMask: (this.#lasting.get(window) ?? 0) | watched });
  }
}
