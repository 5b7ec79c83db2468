/**
 * The globals that a client may see: what the host announced, less what has no table or is not offered, with the
 * version capped by the table or by what was asked for, and those of the peer's own. The client's registries are answered from here, each as
 * often as it likes.
 *
 * Names are the host's, those of our own globals count down from the top. A host that is a decant itself does the same: a name of
 * its that is ours already is another one to the client. A name that the host has taken back stays
 * known, because a bind that was under way must not be an error (wayland.xml, `wl_registry.global_remove`).
 */
import { HostError, ProtocolError, displayError } from '../errors.js';
import { wl_fixes, wl_registry } from '../protocol/generated/wayland.js';
import { spokenAs } from '../protocol/spoken-as.js';
import type { InterfaceSchema } from '../protocol/schema.js';
import type { InterfaceLayout } from '../wire/layout.js';
import type { AnyNewId } from '../wire/reader.js';
import type { PeerContext } from './handler.js';
import type { HostGlobal } from './host-globals.js';
import type { ClientId } from './ids.js';
import type { Offers } from './offers.js';

/** Every one is told of every global: a client that makes more means no good. */
const maxRegistries = 1024;

const highestName = 0xffff_ffff;

/** Makes the object of a bind: `id` is the client's new one, to be made known by `addResource`. */
export type BindOwn = (id: number, version: number) => void;

/** Told of an object of the client's that stands for a global of the host's. */
export type BindWatcher = (name: number, id: ClientId, version: number) => void;

interface Global {
  readonly layout: InterfaceLayout;
  readonly version: number;
  /** Only for globals of our own. */
  readonly bind?: BindOwn;
  /** Only for the host's: which of them it is. */
  readonly host?: HostGlobal;
  /** Registries that have yet to acknowledge the removal; only once it is removed. */
  unacknowledged?: Set<ClientId>;
}

export class Globals {
  readonly #peer: PeerContext;
  readonly #offers: Offers;
  readonly #takenOver = new Set<string>();
  readonly #raised = new Map<string, { readonly from: number; readonly to: number }>();
  readonly #globals = new Map<number, Global>();
  readonly #removed = new Map<number, Global>();
  readonly #registries = new Set<ClientId>();
  readonly #watchers = new Map<string, BindWatcher[]>();
  /** The client's names of those of the host's that have not the host's. */
  readonly #renamed = new Map<number, number>();
  #nextName = highestName;

  constructor(peer: PeerContext, offers: Offers) {
    this.#peer = peer;
    this.#offers = offers;
  }

