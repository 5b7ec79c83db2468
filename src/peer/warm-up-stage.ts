/** The two sides of a made-up session, and the peer between them; all in this process, on socket pairs. */
import { addon, fdSlots } from '../native/addon.js';
import { OwnedFd } from '../native/fd.js';
import { SocketChannel } from '../channel/socket.js';
import type { Logger } from '../log/logger.js';
import type { InterfaceSchema } from '../protocol/schema.js';
import type { Args } from '../wire/reader.js';
import { MessageWriter } from '../wire/writer.js';
import { Peer } from './peer.js';
import type { ServeOptions } from './serve.js';
import type { RelayTables } from './tables.js';

/** `wl_display.sync`: 12 bytes, request 0. */
const syncHeader = 12 << 16;

/** One end of a session: writes messages of its own and throws away what it gets. */
export class Side {
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

  /** Reads the first requests of a peer, which are whole, and returns the callbacks of each `wl_display.sync`. */
  takeSyncs(): number[] {
    const words = new Uint32Array(this.#sink.buffer);
    const end = addon.receive(this.#fd.fd, this.#sink, 0, this.#sink.length, this.#fds) / 4;
    const callbacks: number[] = [];
    for (let at = 0; at < end; at += words[at + 1]! >>> 18)
      if (words[at] === 1 && words[at + 1] === syncHeader) callbacks.push(words[at + 2]!);
    return callbacks;
  }
}

/** A peer between two sides of this process. */
export interface Stage {
  readonly peer: Peer;
  readonly client: Side;
  readonly host: Side;
  readonly toClient: SocketChannel;
  readonly toHost: SocketChannel;
  readonly close: () => void;
}

/** A new peer, which has begun with both sides. */
export function openStage(
  { tables, makeDrivers }: Pick<ServeOptions, 'tables' | 'makeDrivers'>,
  log: Logger,
): Stage {
  const [clientEnd, ourClient, hostEnd, ourHost] = [...addon.socketPair(), ...addon.socketPair()].map(
    (fd) => new OwnedFd(fd),
  ) as [OwnedFd, OwnedFd, OwnedFd, OwnedFd];
  const toClient = new SocketChannel(ourClient, 'warm-up client');
  const toHost = new SocketChannel(ourHost, 'warm-up host');
  const peer = new Peer({ host: toHost, drivers: makeDrivers(toHost), tables, log, onEnd: () => undefined });
  peer.start();
  peer.serve(toClient);
  const [client, host] = [new Side(clientEnd, tables), new Side(hostEnd, tables)];
  const close = (): void => {
    clientEnd.close();
    toClient.poke();
    hostEnd.close();
  };
  return { peer, client, host, toClient, toHost, close };
}
