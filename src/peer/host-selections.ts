/**
 * When one of the host's selections becomes another, whoever has the keyboard: only clipboard managers are told so (ext-data-control-v1,
 * wlr-data-control-unstable-v1). Others hear of the selection each time that the keyboard comes to them, be it old or new.
 * What is offered is let go of unread.
 */
import {
  ext_data_control_device_v1,
  ext_data_control_manager_v1,
  ext_data_control_offer_v1,
} from '../protocol/generated/ext-data-control-v1.js';
import { wl_seat } from '../protocol/generated/wayland.js';
import {
  zwlr_data_control_device_v1,
  zwlr_data_control_manager_v1,
  zwlr_data_control_offer_v1,
} from '../protocol/generated/wlr-data-control-unstable-v1.js';
import type { PeerContext } from './handler.js';
import type { HostGlobal } from './host-globals.js';
import type { HostId } from './ids.js';

export type SelectionUse = 'selection' | 'primary';

/** The newer protocol and the older one, which have the same messages. */
const protocols = [
  {
    manager: ext_data_control_manager_v1,
    device: ext_data_control_device_v1,
    offer: ext_data_control_offer_v1,
  },
  {
    manager: zwlr_data_control_manager_v1,
    device: zwlr_data_control_device_v1,
    offer: zwlr_data_control_offer_v1,
  },
] as const;

interface Manager {
  readonly id: HostId;
  readonly version: number;
  readonly protocol: (typeof protocols)[number];
}

export class HostSelections {
  readonly #peer: PeerContext;
  readonly #watchers: ((use: SelectionUse) => void)[] = [];
  /** By the names of their globals. */
  readonly #seats = new Map<number, HostId>();
  readonly #devices = new Map<number, HostId>();
  #manager: Manager | undefined;

  constructor(peer: PeerContext) {
    this.#peer = peer;
    peer.hostGlobals.watch({
      added: (global) => {
        if (global.interface === wl_seat.name)
          this.#seats.set(global.name, peer.hostGlobals.bind(global, wl_seat, 1, {}));
        this.#addManager(global);
        this.#addDevices();
      },
      removed: ({ name }) => {
        this.#seats.delete(name);
        this.#endDevice(name);
      },
    });
  }

  /** Calls `changed` whenever another program's selection takes the place of the one before. */
  watch(changed: (use: SelectionUse) => void): void {
    this.#watchers.push(changed);
  }

  /** Whether the host says it. */
  get known(): boolean {
    return this.#devices.size > 0;
  }

  #addManager(global: HostGlobal): void {
    const protocol = protocols.find(({ manager }) => manager.name === global.interface);
    if (!protocol || this.#manager) return;
    const version = Math.min(global.version, protocol.manager.version);
    this.#manager = {
      id: this.#peer.hostGlobals.bind(global, protocol.manager, version, {}),
      version,
      protocol,
    };
  }

  #addDevices(): void {
    if (!this.#manager) return;
    const { id: manager, version, protocol } = this.#manager;
    for (const [name, seat] of this.#seats) {
      if (this.#devices.has(name)) continue;
      // What there is already is said first.
      const first = new Set<SelectionUse>(['selection', 'primary']);
      const says = (use: SelectionUse, offer: number): void => {
        this.#letGo(offer as HostId | 0);
        if (!first.delete(use) && offer !== 0) for (const changed of this.#watchers) changed(use);
      };
      const id = this.#peer.addProxy(protocol.device, version, {
        data_offer: (_device, { id: offer }) =>
          void this.#peer.adoptProxy(protocol.offer, version, offer, {}),
        selection: (_device, { id: offer }) => says('selection', offer),
        primary_selection: (_device, { id: offer }) => says('primary', offer),
        finished: () => this.#endDevice(name),
      });
      this.#devices.set(name, id);
      this.#peer.sendRequest(protocol.manager, 'get_data_device', manager, { id, seat });
    }
  }

  #letGo(offer: HostId | 0): void {
    if (offer === 0 || !this.#manager) return;
    this.#peer.sendRequest(this.#manager.protocol.offer, 'destroy', offer, {});
    this.#peer.endProxy(offer);
  }

  #endDevice(name: number): void {
    const device = this.#devices.get(name);
    if (device === undefined || !this.#manager) return;
    this.#devices.delete(name);
    this.#seats.delete(name);
    this.#peer.sendRequest(this.#manager.protocol.device, 'destroy', device, {});
  }
}

/** The one of each peer. */
export const hostSelections = (peer: PeerContext): HostSelections => new HostSelections(peer);
