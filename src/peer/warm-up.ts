/**
 * Relays a made-up session until the hot routines are compiled, so that forked peers start with them.
 * Runs before the first fork, on socket pairs, in this process alone; leaves nothing open.
 */
import { addon } from '../native/addon.js';
import { OwnedFd } from '../native/fd.js';
import { SocketChannel } from '../channel/socket.js';
import type { Logger } from '../log/logger.js';
import {
  wl_callback,
  wl_compositor,
  wl_display,
  wl_registry,
  wl_surface,
} from '../protocol/generated/wayland.js';
import type { InterfaceSchema } from '../protocol/schema.js';
import type { Args } from '../wire/reader.js';
import { MessageWriter } from '../wire/writer.js';
import { Peer } from './peer.js';
import type { RelayTables } from './tables.js';

/** Enough for the optimising compiler, found by measuring: twice as many change nothing. */
const rounds = 300;
const damagesPerRound = 100;

/** A channel whose readiness is called by hand instead of by the event loop. */
class HandCranked extends SocketChannel {
  crank: (readable: boolean, writable: boolean) => void = () => undefined;

  override listen(ready: (readable: boolean, writable: boolean) => void): void {
    this.crank = ready;
  }

  override want(): void {
    // Nobody waits: `crank` is called when there is something.
  }
}

/** One end of a session: writes messages of its own and throws away what it gets. */
class Side {
  readonly #fd: OwnedFd;
  readonly #tables: RelayTables;
  readonly #writer = new MessageWriter();
  readonly #sink = new Uint8Array(65536);
  readonly #fds = new Int32Array(254);

  constructor(fd: OwnedFd, tables: RelayTables) {
    this.#fd = fd;
    this.#tables = tables;
  }

  say(kind: 'request' | 'event', table: InterfaceSchema, name: string, id: number, args: Args<never>): void {
    const size = this.#writer.encode(this.#tables.protocol[kind](table, name), id, args, () => undefined);
    addon.send(this.#fd.fd, this.#writer.bytes, 0, size, null, 0);
  }

  drain(): void {
    while (addon.receive(this.#fd.fd, this.#sink, 0, this.#sink.length, this.#fds) > 0);
  }
}

/** Compiles the relay by using it. */
export function warmUp(tables: RelayTables, log: Logger): void {
  const [clientEnd, ourClient, hostEnd, ourHost] = [...addon.socketPair(), ...addon.socketPair()].map(
    (fd) => new OwnedFd(fd),
  ) as [OwnedFd, OwnedFd, OwnedFd, OwnedFd];
  const toClient = new HandCranked(ourClient, 'warm-up client');
  const toHost = new HandCranked(ourHost, 'warm-up host');
  const peer = new Peer({ host: toHost, tables, log, onEnd: () => undefined });
  peer.start();
  peer.serve(toClient);
  const session = new Session(new Side(clientEnd, tables), new Side(hostEnd, tables), toClient, toHost);
  session.open();
  for (let i = 0; i < rounds; i++) session.round();
  clientEnd.close();
  toClient.crank(true, false);
  peer.stop('warm');
  hostEnd.close();
}

class Session {
  readonly #client: Side;
  readonly #host: Side;
  readonly #toClient: HandCranked;
  readonly #toHost: HandCranked;

  constructor(client: Side, host: Side, toClient: HandCranked, toHost: HandCranked) {
    this.#client = client;
    this.#host = host;
    this.#toClient = toClient;
    this.#toHost = toHost;
  }

  /** Binds a compositor and makes a surface: 2 registry, 3 compositor, 4 surface; one higher on the host. */
  open(): void {
    this.#host.say('event', wl_registry, 'global', 2, { name: 1, interface: 'wl_compositor', version: 4 });
    this.#turn();
    this.#client.say('request', wl_display, 'get_registry', 1, { registry: 2 });
    const id = { interface: 'wl_compositor', version: 4, id: 3 };
    this.#client.say('request', wl_registry, 'bind', 2, { name: 1, id });
    this.#client.say('request', wl_compositor, 'create_surface', 3, { id: 4 });
    this.#turn();
  }

  /** A frame as clients draw it: damage, frame callback, commit, and a round trip. */
  round(): void {
    for (let i = 0; i < damagesPerRound; i++) {
      this.#client.say('request', wl_surface, 'damage', 4, { x: i, y: i, width: 1, height: 1 });
    }
    this.#client.say('request', wl_surface, 'frame', 4, { callback: 5 });
    this.#client.say('request', wl_surface, 'commit', 4, {});
    this.#client.say('request', wl_display, 'sync', 1, { callback: 6 });
    this.#turn();
    for (const callback of [5, 6]) {
      this.#host.say('event', wl_callback, 'done', callback, { callback_data: 0 });
      this.#host.say('event', wl_display, 'delete_id', 1, { id: callback });
    }
    this.#turn();
  }

  #turn(): void {
    this.#toClient.crank(true, true);
    this.#toHost.crank(true, true);
    this.#client.drain();
    this.#host.drain();
  }
}
