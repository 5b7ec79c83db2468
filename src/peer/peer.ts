/**
 * One client and its connection to the host: the two relays between them, and how it all ends.
 * Owns both connections. Knows nothing of processes: a peer runs as well in a test, many at once.
 *
 * Ends: a fault of the client's is told to it by `wl_display.error`; what the client had sent before still reaches the
 * host; what the host had said still reaches the client. Whoever does not read is not waited for longer than
 * `lingerMs`.
 */
import { HostError, ProtocolError, WireError, displayError, isSystemError } from '../errors.js';
import type { Logger } from '../log/logger.js';
import { addon } from '../native/addon.js';
import { Connection } from '../wire/connection.js';
import type { Transport } from '../wire/transport.js';
import { Context, shortened, type TapMaker } from './context.js';
import type { PeerContext } from './handler.js';
import type { ClientId } from './ids.js';
import { Relay } from './relay.js';
import { EventRules, RequestRules } from './rules.js';
import type { RelayTables } from './tables.js';

/** How long a side that does not read is waited for at the end. */
export const lingerMs = 2000;

/** Why a peer ended. */
export interface PeerEnd {
  readonly cause: 'client-left' | 'client-fault' | 'host-left' | 'host-refused' | 'host-fault' | 'stopped';
  readonly text: string;
}

export interface PeerOptions {
  readonly host: Transport;
  readonly tables: RelayTables;
  readonly log: Logger;
  /** Makes the traces of the two sides, if wanted; the tables must have been made for tracing. */
  readonly makeTaps?: TapMaker | undefined;
  readonly onEnd: (end: PeerEnd) => void;
}

export class Peer {
  readonly #context: Context;
  readonly #client = new Connection();
  readonly #host = new Connection();
  readonly #requests: Relay;
  readonly #events: Relay;
  readonly #onEnd: (end: PeerEnd) => void;
  #serving = false;
  #working = false;
  #turns = 0;
  #nextTrim = 256;
  #end: PeerEnd | undefined;
  #finished = false;
  #clientGone = false;
  #hostGone = false;
  #lingerTimer: NodeJS.Timeout | undefined;
  /** The host closed its receiving half: what it said before can still be read. */
  #hostDeaf = false;

