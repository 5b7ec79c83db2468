/**
 * `zxdg_output_v1` from `wl_output` alone: an output's place is that of its geometry, its logical size the pixels of its mode
 * over its scale, turned. Names come with version 4 of `wl_output`; without them only version 1 is offered.
 */
import type { Size } from '../../geometry/rect.js';
import { turnedSize } from '../../geometry/transform.js';
import { wl_output } from '../../protocol/generated/wayland.js';
import { zxdg_output_manager_v1, zxdg_output_v1 } from '../../protocol/generated/xdg-output-unstable-v1.js';
import type { Bridge } from '../bridge.js';
import type { PeerContext } from '../handler.js';
import { hostOutputs, type HostOutput } from '../host-outputs.js';
import type { ClientId } from '../ids.js';
import { lives, livingObject } from '../living.js';
import { entryOf } from '../objects.js';
import { boundOutputs } from './bound-outputs.js';

const nameSince = zxdg_output_v1.events[3].since;
/** From this version on it is `wl_output.done` that ends what is said. */
const sharedDoneSince = 3;
const outputNameSince = wl_output.events[4].since;
const outputDoneSince = wl_output.events[2].since;

interface Served {
  readonly version: number;
  /** The client's `wl_output`, and the global that it stands for. */
  readonly output: number;
  readonly outputVersion: number;
  readonly name: number;
  /** What the client was told last. */
  said: string;
}

class XdgOutputs {
  readonly #peer: PeerContext;
  readonly #served = new Map<ClientId, Served>();

  constructor(peer: PeerContext) {
    this.#peer = peer;
    peer.part(hostOutputs).watch(() => {
      for (const id of this.#served.keys()) this.#say(id);
    });
  }

  add(version: number, id: number, output: number): void {
    const peer = this.#peer;
    livingObject(peer, wl_output, output, 'get_xdg_output');
    const outputVersion = peer.objects.clientRange(output)?.versions[entryOf(output)] ?? 1;
    const made = peer.addServed(zxdg_output_v1, version, id, {
      destroy: (ended) => {
        this.#served.delete(ended.id as ClientId);
        peer.endResource(ended.id as ClientId);
      },
    });
    const name = peer.part(boundOutputs).get(output) ?? 0;
    this.#served.set(made, { version, output, outputVersion, name, said: '' });
    this.#say(made);
  }

  /** Says all that is known of an output, if it is another than the client knows. */
  #say(id: ClientId): void {
    const peer = this.#peer;
    const served = this.#served.get(id);
    const output = peer.part(hostOutputs).get(served?.name ?? 0);
    if (!served || !output?.pixels) return;
    const { x, y } = output.position;
    const { width, height } = logicalSize(output, output.pixels);
    const first = served.said === '';
    const said = [x, y, width, height].join(' ');
    if (said === served.said) return;
    served.said = said;
    peer.sendServed(zxdg_output_v1, 'logical_position', id, { x, y });
    peer.sendServed(zxdg_output_v1, 'logical_size', id, { width, height });
    if (first && served.version >= nameSince) {
      peer.sendServed(zxdg_output_v1, 'name', id, { name: output.name });
      if (output.description !== '')
        peer.sendServed(zxdg_output_v1, 'description', id, { description: output.description });
    }
    this.#end(id, served);
  }

  #end(id: ClientId, { version, output, outputVersion, name }: Served): void {
    const peer = this.#peer;
    if (version < sharedDoneSince) peer.sendServed(zxdg_output_v1, 'done', id, {});
    else if (outputVersion >= outputDoneSince && this.#stands(output, name))
      peer.sendServed(wl_output, 'done', output as ClientId, {});
  }

  /** Whether the client's object is still the one that it was. */
  #stands(output: number, name: number): boolean {
    return lives(this.#peer, wl_output, output) && this.#peer.part(boundOutputs).get(output) === name;
  }
}

function logicalSize({ scale, transform }: HostOutput, pixels: Size): Size {
  const { width, height } = turnedSize(pixels, transform);
  return { width: Math.round(width / scale), height: Math.round(height / scale) };
}

const xdgOutputs = (peer: PeerContext): XdgOutputs => new XdgOutputs(peer);

export const xdgOutputBridge: Bridge = {
  name: 'xdg-output',
  serves: zxdg_output_manager_v1,
  over: [wl_output],
  version: ({ hostGlobals }) =>
    (hostGlobals.find(wl_output)?.version ?? 1) >= outputNameSince ? zxdg_output_manager_v1.version : 1,
  started: (peer) => void peer.part(boundOutputs),
  bind: (peer, id, bound) => {
    peer.addServed(zxdg_output_manager_v1, bound, id, {
      get_xdg_output: ({ version }, args) => peer.part(xdgOutputs).add(version, args.id, args.output),
      destroy: (ended) => peer.endResource(ended.id as ClientId),
    });
    // Asks the host for its outputs now, so that they are known when the client asks.
    peer.part(xdgOutputs);
  },
};
