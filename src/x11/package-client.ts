/**
 * The client of the npm package `x11`, tamed: a question that the server cannot answer any more is answered by `undefined`,
 * names of atoms are what they are, and what the package does for each packet takes no longer the more is asked. What can be
 * asked for stands in `connection.ts`.
 */
import type { Duplex } from 'node:stream';
import x11, { type Display, type Extensions, type Reply, type Screen, type XClient, type XEvent } from 'x11';
import type { Logger } from '../log/logger.js';

/** The length of a name is a CARD16 (X11 protocol, InternAtom). */
const maxNameBytes = 0xffff;

/** What is told of a connection; `end` once, and not if we close it. */
export interface PackageListener {
  readonly event: (event: XEvent) => void;
  readonly end: () => void;
}

export class PackageClient {
  /** For requests that need no care: those without an answer. */
  readonly x: XClient;
  readonly screen: Screen;
  readonly #stream: Duplex;
  readonly #end: () => void;
  /** Answers nothing to each question that is open. */
  readonly #pending = new Set<() => void>();
  #ended = false;

  private constructor(stream: Duplex, display: Display, end: () => void) {
    this.#stream = stream;
    this.#end = end;
    this.x = display.client;
    this.screen = display.screen[0]!;
    tame(this.x);
    this.x.on('end', () => this.#over());
    stream.on('close', () => this.#over());
  }

  /** Sets the connection up on `stream`, which is ours from then on. Throws if the server refuses. */
  static async open(stream: Duplex, log: Logger, on: PackageListener): Promise<PackageClient> {
    const display = await new Promise<Display>((resolve, reject) => {
      const options = { stream, display: ':0', auth: { name: '', data: '' } };
      const client = x11.createClient(
        { ...options, bufferRequests: { flushOnReply: false }, disableBigRequests: true },
        (error, ready) => (error ? reject(error) : resolve(ready)),
      );
      client.on('error', (error) => log.debug(`X11: ${describeError(error)}`));
      client.on('event', on.event);
      stream.on('error', (error) => log.debug(`X11 connection: ${error.message}`));
    });
    return new PackageClient(stream, display, on.end);
  }

  /** What is still sent afterwards (a time-out, a late answer) goes nowhere. Idempotent. */
  close(): void {
    this.#ended = true;
    this.#settle();
    this.#stream.destroy();
  }

  /** The answer to a request; `undefined` if it failed, or the connection has ended or does so before. */
  ask<T>(send: (reply: Reply<T>) => void): Promise<T | undefined> {
    if (this.#ended) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const abandon = (): void => resolve(undefined);
      this.#pending.add(abandon);
      send((error, result) => {
        this.#pending.delete(abandon);
        resolve(error ? undefined : result);
        return true;
      });
    });
  }

  /** The atom of `name`, which is made if need be. `undefined`: the name is too long for X. */
  async intern(name: string): Promise<number | undefined> {
    const bytes = Buffer.from(name);
    if (bytes.length > maxNameBytes) return undefined;
    return this.ask((reply) => this.x.InternAtom(false, bytes.toString('latin1'), reply));
  }

  /** `undefined` for an atom that does not exist, or has a name that is no text (UTF-8, as everybody has it). */
  async nameOf(atom: number): Promise<string | undefined> {
    let sequence = 0;
    const name = await this.ask<string>((reply) => {
      this.x.GetAtomName(atom, reply);
      sequence = this.x.seq_num;
    });
    // The package remembers for ever what failed.
    if (name === undefined) delete this.x.pending_atoms[sequence];
    return name === undefined ? undefined : decoded(Buffer.from(name, 'latin1'));
  }

  /** An extension of the server's; throws without it. */
  async extension<N extends keyof Extensions>(name: N): Promise<Extensions[N]> {
    const found = await this.ask<Extensions[N]>((reply) => this.x.require(name, reply));
    if (!found) throw new Error(`the X server has no extension ${name}`);
    return found;
  }

  #over(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#settle();
    this.#end();
  }

  #settle(): void {
    for (const abandon of this.#pending) abandon();
    this.#pending.clear();
  }
}

/** Mends what x11 4.2.2 does; all of it must be looked at again with another version. */
function tame(client: XClient): void {
  // It keeps the atoms of all connections in one list, though each server has its own, and takes what every object has
  // (`constructor`) for an atom. Names are bytes for it, one for each character: `intern` gives it no others.
  client.atoms = Object.assign(Object.create(null), client.atoms);
  client.atom_names = Object.assign(Object.create(null), client.atom_names);
  // It goes through all open questions at each packet, to call back requests without an answer. None of ours asks for that.
  client._sweepVoid = () => undefined;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decoded(name: Buffer): string | undefined {
  try {
    return utf8.decode(name);
  } catch {
    return undefined;
  }
}

function describeError(error: Error): string {
  const { majorOpcode, badParam } = error as { majorOpcode?: number; badParam?: number };
  return `${error.message} (request ${majorOpcode ?? '?'}, value ${badParam ?? '?'})`;
}
