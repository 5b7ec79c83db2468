/**
 * Bridges: globals that decant serves by itself while the host lacks them, over others that it has. Owns which of them a
 * peer's client is offered; what one does stands in its file in `bridges/`.
 *
 * Invariant: a bridged global is offered only once the host has said all that it has, only while it has not the global
 * itself, and only over globals that the client may see: what `--deny-globals` hides is not served under another name.
 */
import { afterHost } from './after-host.js';
import type { BridgeName } from '../config/config.js';
import { wl_registry } from '../protocol/generated/wayland.js';
import type { InterfaceSchema } from '../protocol/schema.js';
import { defineHandler, type Handler, type PeerContext } from './handler.js';

interface Common {
  /** `--no-bridge` calls it so. */
  readonly name: BridgeName;
  /** The global that the client is offered. */
  readonly serves: InterfaceSchema;
  /** Globals of the host's that it takes. */
  readonly over: readonly InterfaceSchema[];
}

/** Makes the client's objects itself. */
export interface ServedBridge extends Common {
  /** The highest version that can be served faithfully; asked when it is offered. */
  readonly version: (peer: PeerContext) => number;
  /** Makes the object of a bind, by `addServed`. */
  readonly bind: (peer: PeerContext, id: number, version: number) => void;
  /** Called once for each peer: when it starts, whatever its host has. Must cost next to nothing. */
  readonly started?: (peer: PeerContext) => void;
  /** Called once for each peer: when it is first offered. The place to `addHandlers`. */
  readonly offered?: (peer: PeerContext) => void;
}

/** The host's global has the same messages under other names. */
export interface RenamedBridge extends Common {
  readonly renames: true;
}

export type Bridge = ServedBridge | RenamedBridge;

/** What one peer's client is offered. */
class Bridges {
  readonly #peer: PeerContext;
  readonly #bridges: readonly Bridge[];
  /** Names of the globals that are offered now. */
  readonly #offered = new Map<Bridge, number>();
  readonly #begun = new Set<Bridge>();
  /** The host has said all that it has. */
  #complete = false;

  constructor(peer: PeerContext, bridges: readonly Bridge[]) {
    this.#peer = peer;
    this.#bridges = bridges;
    for (const bridge of bridges) if (!('renames' in bridge)) bridge.started?.(peer);
    const change = (): void => {
      if (this.#complete) this.#decide();
    };
    peer.hostGlobals.watch({ added: change, removed: change });
    afterHost(peer, () => {
      this.#complete = true;
      this.#decide();
    });
  }

  #decide(): void {
    for (const bridge of this.#bridges) {
      const name = this.#offered.get(bridge);
      const wanted = this.#isWanted(bridge);
      if (wanted && name === undefined) this.#offered.set(bridge, this.#offer(bridge));
      if (wanted || name === undefined) continue;
      this.#offered.delete(bridge);
      this.#peer.globals.withdraw(name);
    }
  }

  #isWanted(bridge: Bridge): boolean {
    const { globals, hostGlobals } = this.#peer;
    if (globals.cap(bridge.serves) === 0 || hostGlobals.find(bridge.serves)) return false;
    const byAnother = [...this.#offered.keys()].some(
      (each) => each !== bridge && each.serves === bridge.serves,
    );
    return !byAnother && bridge.over.every((table) => globals.cap(table) > 0 && hostGlobals.find(table));
  }

  /** The name under which clients get it. */
  #offer(bridge: Bridge): number {
    const peer = this.#peer;
    const { globals, hostGlobals } = peer;
    const { serves, over } = bridge;
    peer.log.debug(`${serves.name} is served over the host's ${over.map((table) => table.name).join(', ')}`);
    if ('renames' in bridge) return globals.offerAs(serves, hostGlobals.find(over[0]!)!);
    if (!this.#begun.has(bridge)) {
      this.#begun.add(bridge);
      bridge.offered?.(peer);
    }
    const version = Math.min(bridge.version(peer), globals.cap(serves));
    return globals.offer(serves, version, (id, bound) => bridge.bind(peer, id, bound));
  }
}

/** What makes peers serve `bridges`. */
export function bridgeHandlers(bridges: readonly Bridge[]): Handler[] {
  if (bridges.length === 0) return [];
  const make = (peer: PeerContext): Bridges => new Bridges(peer, bridges);
  return [defineHandler(wl_registry, { started: (peer) => void peer.part(make) })];
}
