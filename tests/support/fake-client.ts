/** A Wayland client without a process: names its ids as libwayland does, densely, freed ones first. */
import { wl_registry } from '../../src/protocol/generated/wayland.js';
import type { InterfaceSchema } from '../../src/protocol/schema.js';
import type { ProtocolLayout } from '../../src/wire/layout.js';
import { FakeEnd } from './fake-end.js';
import type { MemoryTransport } from './memory-transport.js';

/** A global as a registry announced it. */
export interface SeenGlobal {
  readonly name: number;
  readonly interface: string;
  readonly version: number;
}

export class FakeClient extends FakeEnd {
  #highest = 1;

  constructor(protocol: ProtocolLayout, transport: MemoryTransport, settle: () => void) {
    super(protocol, transport, 'requests', settle);
  }

  /** An id for a new object. */
  newId(): number {
    for (let id = 2; id <= this.#highest; id++) if (!this.objects.has(id)) return id;
    return ++this.#highest;
  }

  /** A new registry. */
  getRegistry(): number {
    const registry = this.newId();
    this.say(1, 'get_registry', { registry });
    return registry;
  }

  /** Globals that `registry` has announced and not taken back, in order. */
  globals(registry = this.idOf(wl_registry.name)): SeenGlobal[] {
    const globals = new Map<number, SeenGlobal>();
    for (const { id, interface: owner, message, args } of this.seen) {
      if (id !== registry || owner !== wl_registry.name) continue;
      const name = args['name'] as number;
      if (message === 'global')
        globals.set(name, {
          name,
          interface: args['interface'] as string,
          version: args['version'] as number,
        });
      else globals.delete(name);
    }
    return [...globals.values()];
  }

  /** Binds the newest global of an interface, by default at the version announced. */
  bind(table: InterfaceSchema, version?: number, registry?: number): number {
    const from = registry ?? (this.hasRegistry() ? this.idOf(wl_registry.name) : this.getRegistry());
    const global = this.globals(from).findLast((each) => each.interface === table.name);
    if (!global) throw new Error(`no global ${table.name} was announced`);
    const id = this.newId();
    const wanted = { interface: table.name, version: version ?? global.version, id };
    this.say(from, 'bind', { name: global.name, id: wanted });
    return id;
  }

  /** Asks for a round trip; the host has to answer. The callback's id. */
  sync(): number {
    const callback = this.newId();
    this.say(1, 'sync', { callback });
    return callback;
  }

  hasRegistry(): boolean {
    return [...this.objects.values()].includes(wl_registry);
  }

  /** Own ids stay until `delete_id`; the server's are gone with the destructor. */
  protected override ended(id: number): void {
    if (id < 0) this.objects.delete(id);
  }
}
