/**
 * Relays a made-up session until the hot routines are compiled, so that forked peers start with them.
 * Runs before the first fork, on socket pairs, in this process alone; leaves nothing open.
 */
import { addon, fdSlots } from '../native/addon.js';
import { OwnedFd } from '../native/fd.js';
import { SocketChannel } from '../channel/socket.js';
import type { Logger } from '../log/logger.js';
import {
  wl_callback,
  wl_compositor,
  wl_display,
  wl_region,
  wl_registry,
  wl_shm,
  wl_shm_pool,
  wl_surface,
} from '../protocol/generated/wayland.js';
import { xdg_surface, xdg_toplevel, xdg_wm_base } from '../protocol/generated/xdg-shell.js';
import type { InterfaceSchema } from '../protocol/schema.js';
import type { Args } from '../wire/reader.js';
import { MessageWriter } from '../wire/writer.js';
import { Peer } from './peer.js';
import type { ServeOptions } from './serve.js';
import type { RelayTables } from './tables.js';

/** Enough for the optimising compiler, found by measuring: twice as many of either change nothing. */
const sessions = 6;
const rounds = 60;
const damagesPerRound = 30;
const othersPerRound = 8;
const roundsPerFlood = 10;
/** Until everything of a flood has passed. */
const floodTurns = 12;
const xdgShellVersion = 3;

/** One end of a session: writes messages of its own and throws away what it gets. */
class Side {
  readonly #fd: OwnedFd;
  readonly #tables: RelayTables;
  readonly #writer = new MessageWriter();
  readonly #sink = new Uint8Array(65536);
  readonly #fds = new Int32Array(fdSlots);

  constructor(fd: OwnedFd, tables: RelayTables) {
    this.#fd = fd;
    this.#tables = tables;
  }

