/**
 * One selection of the host's (the clipboard, or the primary one) as X11 programs take part in it: through objects of the
 * peer's own, which Xwayland knows nothing of. The two kinds have protocols that differ in names only, so what differs is
 * handed in.
 *
 * The host offers our own selection to us as well, and does not say so; nor does it say that it has refused one (for an
 * old serial). So our sources have a type that nobody else's has, by which we know them.
 */
import { randomUUID } from 'node:crypto';
import type { OwnedFd } from '../../native/fd.js';
import type { HostId } from '../ids.js';
import { maxTypes, offerable } from './mime-types.js';
import type { SelectionListener } from './exchange.js';

export interface OfferEvents {
  readonly offer: (mimeType: string) => void;
}

export interface SourceEvents {
  readonly send: (mimeType: string, fd: OwnedFd) => void;
  readonly cancelled: () => void;
}

/** The protocol of one kind, on one seat. */
export interface SelectionProtocol {
  makeSource(events: SourceEvents): HostId;
  addType(source: HostId, mimeType: string): void;
  destroySource(source: HostId): void;
  /** Needs a serial of the user's input. 0: nobody owns the selection. */
  setSelection(source: HostId | 0): void;
  receive(offer: HostId, mimeType: string, fd: OwnedFd): void;
  destroyOffer(offer: HostId): void;
}

export class HostSelection {
  readonly #protocol: SelectionProtocol;
  readonly #listener: () => SelectionListener;
  /** Ours, unless the host has said that it is another's turn. */
  #source: HostId | undefined;
  /** Types of offers that the host has made and not used yet. */
  readonly #offers = new Map<HostId, Set<string>>();
  #current: HostId | undefined;
  readonly #mark = `application/x-decant-${randomUUID()}`;

  constructor(protocol: SelectionProtocol, listener: () => SelectionListener) {
    this.#protocol = protocol;
    this.#listener = listener;
  }

  /**
   * An X11 program owns the selection and offers `given`; `send` writes one of them to a descriptor. One that offers nothing
   * the host can be told of owns nothing there.
   */
  own(given: readonly string[], send: (mimeType: string, fd: OwnedFd) => void): void {
    const mimeTypes = offerable(given);
    if (mimeTypes.length === 0) {
      this.disown();
      return;
    }
    const before = this.#source;
    const source: HostId = this.#protocol.makeSource({
      send,
      cancelled: () => this.#cancelled(source),
    });
    for (const mimeType of [this.#mark, ...mimeTypes]) this.#protocol.addType(source, mimeType);
    this.#source = source;
    this.#protocol.setSelection(source);
    if (before !== undefined) this.#protocol.destroySource(before);
  }

  /** No X11 program owns it any more. */
  disown(): void {
    const source = this.#source;
    if (source === undefined) return;
    this.#source = undefined;
    this.#protocol.setSelection(0);
    this.#protocol.destroySource(source);
  }

  /** Has the host's owner write `mimeType` to `fd`, which is handed over. */
  receive(mimeType: string, fd: OwnedFd): void {
    const known = this.#current !== undefined && this.#offers.get(this.#current)?.has(mimeType);
    if (known) this.#protocol.receive(this.#current!, mimeType, fd);
    else fd.close();
  }

  /** The host makes an offer. */
  offered(offer: HostId): OfferEvents {
    const types = new Set<string>();
    this.#offers.set(offer, types);
    return {
      offer: (mimeType) => {
        if (types.size < maxTypes) types.add(mimeType);
      },
    };
  }

  /** The host says which offer is the selection; 0: nobody's. */
  selected(offer: HostId | 0): void {
    const before = this.#current;
    this.#current = offer === 0 ? undefined : offer;
    if (before !== undefined && before !== offer) this.drop(before);
    const types = this.#current === undefined ? undefined : this.#offers.get(this.#current);
    if (!types?.has(this.#mark)) this.#listener().selectionChanged(types && [...types]);
  }

  /** The offer is a drag, and no selection. */
  forget(offer: HostId | 0): void {
    if (offer !== 0) this.#offers.delete(offer);
  }

  /** An offer is of no use any more. */
  drop(offer: HostId): void {
    if (!this.#offers.delete(offer)) return;
    this.#protocol.destroyOffer(offer);
  }

  #cancelled(source: HostId): void {
    if (this.#source === source) this.#source = undefined;
    else return;
    this.#protocol.destroySource(source);
  }
}
