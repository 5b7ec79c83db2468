/**
 * When the properties of one window are read. A program may change them faster than that: of each, one reading is under way
 * and at most one waits for it.
 */
export class PropertyReadings {
  readonly #read: (atom: number) => Promise<void>;
  /** Readings that are under way, and those that are to follow them, by atom. */
  readonly #running = new Map<number, Promise<void>>();
  readonly #following = new Map<number, Promise<void>>();

  constructor(read: (atom: number) => Promise<void>) {
    this.#read = read;
  }

  /** Reads those that are not being read already. Resolves when all of them are. */
  async first(atoms: readonly number[]): Promise<void> {
    await Promise.all(atoms.map((atom) => this.#running.get(atom) ?? this.#start(atom)));
  }

  /** Resolves when a reading is done that began after this call. */
  anew(atom: number): Promise<void> {
    const running = this.#running.get(atom);
    if (!running) return this.#start(atom);
    const waiting = this.#following.get(atom);
    if (waiting) return waiting;
    const following = running.then(() => {
      this.#following.delete(atom);
      return this.#start(atom);
    });
    this.#following.set(atom, following);
    return following;
  }

  /** Whether a reading of it is yet to begin. */
  isWaiting(atom: number): boolean {
    return this.#following.has(atom);
  }

  /** Resolves when all those are done that have been asked for. */
  async done(): Promise<void> {
    await Promise.all([...this.#running.values(), ...this.#following.values()]);
  }

  #start(atom: number): Promise<void> {
    const reading = this.#read(atom).finally(() => {
      if (this.#running.get(atom) === reading) this.#running.delete(atom);
    });
    this.#running.set(atom, reading);
    return reading;
  }
}