  /** Offers what the host offers, from now on. */
  followHost(): void {
    this.#peer.hostGlobals.watch({
      added: (global) => this.#addHosts(global),
      removed: ({ name }) => this.#removeHosts(name),
    });
  }

  /**
   * From now on the host's globals of that interface are not offered: the peer has its own instead. Whether clients may
   * see any.
   */
  takeOver(table: InterfaceSchema): boolean {
    this.#takenOver.add(table.name);
    return this.#offers.hidden[table.name] === undefined;
  }

  /** Offers a global of our own. Returns its name, for `withdraw`. */
  offer(table: InterfaceSchema, version: number, bind: BindOwn): number {
    const name = this.#freeName();
    this.#add(name, { layout: this.#peer.protocol.get(table.name), version, bind });
    return name;
  }

  /** Offers the host's `global` under the name of `table`, which has the same messages. Returns what `offer` does. */
  offerAs(table: InterfaceSchema, host: HostGlobal): number {
    const layout = this.#peer.protocol.get(table.name);
    const name = this.#freeName();
    this.#add(name, { layout, version: Math.min(host.version, table.version, this.cap(table)), host });
    return name;
  }

  /** The highest version of an interface that clients may see, 0 if none. */
  cap({ name, version }: InterfaceSchema): number {
    if (this.#offers.hidden[name] !== undefined) return 0;
    return Math.min(version, this.#offers.caps[name] ?? Infinity);
  }

  /**
   * Offers the host's globals of that interface that have version `from` at `to` instead. Whoever asks for it sees to it
   * that the host gets no message that it does not know. To be called before the host has said what it has.
   */
  raise({ name }: InterfaceSchema, from: number, to: number): void {
    this.#raised.set(name, { from, to });
  }

  /** Takes a global of our own back. Binds that are under way make inert objects. */
  withdraw(name: number): void {
    this.#remove(name);
  }

  /** Tells `told` of all that the client binds of an interface, from now on. */
  watchBinds(table: InterfaceSchema, told: BindWatcher): void {
    this.#watchers.set(table.name, [...(this.#watchers.get(table.name) ?? []), told]);
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

  /**
   * The client no longer wants its registry `id` (`wl_fixes.destroy_registry`). Whether there was one; `acknowledged`
   * is then told of the host's names whose removal nobody has to acknowledge any more.
   */
  removeRegistry(id: ClientId, acknowledged: (name: number) => void): boolean {
    if (!this.#registries.delete(id)) return false;
    for (const name of this.#removed.keys()) this.#acknowledge(id, name, acknowledged);
    return true;
  }

  /**
   * The client has seen the removal of global `name` on `registry` (`wl_fixes.ack_global_remove`); once it has on all
   * its registries, `acknowledged` is told the name, if the host gave it. Throws `ProtocolError` on the `wl_fixes`
   * object `fixes` if it was told of no such removal.
   */
  acknowledgeRemoval(
    registry: ClientId,
    name: number,
    fixes: number,
    acknowledged: (name: number) => void,
  ): void {
    if (this.#acknowledge(registry, name, acknowledged)) return;
    const { invalid_ack_remove: code } = wl_fixes.enums[0].entries;
    throw new ProtocolError(fixes, code, `wl_registry#${registry} was not told that global ${name} is gone`);
  }

  #acknowledge(registry: ClientId, name: number, acknowledged: (name: number) => void): boolean {
    const global = this.#removed.get(name);
    if (!global?.unacknowledged?.delete(registry)) return false;
    if (global.unacknowledged.size > 0) return true;
    this.#removed.delete(name);
    const { host } = global;
    if (host && (this.#renamed.get(host.name) ?? host.name) === name) acknowledged(host.name);
    return true;
  }

  #addHosts(host: HostGlobal): void {
    const { name, interface: interfaceName } = host;
    if (this.#takenOver.has(interfaceName)) return;
    const layout = this.#peer.protocol.find(interfaceName);
    const reason = this.#offers.hidden[interfaceName];
    if (!layout || reason !== undefined) {
      this.#peer.log.debug(`${interfaceName} is not offered: ${reason ?? 'no table has it'}`);
      return;
    }
    const before = this.#globals.get(this.#renamed.get(name) ?? name);
    if (before?.host?.name === name) throw new HostError(`the host named a global ${name}, which is taken`);
    const raised = this.#raised.get(interfaceName);
    const version = raised?.from === host.version ? raised.to : host.version;
    const global = { layout, version: Math.min(version, this.cap(layout.schema)), host };
    this.#renamed.delete(name);
    if (!before) {
      this.#add(name, global);
      return;
    }
    const free = this.#freeName();
    this.#renamed.set(name, free);
    this.#add(free, global);
  }

  /** One that is not offered may have the name of one of ours. */
  #removeHosts(name: number): void {
    const own = this.#renamed.get(name) ?? name;
    if (this.#globals.get(own)?.host?.name === name) this.#remove(own);
  }

  #freeName(): number {
    while (this.#globals.has(this.#nextName)) this.#nextName--;
    return this.#nextName--;
  }

  #add(name: number, global: Global): void {
    this.#removed.delete(name);
    this.#globals.set(name, global);
    for (const registry of this.#registries) this.#announce(registry, name, global);
  }

  #remove(name: number): void {
    const global = this.#globals.get(name);
    if (!global) return;
    this.#globals.delete(name);
    // Without a registry there is nobody who could still bind it.
    if (this.#registries.size === 0) return;
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
    if (global.bind) {
      global.bind(wanted.id, wanted.version);
      return;
    }
    const spoken = this.#peer.protocol.get(spokenAs[wanted.interface] ?? wanted.interface);
    const hostId = this.#peer.objects.pairFromClient(wanted.id, spoken, wanted.version);
    const host = global.host!;
    for (const told of this.#watchers.get(wanted.interface) ?? [])
      told(host.name, wanted.id as ClientId, wanted.version);
    const version = Math.min(wanted.version, host.version);
    const id = { interface: host.interface, version, id: hostId };
    this.#peer.sendRequest(wl_registry, 'bind', this.#peer.hostGlobals.registry, { name: host.name, id });
  }
}
