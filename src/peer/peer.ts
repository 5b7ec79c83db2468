/**
 * One client and its connection to the host: the two relays between them, and how it all ends.
 * Owns both connections. Knows nothing of processes: a peer runs as well in a test, many at once.
 *
 * Ends: a fault of the client's is told to it by `wl_display.error`; what the client had sent before still reaches the
 * host; what the host had said still reaches the client. Whoever does not read is not waited for longer than
 * `lingerMs`.
 */
import { addon } from '../native/addon.js';
import { HostError, ProtocolError, WireError, displayError, isSystemError, reasonOf } from '../errors.js';
import type { Logger } from '../log/logger.js';
import { wl_display } from '../protocol/generated/wayland.js';
import type { InterfaceSchema } from '../protocol/schema.js';
import { Connection } from '../wire/connection.js';
import type { ProtocolLayout } from '../wire/layout.js';
import type { Args } from '../wire/reader.js';
import type { Transport } from '../wire/transport.js';
import { Emitter } from './emitter.js';
import { Globals } from './globals.js';
import type { AnyHandlers, MessageHandlers, PeerContext } from './handler.js';
import type { ClientId, HostId } from './ids.js';
import { Objects, entryOf } from './objects.js';
import { Relay } from './relay.js';
import { EventRules, RequestRules } from './rules.js';
import type { RelayTables } from './tables.js';
import type { MessageTap } from './tap.js';

/** How long a side that does not read is waited for at the end. */
export const lingerMs = 2000;

/** Why a peer ended. */
export interface PeerEnd {
  readonly cause: 'client-left' | 'client-fault' | 'host-left' | 'host-refused' | 'host-fault' | 'stopped';
  readonly text: string;
}

/** Makes what watches the messages of a peer's two sides. */
export type TapMaker = (peer: { readonly objects: Objects; readonly protocol: ProtocolLayout }) => {
  readonly client: MessageTap | undefined;
  readonly host: MessageTap | undefined;
};

export interface PeerOptions {
  readonly host: Transport;
  readonly tables: RelayTables;
  readonly log: Logger;
  /** Makes the traces of the two sides, if wanted; the tables must have been made for tracing. */
  readonly makeTaps?: TapMaker | undefined;
  readonly onEnd: (end: PeerEnd) => void;
}

export class Peer implements PeerContext {
  readonly protocol: ProtocolLayout;
  readonly objects = new Objects();
  readonly globals: Globals;
  readonly log: Logger;
  readonly #client: Connection;
  readonly #host: Connection;
  readonly #requests: Relay;
  readonly #events: Relay;
  readonly #toClient: Emitter;
  readonly #toHost: Emitter;
  readonly #resources = new Map<number, AnyHandlers>();
  readonly #proxies = new Map<number, AnyHandlers>();
  readonly #onEnd: (end: PeerEnd) => void;
  #serving = false;
  #turns = 0;
  #nextTrim = 256;
  #end: PeerEnd | undefined;
  #finished = false;
  #lingerTimer: NodeJS.Timeout | undefined;
  /** The host closed its receiving half: what it said before can still be read. */
  #hostDeaf = false;

