/**
 * What a program of the guest has written, into pipes or to the compositor, and nobody has read yet when its context goes:
 * it waits on, beside the machine's contexts, until it was read, its reader goes, or the machine does. Small by the
 * machine's account.
 */

/** Something that ends by itself; `whenDone` is called once then. */
export interface Leftover extends Disposable {
  whenDone(done: () => void): void;
}

export class Leftovers {
  readonly #all = new Set<Leftover>();

  get count(): number {
    return this.#all.size;
  }

  /** Takes over one that is not done. */
  keep(each: Leftover): void {
    this.#all.add(each);
    each.whenDone(() => this.#all.delete(each));
  }

  /** Ends all that there are. */
  clear(): void {
    for (const each of this.#all) each[Symbol.dispose]();
    this.#all.clear();
  }
}
