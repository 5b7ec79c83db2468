/**
 * A pipe of the channel for each transfer from the host, whose bytes are pumped into the client's descriptor. The other
 * way needs nothing: what the channel hands out can be written to by the client itself.
 */
import type { Channel } from '../../channel/channel.js';
import type { OwnedFd } from '../../native/fd.js';
import type { DataDriver } from './driver.js';
import { Pump } from './pump.js';

export class VirtwlDataDriver implements DataDriver {
  readonly name = 'virtwl';
  readonly pumps = true;
  readonly #channel: Channel;
  readonly #pumps = new Set<Pump>();

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  receive(target: OwnedFd): OwnedFd {
    const { ours, theirs } = this.#channel.createPipe(true);
    const pump: Pump = new Pump(ours, target, () => this.#pumps.delete(pump));
    this.#pumps.add(pump);
    pump.start();
    return theirs;
  }

  [Symbol.dispose](): void {
    for (const pump of this.#pumps) pump.close();
  }
}
