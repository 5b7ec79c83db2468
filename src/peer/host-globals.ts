/**
 * What the host offers, kept up to date by the peer's own registry there. Whoever needs to know watches: the client's
 * registries (`globals.ts`), and whatever binds a global for the peer itself.
 * Names and order are the host's.
 */
import { HostError } from '../errors.js';
import { wl_display, wl_registry } from '../protocol/generated/wayland.js';
import type { InterfaceSchema } from '../protocol/schema.js';
import type { MessageHandlers, PeerContext } from './handler.js';
import type { HostId } from './ids.js';

export interface HostGlobal {
  readonly name: number;
  readonly interface: string;
  readonly version: number;
}

export interface GlobalWatcher {
  added(global: HostGlobal): void;
  removed?(global: HostGlobal): void;
}

export class HostGlobals {
  readonly #peer: PeerContext;
  readonly #globals = new Map<number, HostGlobal>();
  readonly #watchers: GlobalWatcher[] = [];
  #registry: HostId | undefined;

  constructor(peer: PeerContext) {
    this.#peer = peer;
  }

  /** Asks the host, once; globals arrive as events. */
  open(): void {
    const registry = this.#peer.addProxy(wl_registry, 1, {
      global: (_target, { name, interface: interfaceName, version }) =>
        this.#add({ name, interface: interfaceName, version }),
      global_remove: (_target, { name }) => this.#remove(name),
    });
    this.#registry = registry;
    this.#peer.sendRequest(wl_display, 'get_registry', 1 as HostId, { registry });
  }

  /** The peer's own registry on the host. */
  get registry(): HostId {
    if (this.#registry === undefined) throw new Error('the host was not asked for its globals yet');
    return this.#registry;
  }

  /** The host's first of an interface, `undefined` if it has none. */
  find({ name }: InterfaceSchema): HostGlobal | undefined {
    return [...this.#globals.values()].find((global) => global.interface === name);
  }

  /** Tells `watcher` of all that there is, at once, and of all changes from now on. */
  watch(watcher: GlobalWatcher): void {
    this.#watchers.push(watcher);
    for (const global of this.#globals.values()) watcher.added(global);
  }

  /**
   * Binds `global` for the peer itself, at the version that host, table and `maxVersion` all have.
   * Returns the new object's id.
   */
  bind<const I extends InterfaceSchema>(
    global: HostGlobal,
    table: I,
    maxVersion: number,
    events: MessageHandlers<I['events']>,
  ): HostId {
    const version = Math.min(global.version, table.version, maxVersion);
    const id = this.#peer.addProxy(table, version, events);
    this.#peer.sendRequest(wl_registry, 'bind', this.registry, {
      name: global.name,
      id: { interface: table.name, version, id },
    });
    return id;
  }

  #add(global: HostGlobal): void {
    if (this.#globals.has(global.name)) {
      throw new HostError(`the host announced global ${global.name} (${global.interface}) a second time`);
    }
    this.#globals.set(global.name, global);
    for (const watcher of this.#watchers) watcher.added(global);
  }

  #remove(name: number): void {
    const global = this.#globals.get(name);
    if (!global) return;
    this.#globals.delete(name);
    for (const watcher of this.#watchers) watcher.removed?.(global);
  }
}
