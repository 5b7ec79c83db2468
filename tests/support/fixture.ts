/**
 * One peer in memory between a FakeClient and a FakeHost. Everything happens at once: when a `say` returns, all that
 * follows from it has happened. `noLeaks` makes every test of a file end with the descriptors it began with.
 */
import { closeSync, fstatSync, openSync, readdirSync } from 'node:fs';
import type { Test } from 'tap';
import type { BridgeName, ViewConfig } from '../../src/config/config.js';
import type { DriverNames } from '../../src/drivers/index.js';
import type { ClientImages } from '../../src/drivers/client-images.js';
import type { ShmDriver } from '../../src/drivers/shm/driver.js';
import { createLogger } from '../../src/log/logger.js';
import { OwnedFd } from '../../src/native/fd.js';
import type { Handler } from '../../src/peer/handler.js';
import { copyingHandlers } from '../../src/peer/copying-handlers.js';
import { handlers as always } from '../../src/peer/handlers/index.js';
import { handlersOfBridges } from '../../src/peer/bridges/index.js';
import type { ClientKind } from '../../src/peer/scaling/view.js';
import { viewHandlers } from '../../src/peer/view-handlers.js';
import type { PeerEnd } from '../../src/peer/ending.js';
import { Peer } from '../../src/peer/peer.js';
import { makeTables } from '../../src/peer/tables.js';
import * as wayland from '../../src/protocol/generated/wayland.js';
import type { InterfaceSchema } from '../../src/protocol/schema.js';
import { FakeClient } from './fake-client.js';
import { FakeHost } from './fake-host.js';
import { passOn, testDrivers } from './memory-channel.js';
import { MemoryTransport, settle } from './memory-transport.js';
import { decant_other, decant_probe } from './test-protocol.js';

export interface FixtureOptions {
  /** Tables besides wayland.xml's and the test protocol's. */
  readonly tables?: readonly InterfaceSchema[];
  /** The client is Xwayland, with these handlers at its end. */
  readonly x11?: readonly Handler[];
  /** What kind of client it is otherwise. */
  readonly client?: Partial<ClientKind>;
  /** Handlers besides the product's own. */
  readonly handlers?: readonly Handler[];
  /** Interfaces not to offer, with the reason. */
  readonly notOffered?: Readonly<Record<string, string>>;
  /** The highest versions to offer, by interface. */
  readonly caps?: Readonly<Record<string, number>>;
  /** What the host announces at the start: names and versions. */
  readonly globals?: Readonly<Record<string, number>>;
  /** What is done to the peer before it starts. */
  readonly prepare?: (peer: Peer) => void;
  /** What is done with the two doubles before anything is said. */
  readonly watch?: (ends: { readonly client: FakeClient; readonly host: FakeHost }) => void;
  /** How pixels and data get to the host; passed on by default. */
  readonly drivers?: DriverNames;
  /** What the client sees; as the host shows it by default. */
  readonly view?: Partial<ViewConfig>;
  /** Bridges that are turned off; all by default. */
  readonly withoutBridges?: readonly BridgeName[];
  /** Whether the channel has images; none by default. */
  readonly images?: boolean;
  /** A shm driver instead of the one that `drivers` names. */
  readonly shm?: ShmDriver;
  /** Images of the client's that the channel carries, which then carries no other descriptor. */
  readonly clientImages?: ClientImages;
}

export interface Fixture {
  readonly client: FakeClient;
  readonly host: FakeHost;
  readonly peer: Peer;
  /** How the peer ended, once it did; each end once. */
  readonly ends: PeerEnd[];
  /** Lines that the peer logged. */
  readonly logged: string[];
  /** Ends everything and closes what is left. Idempotent. */
  close(): void;
}

const cursors = { theme: '', size: 24 };

const open = new Set<Fixture>();

/** A running peer with an empty client; the host has announced `globals` (by default `decant_probe`). */
export function fixture(options: FixtureOptions = {}): Fixture {
  const {
    tables = [],
    handlers = [],
    notOffered = {},
    caps = {},
    globals = { decant_probe: 4 },
    drivers = passOn,
    view = {},
  } = options;
  const relayTables = makeTables(
    [...Object.values(wayland), decant_probe, decant_other, ...tables],
    [
      ...(options.x11 ?? []),
      ...always,
      ...viewHandlers(view, { copies: drivers.shm !== 'noop', x11: false, ...options.client }),
      ...copyingHandlers({
        drivers,
        carriesAnyFd: true,
        carriesImages: options.clientImages !== undefined,
        x11: options.x11 !== undefined,
      }),
      ...(options.withoutBridges
        ? handlersOfBridges(options.withoutBridges, cursors, view.scale !== undefined)
        : []),
      ...handlers,
    ],
    { hidden: notOffered, caps },
  );
  const [toClient, toHost] = [new MemoryTransport(), new MemoryTransport()];
  const ends: PeerEnd[] = [];
  const logged: string[] = [];
  const log = createLogger({ level: 'trace', format: 'text' }, 'test', (line) => logged.push(line));
  const peer = new Peer({
    host: toHost,
    drivers: testDrivers(drivers, options.images, { shm: options.shm, images: options.clientImages }),
    tables: relayTables,
    log,
    onEnd: (end) => ends.push(end),
  });
  const turn = (): void =>
    settle([toClient, toHost], () => {
      client.read();
      host.read();
    });
  const client = new FakeClient(relayTables.protocol, toClient, turn);
  const host = new FakeHost(relayTables.protocol, toHost, turn);
  const close = (): void => {
    open.delete(made);
    client.hangUp();
    host.hangUp();
    client.close();
    host.close();
  };
  const made: Fixture = { client, host, peer, ends, logged, close };
  open.add(made);
  options.prepare?.(peer);
  options.watch?.({ client, host });
  peer.start();
  peer.serve(toClient);
  turn();
  for (const [name, version] of Object.entries(globals)) host.announce(name, version);
  return made;
}

/** Checks after every test of `t` that all its peers ended and that no descriptor was left open. */
export function noLeaks(t: Test): void {
  let before = 0;
  let ownedBefore = 0;
  t.beforeEach(() => {
    ownedBefore = OwnedFd.live;
    before = openDescriptors();
  });
  t.afterEach((t) => {
    for (const each of open) {
      each.close();
      if (each.ends.length !== 1) throw new Error(`${t.name}: the peer ended ${each.ends.length} times`);
    }
    const owned = OwnedFd.live - ownedBefore;
    if (owned !== 0) throw new Error(`${t.name}: ${owned} owned descriptors are left`);
    const left = openDescriptors() - before;
    if (left !== 0) throw new Error(`${t.name}: ${left} descriptors leaked`);
  });
}

/** How many descriptors this process has open. */
export function openDescriptors(): number {
  return readdirSync('/proc/self/fd').length;
}

/** A descriptor that can be told from others by `sameFile`. */
export function someFd(path = '/dev/null'): OwnedFd {
  return new OwnedFd(openSync(path, 'r'));
}

/** Which file a descriptor stands for. */
export function fileOf(fd: OwnedFd): string {
  const { dev, ino } = fstatSync(fd.fd);
  return `${dev}:${ino}`;
}

/** Which file a path stands for, as `fileOf` says it. */
export function fileAt(path: string): string {
  const fd = openSync(path, 'r');
  const { dev, ino } = fstatSync(fd);
  closeSync(fd);
  return `${dev}:${ino}`;
}
