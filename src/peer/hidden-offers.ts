/**
 * Offers of the host's that a client is not to see: known to the peer alone, and destroyed when their use is over. Each device
 * has one for each use at a time, as the protocols have it (wayland.xml, `wl_data_device`).
 */
import type { PeerContext } from './handler.js';
import type { HostId } from './ids.js';

export type OfferUse = 'selection' | 'primary' | 'drag';

/** Sends the destructor of an offer of the device's kind. */
export type DestroyOffer = (peer: PeerContext, offer: HostId) => void;

interface Device {
  readonly offers: Map<OfferUse, HostId>;
  readonly destroy: DestroyOffer;
}

export class HiddenOffers {
  readonly #peer: PeerContext;
  /** By the host's id. */
  readonly #devices = new Map<number, Device>();

  constructor(peer: PeerContext) {
    this.#peer = peer;
  }

  /**
   * The host says what `use` of `device` is for now; 0: nothing. What it was for before is destroyed by `destroy`. Whether
   * the client is to be told that there is nothing: it need not be told again.
   */
  use(device: number, use: OfferUse, offer: number, destroy: DestroyOffer): boolean {
    let entry = this.#devices.get(device);
    const first = !entry?.offers.has(use);
    entry ??= { offers: new Map(), destroy };
    this.#devices.set(device, entry);
    this.#end(entry.offers.get(use) ?? 0, offer, destroy);
    entry.offers.set(use, offer as HostId);
    return first;
  }

  /** Whether a drag that the client knows nothing of is over its surface. */
  dragged(device: number): boolean {
    return (this.#devices.get(device)?.offers.get('drag') ?? 0) !== 0;
  }

  /** The client has no use for the device any more. */
  drop(device: number): void {
    const entry = this.#devices.get(device);
    if (!entry) return;
    this.#devices.delete(device);
    for (const offer of entry.offers.values()) this.#end(offer, 0, entry.destroy);
  }

  #end(before: number, after: number, destroy: DestroyOffer): void {
    if (before === 0 || before === after) return;
    destroy(this.#peer, before as HostId);
    this.#peer.endProxy(before as HostId);
  }
}

/** The one of each peer. */
export const hiddenOffers = (peer: PeerContext): HiddenOffers => new HiddenOffers(peer);