  constructor({ host, tables, log, makeTaps, onEnd }: PeerOptions) {
    const { protocol, requests, events } = tables;
    this.protocol = protocol;
    this.log = log;
    this.#onEnd = onEnd;
    const taps = makeTaps?.(this);
    this.#client = new Connection();
    this.#host = new Connection();
    this.#host.attach(host);
    this.#toClient = new Emitter(this.#client.outbox, taps?.client);
    this.#toHost = new Emitter(this.#host.outbox, taps?.host);
    this.#requests = new Relay({
      ...requests,
      from: this.#client,
      to: this.#host,
      rules: new RequestRules(this.objects, protocol),
      protocol,
      locals: this.#resources,
      context: this,
      fromTap: taps?.client,
      toTap: taps?.host,
    });
    this.#events = new Relay({
      ...events,
      from: this.#host,
      to: this.#client,
      rules: new EventRules(this.objects),
      protocol,
      locals: this.#proxies,
      context: this,
      fromTap: taps?.host,
      toTap: taps?.client,
    });
    this.objects.addDisplay(protocol.get('wl_display'));
    this.globals = new Globals(this, tables.notOffered);
  }

  /** Asks the host for its globals. The peer is ready for its client, now or later. */
  start(): void {
    this.#client.listen(
      () => this.#turn(() => this.#read(this.#client, this.#requests)),
      () => this.#turn(() => undefined),
    );
    this.#host.listen(
      () => this.#turn(() => this.#read(this.#host, this.#events)),
      () => this.#turn(() => undefined),
    );
    this.#turn(() => this.globals.open());
  }

  /** Whether it ever had a client. */
  get serving(): boolean {
    return this.#serving;
  }

  /** Begins to serve a client, once. */
  serve(client: Transport): void {
    this.#serving = true;
    this.#client.attach(client);
    this.#turn(() => undefined);
  }

  /** Ends the peer from outside; both sides get what was under way. */
  stop(text: string): void {
    this.#finishLater({ cause: 'stopped', text });
    this.#turn(() => undefined);
  }

  sendEvent(table: InterfaceSchema, name: string, id: ClientId, args: object): void {
    this.#toClient.send(this.protocol.event(table, name), id, args as Args<never>);
  }

  sendRequest(table: InterfaceSchema, name: string, id: HostId, args: object): void {
    this.#toHost.send(this.protocol.request(table, name), id, args as Args<never>);
  }

  addProxy<const I extends InterfaceSchema>(
    table: I,
    version: number,
    events: MessageHandlers<I['events']>,
  ): HostId {
    const id = this.objects.addProxy(this.protocol.get(table.name), version);
    this.#proxies.set(id, events);
    return id;
  }

  addResource<const I extends InterfaceSchema>(
    table: I,
    version: number,
    id: number,
    requests: MessageHandlers<I['requests']>,
  ): ClientId {
    const clientId = this.objects.addLocal(id, this.protocol.get(table.name), version, false);
    this.#resources.set(clientId, requests);
    return clientId;
  }

  endResource(id: ClientId): void {
    this.#resources.delete(id);
    this.objects.releaseLocal(id);
    this.sendEvent(wl_display, 'delete_id', 1 as ClientId, { id });
  }

  releaseByHost(id: number): ClientId | 0 {
    this.#proxies.delete(id);
    return this.objects.releaseByHost(id);
  }

  hostRefused(objectId: number, code: number, message: string): void {
    const clientId = this.objects.clientIdOf(objectId);
    const text = `${this.#nameOf(objectId)}: error ${code}: ${message}`;
    if (clientId !== 0)
      this.sendEvent(wl_display, 'error', 1 as ClientId, { object_id: clientId, code, message });
    else this.#tellClient(1 as ClientId, displayError.implementation, `the host refused ${text}`);
    this.#finishLater({ cause: 'host-refused', text });
  }

  /**
   * V8 compiles with memory from malloc(3), which keeps what was freed. It is given back after 256 turns, 512, and so
   * on: never in an idle peer, and ever more seldom in a busy one.
   */
  #giveBackMemory(): void {
    if (++this.#turns < this.#nextTrim) return;
    this.#nextTrim *= 2;
    addon.trimMemory();
  }

  /** One turn of the event loop: `work`, then everything that follows from it, then one flush of both sides. */
  #turn(work: () => void): void {
    if (this.#finished) return;
    this.#giveBackMemory();
    this.#guard(work);
    this.#flush();
    while (!this.#end && this.#resume()) this.#flush();
    if (this.#end) this.#finishWhenSent();
    else this.#setReading();
  }

  /** Goes on where a relay stalled, once there is room. Whether there was something to go on with. */
  #resume(): boolean {
    const relay = [this.#requests, this.#events].find((each) => each.interrupted && !each.stalled);
    if (!relay) return false;
    this.#guard(() => relay.run());
    return true;
  }

  #read(from: Connection, relay: Relay): void {
    const count = from.fill();
    if (this.#end) {
      from.inbox.start = from.inbox.end;
      from.inbox.fds.closeAll();
      if (count === 0) this.#finish();
    } else if (count === 0) {
      const cause = from === this.#client ? 'client-left' : 'host-left';
      this.#finishLater({
        cause,
        text: `the ${from === this.#client ? 'client' : 'host'} closed the connection`,
      });
    } else if (count > 0) {
      relay.run();
    }
  }

  #setReading(): void {
    this.#client.setReading(this.#host.outbox.backlog === 0 && !this.#requests.stalled && !this.#hostDeaf);
    this.#host.setReading(this.#client.outbox.backlog === 0 && !this.#events.stalled);
  }

  /** Runs `work`; a fault in it ends the peer, told to whom it concerns. Anything unforeseen is a bug and passes. */
  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (error instanceof ProtocolError)
        this.#clientFault(error.objectId as ClientId, error.code, error.message);
      else if (error instanceof WireError)
        this.#clientFault(1 as ClientId, displayError.invalidMethod, error.message);
      else if (error instanceof HostError) this.#hostFault(error.message);
      else if (isSystemError(error) && error.syscall === 'recvmsg') this.#receiveFailed(error.message);
      else throw error;
    }
  }

  #clientFault(id: ClientId, code: number, message: string): void {
    this.#tellClient(id, code, message);
    this.#finishLater({ cause: 'client-fault', text: message });
  }

  #hostFault(text: string): void {
    this.#tellClient(1 as ClientId, displayError.implementation, text);
    this.#finishLater({ cause: 'host-fault', text });
  }

  #receiveFailed(text: string): void {
    this.#clientFault(1 as ClientId, displayError.implementation, `too many descriptors at once (${text})`);
  }

  #tellClient(id: ClientId, code: number, message: string): void {
    this.sendEvent(wl_display, 'error', 1 as ClientId, { object_id: id, code, message });
  }

  #flush(): void {
    try {
      this.#host.flush();
    } catch (error) {
      if (!isSystemError(error)) throw error;
      this.#hostDeaf = true;
      this.#host.outbox.discard();
    }
    try {
      this.#client.flush();
    } catch (error) {
      if (!isSystemError(error)) throw error;
      this.#client.outbox.discard();
      this.#finishLater({ cause: 'client-left', text: reasonOf(error) });
    }
  }

  /** Nothing more is relayed; the peer ends when what waits has been sent, or soon after. The first reason counts. */
  #finishLater(end: PeerEnd): void {
    if (this.#end) return;
    this.#end = end;
    this.#lingerTimer = setTimeout(() => this.#finish(), lingerMs);
  }

  #finishWhenSent(): void {
    if (this.#client.outbox.backlog === 0 || this.#end?.cause === 'client-left') {
      if (this.#host.outbox.backlog === 0 || this.#end?.cause === 'host-left') {
        this.#finish();
        return;
      }
    }
    // What still comes in is read and thrown away, so that neither side waits for us to read while we wait for it.
    this.#client.setReading(this.#end?.cause !== 'client-left');
    this.#host.setReading(this.#end?.cause !== 'host-left');
  }

  #finish(): void {
    if (this.#finished || !this.#end) return;
    this.#finished = true;
    clearTimeout(this.#lingerTimer);
    this.#client.close();
    this.#host.close();
    this.#onEnd(this.#end);
  }

  /** `interface#id` of a host object, for messages. */
  #nameOf(hostId: number): string {
    const number = this.objects.hostRange(hostId)?.interfaces[entryOf(hostId)];
    return `${number ? this.protocol.at(number).schema.name : 'unknown object'}#${hostId >>> 0}`;
  }
}
