/**
 * Surfaces that are shown larger or smaller than the client's others, since whoever owns their windows wants it so. Kept for Xwayland
 * only; what that means for its units is for the one who scales, where there is one.
 */
import type { Size } from '../geometry/rect.js';
import type { PeerContext } from './handler.js';

/** Who scales. */
export interface Scaler {
  /** Whether the host can show surfaces at another size. */
  readonly works: boolean;
  enlarge(surface: number, times: number, shown?: Size): void;
  askedAt(surface: number, times: number): Size | undefined;
}

export class OwnScales {
  /** `undefined`: nobody scales. */
  scaler: Scaler | undefined;

  /** Whether surfaces can be shown otherwise than all alike. */
  get work(): boolean {
    return this.scaler?.works === true;
  }

  /**
   * The surface and all that belongs to it is shown `times` as large as others, from its next commit on. `shown`: its size that
   * fills exactly what the host has asked for.
   */
  enlarge(surface: number, times: number, shown?: Size): void {
    if (this.work) this.scaler?.enlarge(surface, times, shown);
  }

  /** The size that the host has asked the window for last, in the client's units if it were shown `times` as large as others. */
  askedAt(surface: number, times: number): Size | undefined {
    return this.work ? this.scaler?.askedAt(surface, times) : undefined;
  }
}

/** The one of each peer. */
export const ownScales = (_peer: PeerContext): OwnScales => new OwnScales();
