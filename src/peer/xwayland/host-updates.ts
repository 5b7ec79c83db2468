/**
 * What X programs make the host be told of windows and selections: titles, icons, limits, owners. They may change them as often
 * as they like and never wait for the host, so while it is behind only the newest of each is kept, until it has caught up.
 */
import type { PeerContext } from '../handler.js';

/** A host that has more to take than this is behind. An icon is a dozen messages and a few descriptors. */
const behindBytes = 16 * 1024;

export class HostUpdates {
  readonly #peer: PeerContext;
  /** By what they are about, then by their name; those that came last stand last. */
  readonly #held = new Map<object, Map<string, () => void>>();
  #waits = false;

  constructor(peer: PeerContext) {
    this.#peer = peer;
  }

  /** Does `work`, which tells the host `name` of `subject`, now or later; never, if the next one comes before. */
  tell(subject: object, name: string, work: () => void): void {
    this.#peer.act(() => {
      const held = this.#held.get(subject);
      if (held || this.isBehind) this.#hold(subject, held ?? new Map<string, () => void>(), name, work);
      else work();
    });
  }

  /** There is nothing to be told of `subject` any more. */
  forget(subject: object): void {
    this.#held.delete(subject);
  }

  /** Whether what can wait should. */
  get isBehind(): boolean {
    return this.#peer.hostBacklog.bytes > behindBytes;
  }

  #hold(subject: object, held: Map<string, () => void>, name: string, work: () => void): void {
    held.delete(name);
    held.set(name, work);
    this.#held.set(subject, held);
    this.#wait();
  }

  #wait(): void {
    if (this.#waits) return;
    this.#waits = true;
    this.#peer.hostBacklog.whenGone(() => {
      this.#waits = false;
      this.#proceed();
    });
  }

  #proceed(): void {
    for (const [subject, held] of this.#held) {
      if (this.isBehind) break;
      this.#held.delete(subject);
      for (const work of held.values()) work();
    }
    if (this.#held.size > 0) this.#wait();
  }
}

/** For `peer.part`. */
export const hostUpdates = (peer: PeerContext): HostUpdates => new HostUpdates(peer);
