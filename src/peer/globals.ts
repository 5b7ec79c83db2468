/**
 * The globals that a client may see: what the host announced, less what has no table or is not offered, with the
 * version capped by the table. Kept up to date by the peer's own registry on the host; the client's registries are
 * answered from here, each as often as it likes.
 *
 * Names are the host's. The order is the host's. A name that the host has taken back stays known, because a bind that
 * was under way must not be an error (wayland.xml, `wl_registry.global_remove`).
 */
import { ProtocolError, displayError } from '../errors.js';
import { wl_display, wl_fixes, wl_registry } from '../protocol/generated/wayland.js';
import type { InterfaceLayout } from '../wire/layout.js';
import type { AnyNewId } from '../wire/reader.js';
import type { PeerContext } from './handler.js';
import type { ClientId, HostId } from './ids.js';

/** Every one is told of every global: a client that makes more means no good. */
const maxRegistries = 1024;

interface Global {
  readonly layout: InterfaceLayout;
  readonly version: number;
  /** Registries that have yet to acknowledge the removal; only once it is removed. */
  unacknowledged?: Set<ClientId>;
}

export class Globals {
  readonly #peer: PeerContext;
  readonly #notOffered: Readonly<Record<string, string>>;
  readonly #globals = new Map<number, Global>();
  readonly #removed = new Map<number, Global>();
  readonly #registries = new Set<ClientId>();
  #hostRegistry: HostId | undefined;

  /** `notOffered`: interfaces to hide, each with the reason. */
  constructor(peer: PeerContext, notOffered: Readonly<Record<string, string>>) {
    this.#peer = peer;
    this.#notOffered = notOffered;
  }

  /** Asks the host for its globals, once; they arrive as events. */
  open(): void {
    const registry = this.#peer.addProxy(wl_registry, 1, {
      global: (_target, { name, interface: interfaceName, version }) =>
        this.#add(name, interfaceName, version),
      global_remove: (_target, { name }) => this.#remove(name),
    });
    this.#hostRegistry = registry;
    this.#peer.sendRequest(wl_display, 'get_registry', 1 as HostId, { registry });
  }

  /** Serves the client's new registry `id`. */
  addRegistry(id: number): void {
    if (this.#registries.size >= maxRegistries) {
      throw new ProtocolError(1, displayError.noMemory, `more than ${maxRegistries} registries`);
    }
    const registry = this.#peer.addResource(wl_registry, 1, id, {
      bind: (target, args) => this.#bind(target.id, args.name, args.id),
    });
    this.#registries.add(registry);
    for (const [name, global] of this.#globals) this.#announce(registry, name, global);
  }

  /** The client no longer wants its registry `id` (`wl_fixes.destroy_registry`). Whether there was one. */
  removeRegistry(id: ClientId): boolean {
    for (const { unacknowledged } of this.#removed.values()) unacknowledged?.delete(id);
    return this.#registries.delete(id);
  }

  /** The peer's own registry on the host. */
  get hostRegistry(): HostId {
    if (this.#hostRegistry === undefined) throw new Error('the host was not asked for its globals yet');
    return this.#hostRegistry;
  }

  /**
   * The client has seen the removal of global `name` on `registry` (`wl_fixes.ack_global_remove`). Whether it has now
   * on all its registries, so that the host may be told. Throws `ProtocolError` on the `wl_fixes` object `fixes`.
   */
  acknowledgeRemoval(registry: ClientId, name: number, fixes: number): boolean {
    const waiting = this.#removed.get(name)?.unacknowledged;
    if (!waiting?.delete(registry)) {
      const { invalid_ack_remove: code } = wl_fixes.enums[0].entries;
      throw new ProtocolError(
        fixes,
        code,
        `wl_registry#${registry} was not told that global ${name} is gone`,
      );
    }
    if (waiting.size === 0) this.#removed.delete(name);
    return waiting.size === 0;
  }

  #add(name: number, interfaceName: string, hostVersion: number): void {
    const layout = this.#peer.protocol.find(interfaceName);
    if (!layout || interfaceName in this.#notOffered) {
      this.#peer.log.debug(
        `${interfaceName} is not offered: ${this.#notOffered[interfaceName] ?? 'no table has it'}`,
      );
      return;
    }
    const global = { layout, version: Math.min(hostVersion, layout.schema.version) };
    this.#removed.delete(name);
    this.#globals.set(name, global);
    for (const registry of this.#registries) this.#announce(registry, name, global);
  }

  #remove(name: number): void {
    const global = this.#globals.get(name);
    if (!global) return;
    this.#globals.delete(name);
    this.#removed.set(name, global);
    global.unacknowledged = new Set(this.#registries);
    for (const registry of this.#registries) {
      this.#peer.sendEvent(wl_registry, 'global_remove', registry, { name });
    }
  }

  #announce(registry: ClientId, name: number, { layout, version }: Global): void {
    this.#peer.sendEvent(wl_registry, 'global', registry, { name, interface: layout.schema.name, version });
  }

  #bind(registry: number, name: number, wanted: AnyNewId): void {
    const removed = this.#removed.get(name);
    const global = this.#globals.get(name) ?? removed;
    const what = `wl_registry#${registry}.bind(${name}, ${wanted.interface}, ${wanted.version})`;
    if (!global || global.layout.schema.name !== wanted.interface) {
      throw new ProtocolError(registry, displayError.invalidObject, `${what}: no such global`);
    }
    if (wanted.version === 0 || wanted.version > global.version) {
      const text = `${what}: the global has version ${global.version}`;
      throw new ProtocolError(registry, displayError.invalidObject, text);
    }
    if (global === removed) {
      this.#peer.objects.addLocal(wanted.id, global.layout, wanted.version, true);
      return;
    }
    const hostId = this.#peer.objects.pairFromClient(wanted.id, global.layout, wanted.version);
    this.#peer.sendRequest(wl_registry, 'bind', this.hostRegistry, { name, id: { ...wanted, id: hostId } });
  }
}
