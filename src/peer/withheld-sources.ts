/**
 * Sources of the client's that the host knows but was never offered as a selection. To the client each looks like one that
 * nobody asks for, until another takes its place.
 */
import type { PeerContext } from './handler.js';
import type { ClientId } from './ids.js';

/** Tells the client that its source is of no use any more. */
export type CancelSource = (source: ClientId) => void;

interface Withheld {
  readonly source: ClientId;
  readonly cancel: CancelSource;
}

export class WithheldSources {
  /** By selection: a device and which of its selections. */
  readonly #selections = new Map<string, Withheld>();

  /** The client makes `source` the selection `key`; 0: nothing. What it was before is cancelled. */
  select(key: string, source: number, cancel: CancelSource): void {
    const before = this.#selections.get(key);
    if (before?.source === source) return;
    this.#selections.delete(key);
    before?.cancel(before.source);
    if (source !== 0) this.#selections.set(key, { source: source as ClientId, cancel });
  }

  /** The host has another selection than the client believes. */
  superseded(key: string): void {
    this.select(key, 0, () => undefined);
  }

  /** The same of all devices; `use`: of which of their selections. */
  allSuperseded(use: string): void {
    for (const key of this.#selections.keys()) if (key.endsWith(`.${use}`)) this.superseded(key);
  }

  /** The client destroyed `source`. */
  destroyed(source: number): void {
    for (const [key, each] of this.#selections) if (each.source === source) this.#selections.delete(key);
  }
}

/** The one of each peer. */
export const withheldSources = (_peer: PeerContext): WithheldSources => new WithheldSources();