  /** Whether there was room for the message. */
  say(
    kind: 'request' | 'event',
    table: InterfaceSchema,
    name: string,
    id: number,
    args: Args<number>,
  ): boolean {
    const fds: number[] = [];
    const message = this.#tables.protocol[kind](table, name);
    const size = this.#writer.encode(message, id, args, (fd) => fds.push(fd));
    return addon.send(this.#fd.fd, this.#writer.bytes, 0, size, Int32Array.from(fds), fds.length) > 0;
  }

  get fd(): number {
    return this.#fd.fd;
  }

  /** Sends the first half of a message, lets it be read, and sends the rest. */
  sayInTwo(table: InterfaceSchema, name: string, id: number, args: Args<never>, between: () => void): void {
    const size = this.#writer.encode(this.#tables.protocol.request(table, name), id, args, () => undefined);
    const half = size >> 1;
    addon.send(this.#fd.fd, this.#writer.bytes, 0, half, null, 0);
    between();
    addon.send(this.#fd.fd, this.#writer.bytes, half, size, null, 0);
  }

  drain(): void {
    while (addon.receive(this.#fd.fd, this.#sink, 0, this.#sink.length, this.#fds) > 0) {
      for (let i = 1; i <= this.#fds[0]!; i++) addon.close(this.#fds[i]!);
    }
  }
}

/**
 * Compiles the relay by using it. Whoever calls keeps what is returned: V8 throws compiled code away with the last
 * object of the kind it was compiled for.
 */
export function warmUp(
  { tables, drivers, makeDrivers }: Pick<ServeOptions, 'tables' | 'drivers' | 'makeDrivers'>,
  log: Logger,
): unknown {
  let used: unknown;
  for (let i = 0; i < sessions; i++) {
    const [clientEnd, ourClient, hostEnd, ourHost] = [...addon.socketPair(), ...addon.socketPair()].map(
      (fd) => new OwnedFd(fd),
    ) as [OwnedFd, OwnedFd, OwnedFd, OwnedFd];
    const toClient = new SocketChannel(ourClient, 'warm-up client');
    const toHost = new SocketChannel(ourHost, 'warm-up host');
    const peer = new Peer({
      host: toHost,
      drivers: makeDrivers(toHost),
      tables,
      log,
      onEnd: () => undefined,
    });
    peer.start();
    peer.serve(toClient);
    const session = new Session(
      new Side(clientEnd, tables),
      new Side(hostEnd, tables),
      toClient,
      toHost,
      drivers.shm === 'noop',
    );
    session.open();
    for (let round = 0; round < rounds; round++) {
      session.round();
      if (round % roundsPerFlood === 0) session.flood();
    }
    clientEnd.close();
    toClient.poke();
    hostEnd.close();
    used = [peer, toClient];
  }
  return used;
}

class Session {
  readonly #client: Side;
  readonly #host: Side;
  readonly #toClient: SocketChannel;
  readonly #toHost: SocketChannel;
  readonly #passesPools: boolean;

  constructor(
    client: Side,
    host: Side,
    toClient: SocketChannel,
    toHost: SocketChannel,
    passesPools: boolean,
  ) {
    this.#passesPools = passesPools;
    this.#client = client;
    this.#host = host;
    this.#toClient = toClient;
    this.#toHost = toHost;
  }

  /** Binds and makes a window: ids of the client's 2 registry, 3–5 globals, 6–12 objects; the host has the same
   * numbers, since its registry is the peer's own. */
  open(): void {
    const offered: readonly (readonly [string, number])[] = [
      ['wl_compositor', 4],
      ['xdg_wm_base', xdgShellVersion],
      ['wl_shm', 1],
      ['decant_nothing', 1],
      ...['wl_seat', 'wl_output', 'wl_subcompositor', 'wp_viewporter', 'wl_data_device_manager'].map(
        (name) => [name, 1] as const,
      ),
    ];
    offered.forEach(([name, version], i) => {
      this.#host.say('event', wl_registry, 'global', 2, { name: i + 1, interface: name, version });
    });
    this.#turn();
    this.#client.say('request', wl_display, 'get_registry', 1, { registry: 2 });
    offered.slice(0, 3).forEach(([name, version], i) => {
      const id = { interface: name, version, id: 3 + i };
      this.#client.say('request', wl_registry, 'bind', 2, { name: i + 1, id });
    });
    this.#client.say('request', wl_compositor, 'create_surface', 3, { id: 6 });
    this.#client.say('request', xdg_wm_base, 'get_xdg_surface', 4, { id: 7, surface: 6 });
    this.#client.say('request', xdg_surface, 'get_toplevel', 7, { id: 8 });
    this.#turn();
  }

  /** A frame as clients draw it: title, damage, frame callback, commit, configure, and a round trip. */
  round(): void {
    for (let i = 0; i < othersPerRound; i++) {
      this.#client.say('request', xdg_toplevel, 'set_title', 8, { title: `title ${i}` });
      this.#client.say('request', wl_surface, 'attach', 6, { buffer: 0, x: i, y: i });
      this.#client.say('request', xdg_toplevel, 'set_parent', 8, { parent: 8 });
    }
    this.#client.sayInTwo(wl_surface, 'damage', 6, { x: 0, y: 0, width: 1, height: 1 }, () => this.#turn());
    for (let i = 0; i < damagesPerRound; i++) {
      this.#client.say('request', wl_surface, 'damage', 6, { x: i, y: i, width: 1, height: 1 });
    }
    this.#client.say('request', wl_compositor, 'create_region', 3, { id: 9 });
    this.#client.say('request', wl_region, 'add', 9, { x: 0, y: 0, width: 1, height: 1 });
    this.#client.say('request', wl_surface, 'set_input_region', 6, { region: 9 });
    this.#client.say('request', wl_region, 'destroy', 9, {});
    this.#client.say('request', wl_surface, 'frame', 6, { callback: 10 });
    this.#client.say('request', wl_surface, 'commit', 6, {});
    this.#client.say('request', wl_display, 'sync', 1, { callback: 11 });
    if (this.#passesPools) {
      // Any descriptor will do: the host of this session does not look at it.
      this.#client.say('request', wl_shm, 'create_pool', 5, { id: 12, fd: this.#client.fd, size: 4096 });
      this.#client.say('request', wl_shm_pool, 'destroy', 12, {});
    }
    this.#turn();
    const states = new Uint8Array(4);
    this.#host.say('event', xdg_toplevel, 'configure', 8, { width: 1, height: 1, states });
    this.#host.say('event', xdg_surface, 'configure', 7, { serial: 1 });
    for (const callback of [10, 11])
      this.#host.say('event', wl_callback, 'done', callback, { callback_data: 0 });
    // In this order, the peer takes them in the order of the requests next time.
    for (const id of [...(this.#passesPools ? [12] : []), 11, 10, 9])
      this.#host.say('event', wl_display, 'delete_id', 1, { id });
    this.#turn();
  }

  /** More than a host takes that does not read: the peer has to wait with a part of it and go on later. */
  flood(): void {
    let more = true;
    for (let i = 0; more; i++)
      more = this.#client.say('request', xdg_toplevel, 'set_title', 8, { title: `${i}` });
    for (let i = 0; i < floodTurns; i++) this.#toClient.poke();
    for (let i = 0; i < floodTurns; i++) this.#turn();
  }

  #turn(): void {
    this.#toClient.poke();
    this.#toHost.poke();
    this.#client.drain();
    this.#host.drain();
  }
}
