/**
 * Sizes of one window that stand for each other on the two sides: what the host asked for and what the client was told, what
 * the client has and what the host was shown. A size that is one of them becomes its counterpart, so that a window keeps its size
 * however often it is scaled to and fro; several sizes of one side may be one of the other's. Width and height on their own. Of
 * configures that are under way, each has its pair: the client may show what it was told before the last. Pure.
 */
import type { Size } from './rect.js';
import type { Scale } from './scale.js';

/** One size as the two sides see it. */
interface Pair {
  readonly client: Size;
  readonly host: Size;
}

/** Which the client has been told and not acknowledged. */
interface UnderWay extends Pair {
  /** Of its configure, once the host has said it. */
  readonly serial: number | undefined;
}

/** A client that acknowledges nothing has no more of them. */
const mostUnderWay = 16;

export class Agreement {
  /** The newest last. */
  #underWay: readonly UnderWay[] = [];
  #configured: Pair | undefined;
  #asked: Pair | undefined;
  #current: Pair | undefined;

  /** The host asks for `size`, 0 for as the client likes: what the client is told. */
  configure(size: Size, scale: Scale): Size {
    const client = {
      width: this.#toClient('width', size.width, scale),
      height: this.#toClient('height', size.height, scale),
    };
    this.#tell({ client, host: size, serial: undefined });
    return client;
  }

  /** The client's size `client` is the host's `host`, whatever the scale: as if the host had asked for it. */
  agree(client: Size, host: Size): void {
    this.#tell({ client, host, serial: undefined });
  }

  /** The host numbers what it has asked for last. */
  number(serial: number): void {
    const last = this.#underWay.at(-1) ?? this.#configured;
    if (!last) return;
    if ('serial' in last && last.serial === undefined) this.#underWay = this.#underWay.slice(0, -1);
    this.#tell({ ...last, serial });
  }

  /** The client goes by the configure of that number from now on, and by none before it. */
  acknowledge(serial: number): void {
    const at = this.#underWay.findLastIndex((each) => each.serial === serial);
    if (at < 0) return;
    this.#configured = this.#underWay[at];
    this.#underWay = this.#underWay.slice(at + 1);
  }

  /** The client asks for `size`, which a configure may answer: what the host is told. */
  ask(size: Size, scale: Scale): Size {
    const host = scale.sizeToHost(size);
    this.#asked = { client: size, host };
    return host;
  }

  /** What the host is shown for the client's `size`. */
  show(size: Size, scale: Scale): Size {
    const host = {
      width: this.#toHost('width', size.width, scale),
      height: this.#toHost('height', size.height, scale),
    };
    this.#current = { client: size, host };
    return host;
  }

  /** Whether the host has asked for a size, or is to answer one that the client asked for. */
  get settled(): boolean {
    return this.#configured !== undefined || this.#underWay.length > 0 || this.#asked !== undefined;
  }

  #tell(pair: UnderWay): void {
    this.#underWay = [...this.#underWay, pair].slice(-mostUnderWay);
  }

  #toClient(axis: keyof Size, host: number, scale: Scale): number {
    if (host <= 0) return host;
    // What the client has now comes before what it was told long ago.
    const known = [this.#current, this.#asked].find((pair) => pair?.host[axis] === host);
    return known?.client[axis] ?? scale.lengthToClient(host);
  }

  #toHost(axis: keyof Size, client: number, scale: Scale): number {
    if (client <= 0) return scale.lengthToHost(client);
    // Several of the host's sizes may be this one of the client's: it means the one that it has acknowledged.
    const pairs = [this.#configured, ...this.#underWay.toReversed(), this.#asked, this.#current];
    const known = pairs.find((pair) => pair?.client[axis] === client && pair.host[axis] > 0);
    return known?.host[axis] ?? scale.lengthToHost(client);
  }
}
