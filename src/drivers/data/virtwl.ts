/**
 * A pipe of the channel for each transfer from the host, whose bytes are pumped into the client's descriptor. The other
 * way needs nothing: what the channel hands out can be written to by the client itself.
 */
import type { Channel, ChannelPipe } from '../../channel/channel.js';
import { hostCall } from '../../errors.js';
import type { OwnedFd } from '../../native/fd.js';
import type { DataDriver } from './driver.js';
import { Pump } from './pump.js';

/** A pipe of the channel; without one, `target` is closed. */
function pipeOf(channel: Channel, target: OwnedFd): ChannelPipe {
  try {
    return hostCall(() => channel.createPipe(true));
  } catch (error) {
    target.close();
    throw error;
  }
}

export class VirtwlDataDriver implements DataDriver {
  readonly name = 'virtwl';
  readonly pumps = true;
  readonly #channel: Channel;
  readonly #pumps = new Set<Pump>();

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  receive(target: OwnedFd): OwnedFd {
    const { ours, theirs } = pipeOf(this.#channel, target);
    const pump: Pump = new Pump(ours, target, () => this.#pumps.delete(pump));
    this.#pumps.add(pump);
    pump.start();
    return theirs;
  }

  [Symbol.dispose](): void {
    for (const pump of this.#pumps) pump.close();
  }
}
