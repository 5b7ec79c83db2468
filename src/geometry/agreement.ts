/**
 * Sizes of one window that stand for each other on the two sides: what the host asked for and what the client was told, what
 * the client has and what the host was shown. A size that is one of them becomes its counterpart, so that a window keeps its size
 * however often it is scaled to and fro; several sizes of one side may be one of the other's. Width and height on their own. Pure.
 */
import type { Size } from './rect.js';
import type { Scale } from './scale.js';

/** One size as the two sides see it. */
interface Pair {
  readonly client: number;
  readonly host: number;
}

/** Of one axis: the newest first. */
type Kind = 'configured' | 'asked' | 'current';
const kinds: readonly Kind[] = ['configured', 'asked', 'current'];

type Axis = Partial<Record<Kind, Pair>>;

export class Agreement {
  readonly #width: Axis = {};
  readonly #height: Axis = {};

  /** The host asks for `size`, 0 for as the client likes: what the client is told. */
  configure(size: Size, scale: Scale): Size {
    const client = {
      width: toClient(this.#width, size.width, scale),
      height: toClient(this.#height, size.height, scale),
    };
    this.#keep('configured', client, size);
    return client;
  }

  /** The client asks for `size`, which a configure may answer: what the host is told. */
  ask(size: Size, scale: Scale): Size {
    const host = scale.sizeToHost(size);
    this.#keep('asked', size, host);
    return host;
  }

  /** What the host is shown for the client's `size`. */
  show(size: Size, scale: Scale): Size {
    const host = {
      width: toHost(this.#width, size.width, scale),
      height: toHost(this.#height, size.height, scale),
    };
    this.#keep('current', size, host);
    return host;
  }

  /** Whether the host has asked for a size, or is to answer one that the client asked for. */
  get settled(): boolean {
    const { configured, asked } = this.#width;
    return configured !== undefined || asked !== undefined;
  }

  #keep(kind: Kind, client: Size, host: Size): void {
    this.#width[kind] = { client: client.width, host: host.width };
    this.#height[kind] = { client: client.height, host: host.height };
  }
}

function toClient(axis: Axis, host: number, scale: Scale): number {
  if (host <= 0) return host;
  // What the client has now comes before what it was told long ago.
  const known = [axis.current, axis.asked].find((pair) => pair?.host === host);
  return known?.client ?? scale.lengthToClient(host);
}

function toHost(axis: Axis, client: number, scale: Scale): number {
  if (client <= 0) return scale.lengthToHost(client);
  const known = kinds.map((kind) => axis[kind]).find((pair) => pair?.client === client && pair.host > 0);
  return known?.host ?? scale.lengthToHost(client);
}
