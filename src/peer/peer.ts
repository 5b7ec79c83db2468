/**
 * One client and its connection to the host: the two relays between them, turn by turn.
 * Owns both connections. Knows nothing of processes: a peer runs as well in a test, many at once.
 *
 * Ends: a fault of the client's is told to it by `wl_display.error`; what the client had sent before still reaches the
 * host; what the host had said still reaches the client (`ending.ts`). A client that leaves while the host takes nothing
 * is noticed when the host goes on: nothing that it said is lost.
 */
import { afterHost } from './after-host.js';
import type { Drivers } from '../drivers/index.js';
import { HostError, HostRefusal, ProtocolError, WireError, displayError, isSystemError } from '../errors.js';
import type { Logger } from '../log/logger.js';
import { addon } from '../native/addon.js';
import { Connection } from '../wire/connection.js';
import type { Transport } from '../wire/transport.js';
import { Context, shortened, type TapMaker } from './context.js';
import { Ending, type PeerEnd } from './ending.js';
import type { PeerContext } from './handler.js';
import type { ClientId } from './ids.js';
import { Relay } from './relay.js';
import { EventRules, RequestRules } from './rules.js';
import type { RelayTables } from './tables.js';

const turnsPerTrim = 256;

export interface PeerOptions {
  readonly host: Transport;
  readonly tables: RelayTables;
  readonly log: Logger;
  readonly drivers: Drivers;
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
  readonly #ending: Ending;
  #serving = false;
  #working = false;
  #turns = 0;

  constructor({ host, tables, log, drivers, makeTaps, onEnd }: PeerOptions) {
    this.#ending = new Ending({ client: this.#client, host: this.#host }, (end) => {
      this.#context.close();
      onEnd(end);
    });
    this.#host.attach(host);
    const context = new Context({
      tables,
      log,
      drivers,
      clientOutbox: this.#client.outbox,
      hostOutbox: this.#host.outbox,
      makeTaps,
      turn: (work) => this.#act(work),
    });
    const { objects, protocol, taps } = context;
    const toHost = { from: this.#client, to: this.#host, fromTap: taps?.client, toTap: taps?.host };
    const toClient = { from: this.#host, to: this.#client, fromTap: taps?.host, toTap: taps?.client };
    const rules = { requests: new RequestRules(objects, protocol), events: new EventRules(objects) };
    const shared = { protocol, context };
    this.#context = context;
    this.#requests = new Relay({
      tables: context.requests,
      ...toHost,
      ...shared,
      rules: rules.requests,
      isHeld: () => this.#context.holdsRequests,
      locals: context.resources,
    });
    this.#events = new Relay({
      tables: context.events,
      ...toClient,
      ...shared,
      rules: rules.events,
      isHeld: () => false,
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

  /** Has the host say something, whatever it is. */
  askHost(): void {
    this.#act(() => afterHost(this.#context, () => undefined));
  }

  /** Whether it ever had a client. */
  get serving(): boolean {
    return this.#serving;
  }

  /** Bytes that have come from either side. */
  get received(): { client: number; host: number } {
    return { client: this.#client.received, host: this.#host.received };
  }

  /** Begins to serve a client, once. */
  serve(client: Transport): void {
    this.#serving = true;
    this.#client.attach(client);
    this.#turn(() => undefined);
  }

  /** Ends the peer from outside; both sides get what was under way. */
  stop(text: string): void {
    this.#ending.begin({ cause: 'stopped', text });
    this.#turn(() => undefined);
  }

  /** A turn for `work`; within another one, `work` simply joins in. */
  #act(work: () => void): void {
    if (this.#working) work();
    else if (!this.#ending.begun) this.#turn(work);
  }

  /**
   * V8 compiles with memory from malloc(3), which keeps what was freed. To give it back takes 0.2 % of the time of a busy
   * peer, and an idle one never wakes for it.
   */
  #giveBackMemory(): void {
    if (++this.#turns % turnsPerTrim === 0) addon.trimMemory();
  }

  /** One turn of the event loop: `work`, then everything that follows from it, then one flush of both sides. */
  #turn(work: () => void): void {
    if (this.#ending.finished) return;
    this.#giveBackMemory();
    this.#guard(work);
    this.#flush();
    while (!this.#ending.begun && this.#resume()) this.#flush();
    if (this.#ending.begun) this.#ending.proceed();
    else this.#setReading();
  }

  /** Goes on where a relay stalled or a part waited, once there is room. Whether there was something to go on with. */
  #resume(): boolean {
    const relay = [this.#requests, this.#events].find((each) => each.interrupted && !each.stalled);
    const work = relay ? () => relay.run() : this.#context.hostBacklog.takeWork();
    if (!work) return false;
    this.#guard(work);
    return true;
  }

  #read(from: Connection, relay: Relay): void {
    const count = this.#fill(from);
    if (count === 0)
      this.#ending.sideLeft(from, `the ${from === this.#client ? 'client' : 'host'} closed the connection`);
    else if (this.#ending.begun) from.discardInput();
    else if (count > 0) relay.run();
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
    this.#client.setReading(
      this.#host.outbox.backlog === 0 && !this.#requests.stalled && !this.#ending.isDeaf(this.#host),
    );
    this.#host.setReading(
      this.#client.outbox.backlog === 0 && !this.#events.stalled && !this.#ending.isDeaf(this.#client),
    );
  }

  /** Runs `work`; a fault in it ends the peer, told to whom it concerns. Anything unforeseen is a bug and passes. */
  #guard(work: () => void): void {
    this.#working = true;
    try {
      work();
    } catch (error) {
      if (!this.#endFor(error)) throw error;
    } finally {
      this.#working = false;
    }
  }

  /** Begins the end for a fault of one of the sides and tells the client; `false` if `error` is none. */
  #endFor(error: unknown): boolean {
    if (error instanceof HostRefusal) {
      this.#ending.begin({ cause: 'host-refused', text: error.message });
    } else if (error instanceof ProtocolError) {
      if (!this.#ending.begun)
        this.#context.tellClient(error.objectId as ClientId, error.code, error.message);
      this.#ending.begin({ cause: 'client-fault', text: shortened(error.message) });
    } else if (error instanceof HostError) {
      const { implementation } = displayError;
      if (!this.#ending.begun) this.#context.tellClient(1 as ClientId, implementation, error.message);
      this.#ending.begin({ cause: 'host-fault', text: error.message });
    } else return false;
    return true;
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
      if (closed && !this.#ending.begun) {
        const text = `the ${side === this.#host ? 'host' : 'client'} takes nothing more`;
        this.#ending.sideWentDeaf(side, text, (work) => this.#turn(work));
      } else this.#ending.sideLeft(side, `cannot send: ${error.message}`);
    }
  }
}