  constructor({ host, tables, log, makeTaps, onEnd }: PeerOptions) {
    this.#onEnd = onEnd;
    this.#host.attach(host);
    const context = new Context({
      tables,
      log,
      clientOutbox: this.#client.outbox,
      hostOutbox: this.#host.outbox,
      makeTaps,
      onHostRefused: (text) => this.#finishLater({ cause: 'host-refused', text }),
      turn: (work) => this.#act(work),
    });
    const { objects, protocol, taps } = context;
    const toHost = { from: this.#client, to: this.#host, fromTap: taps?.client, toTap: taps?.host };
    const toClient = { from: this.#host, to: this.#client, fromTap: taps?.host, toTap: taps?.client };
    const rules = { requests: new RequestRules(objects, protocol), events: new EventRules(objects) };
    const shared = { protocol, context };
    this.#context = context;
    this.#requests = new Relay({
      ...tables.requests,
      ...toHost,
      ...shared,
      rules: rules.requests,
      locals: context.resources,
    });
    this.#events = new Relay({
      ...tables.events,
      ...toClient,
      ...shared,
      rules: rules.events,
      locals: context.proxies,
    });
  }

  /** What handlers see of this peer: for whoever runs it, and for tests. */
  get context(): PeerContext {
    return this.#context;
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
    this.#turn(() => this.#context.open());
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

  /** A turn for `work`; within another one, `work` simply joins in. */
  #act(work: () => void): void {
    if (this.#working) work();
    else this.#turn(work);
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
    const count = this.#fill(from);
    if (count === 0)
      this.#sideLeft(from, `the ${from === this.#client ? 'client' : 'host'} closed the connection`);
    else if (this.#end) from.discardInput();
    else if (count > 0) relay.run();
  }

  /** One side takes and says nothing more. What waits for the other is still sent. */
  #sideLeft(side: Connection, text: string): void {
    if (side === this.#client) this.#clientGone = true;
    else this.#hostGone = true;
    side.outbox.discard();
    this.#finishLater({ cause: side === this.#client ? 'client-left' : 'host-left', text });
  }

  /** Reads once. Descriptors that are too many or got lost on the way are the fault of whoever sent them. */
  #fill(from: Connection): number {
    try {
      return from.fill();
    } catch (error) {
      if (!(error instanceof WireError) && !isSystemError(error)) throw error;
      if (from === this.#host) throw new HostError(`from the host: ${error.message}`);
      throw new ProtocolError(1, displayError.implementation, error.message);
    }
  }

  #setReading(): void {
    this.#client.setReading(this.#host.outbox.backlog === 0 && !this.#requests.stalled && !this.#hostDeaf);
    this.#host.setReading(this.#client.outbox.backlog === 0 && !this.#events.stalled);
  }

  /** Runs `work`; a fault in it ends the peer, told to whom it concerns. Anything unforeseen is a bug and passes. */
  #guard(work: () => void): void {
    this.#working = true;
    try {
      work();
    } catch (error) {
      if (error instanceof ProtocolError)
        this.#clientFault(error.objectId as ClientId, error.code, error.message);
      else if (error instanceof HostError) this.#hostFault(error.message);
      else throw error;
    } finally {
      this.#working = false;
    }
  }

  #clientFault(id: ClientId, code: number, message: string): void {
    if (this.#end) return;
    this.#context.tellClient(id, code, message);
    this.#finishLater({ cause: 'client-fault', text: shortened(message) });
  }

  #hostFault(text: string): void {
    if (this.#end) return;
    this.#context.tellClient(1 as ClientId, displayError.implementation, text);
    this.#finishLater({ cause: 'host-fault', text });
  }

  #flush(): void {
    this.#flushSide(this.#host);
    this.#flushSide(this.#client);
  }

  #flushSide(side: Connection): void {
    try {
      side.flush();
    } catch (error) {
      if (!isSystemError(error)) throw error;
      const closed = error.code === 'EPIPE' || error.code === 'ECONNRESET';
      if (side === this.#host && closed && !this.#end) this.#hostStoppedReading();
      else this.#sideLeft(side, `cannot send: ${error.message}`);
    }
  }

  /** What the host said before it closed is still there to be read, its error above all; but not for ever. */
  #hostStoppedReading(): void {
    this.#host.outbox.discard();
    if (this.#hostDeaf) return;
    this.#hostDeaf = true;
    this.#lingerTimer = setTimeout(() => {
      this.#turn(() => this.#sideLeft(this.#host, 'the host takes nothing more'));
    }, lingerMs);
  }

  /** Nothing more is relayed; the peer ends when what waits has been sent, or soon after. The first reason counts. */
  #finishLater(end: PeerEnd): void {
    if (this.#end) return;
    this.#end = end;
    clearTimeout(this.#lingerTimer);
    this.#lingerTimer = setTimeout(() => this.#finish(), lingerMs);
  }

  #finishWhenSent(): void {
    const clientDone = this.#clientGone || this.#client.outbox.backlog === 0;
    const hostDone = this.#hostGone || this.#host.outbox.backlog === 0;
    if (clientDone && hostDone) {
      this.#finish();
      return;
    }
    // What still comes in is read and thrown away, so that neither side waits for us to read while we wait for it.
    this.#client.setReading(!this.#clientGone);
    this.#host.setReading(!this.#hostGone);
  }

  #finish(): void {
    if (this.#finished || !this.#end) return;
    this.#finished = true;
    clearTimeout(this.#lingerTimer);
    this.#client.close();
    this.#host.close();
    this.#context.close();
    this.#onEnd(this.#end);
  }
}
