/** Random sessions of an honest client that paints, on a host that looks (`painting-client.ts`, `painting-host.ts`). */
import * as fc from 'fast-check';
import * as viewporter from '../../src/protocol/generated/viewporter.js';
import { wl_compositor, wl_shm, wl_subcompositor } from '../../src/protocol/generated/wayland.js';
import { xdg_wm_base } from '../../src/protocol/generated/xdg-shell.js';
import { copyStatistics } from '../../src/peer/copy-statistics.js';
import type { Fixture } from './fixture.js';
import { PaintingClient, type Buffered } from './painting-client.js';
import { PaintingHost } from './painting-host.js';
import { looksOf, paintingStory, type Given } from './painting-story.js';
import { leastStrideOf, pictureFormats } from './pictures.js';

/** How often each kind comes. */
const weights = {
  makePool: 1,
  resizePool: 1,
  destroyPool: 1,
  makeBuffer: 3,
  destroyBuffer: 2,
  draw: 6,
  makeSurface: 1,
  destroySurface: 1,
  attach: 5,
  attachNothing: 2,
  damage: 2,
  scale: 2,
  transform: 2,
  source: 3,
  destination: 3,
  destroyViewport: 1,
  subsurface: 1,
  subsurfaceMode: 1,
  window: 2,
  configure: 2,
  geometry: 2,
  frame: 3,
  commit: 8,
  /** Draws, attaches and commits. */
  present: 20,
  release: 10,
  answer: 3,
  deleteId: 3,
  clientReads: 1,
  hostReads: 1,
  clientRoom: 1,
  hostRoom: 1,
  clientPieces: 1,
  hostPieces: 1,
} as const;
type Kind = keyof typeof weights;
const kinds = (Object.keys(weights) as Kind[]).flatMap((kind) =>
  Array.from({ length: weights[kind] }, () => kind),
);

/** One thing that is done. */
export interface Operation {
  readonly kind: Kind;
  readonly n: readonly number[];
}

export const operation: fc.Arbitrary<Operation> = fc.record({
  kind: fc.constantFrom(...kinds),
  n: fc.array(fc.nat(1 << 12), { minLength: 6, maxLength: 6 }),
});

const lengths = [1, 2, 3, 4, 5, 6, 8, 12, 13, 16];

/** One random session. */
export class Walk {
  readonly story: Fixture;
  readonly #memoryOfDriver: { readonly living: number };
  readonly client: PaintingClient;
  readonly host: PaintingHost;
  readonly #subcompositor: number;
  readonly #given: Given;
  readonly #canCrop: boolean;

  /** `memory` counts the buffers of the driver. */
  constructor(options: Given, memory: { living: number }) {
    this.#memoryOfDriver = memory;
    const { version, isOld } = options;
    const spoken = isOld ? 3 : Math.max(version, 4);
    this.#canCrop = spoken > 3;
    this.#given = options;
    this.story = paintingStory(options, memory);
    const { client, host } = this.story;
    this.#subcompositor = client.bind(wl_subcompositor);
    const globals = {
      version: spoken,
      compositor: client.bind(wl_compositor, spoken),
      shm: client.idOf(wl_shm.name),
      viewporter: client.bind(viewporter.wp_viewporter),
      shell: client.bind(xdg_wm_base),
    };
    this.host = new PaintingHost(host, looksOf(options));
    this.client = new PaintingClient(client, this.host, globals, () => this.#isQuiet);
    this.host.take();
    this.client.take();
    this.client.makePool(1 << 14);
    this.client.makeSurface();
  }

  get #isQuiet(): boolean {
    const { client, host } = this.story;
    return [client, host].every(({ transport }) => transport.isRead && transport.unreadBytes === 0);
  }

  do({ kind, n }: Operation): void {
    if (/Reads|Room|Pieces/.test(kind)) this.#flow(kind, n[0]!);
    else if (kind === 'release' || kind === 'answer' || kind === 'deleteId') this.host[kind](n[0]!);
    else if (/Pool|Buffer|draw/.test(kind)) this.#memory(kind, n);
    else this.#surface(kind, n);
    this.host.take();
    this.client.take();
  }

  /** Lets everything flow, and all be given back. */
  settle(): void {
    const { client, host } = this.story;
    for (const { transport } of [client, host]) {
      transport.capacityBytes = 1 << 20;
      transport.readLimitBytes = Number.POSITIVE_INFINITY;
    }
    for (let rounds = 0; rounds < 4; rounds++) {
      client.resume();
      host.resume();
      this.host.take();
      this.host.finish();
      this.client.take();
    }
  }

  check(): void {
    const { peer, ends } = this.story;
    const { hostBuffers } = peer.context.part(copyStatistics);
    if (ends.length > 0) throw new Error(`the peer ended: ${ends[0]!.text}`);
    // Formats that there are no images of have memory of another driver.
    const { living } = this.#memoryOfDriver;
    const isAllThere = this.#given.images !== 'none' ? living <= hostBuffers : living === hostBuffers;
    if (hostBuffers !== this.host.bufferCount || !isAllThere)
      throw new Error(`${hostBuffers} host buffers, ${this.host.bufferCount}, ${living}`);
    if (hostBuffers > 2 * this.client.surfaces.length)
      throw new Error(`${hostBuffers} host buffers for ${this.client.surfaces.length} surfaces`);
    for (const { id, uses } of this.client.buffers)
      if (uses > 0) throw new Error(`buffer ${id} was not released ${uses} times`);
    for (const { story } of this.client.surfaces)
      if (story.expected.length > 0) throw new Error(`${story.expected.length} commits did not come`);
  }

  close(): void {
    this.client.close();
    this.story.close();
  }

  #flow(kind: Kind, n: number): void {
    const end = kind.startsWith('client') ? this.story.client : this.story.host;
    if (kind.endsWith('Room')) end.transport.capacityBytes = 1 + (n % 300);
    else if (kind.endsWith('Pieces')) end.transport.readLimitBytes = 1 + (n % 64);
    else if (end.reading) end.reading = false;
    else end.resume();
  }

  #memory(kind: Kind, n: readonly number[]): void {
    const { client } = this;
    const pool = pick(client.pools, n[0]!);
    const buffer = pick(client.buffers, n[0]!);
    if (kind === 'makePool') client.makePool(1 + n[0]! * 4);
    else if (kind === 'resizePool' && pool) client.resizePool(pool, 1 + n[1]!);
    else if (kind === 'destroyPool' && pool) client.destroyPool(pool);
    else if (kind === 'destroyBuffer' && buffer) client.destroyBuffer(buffer);
    else if (kind === 'draw' && buffer) this.#draw(buffer, n.slice(1));
    else if (kind === 'makeBuffer' && pool) {
      const shape = {
        width: pick(lengths, n[1]!)!,
        height: pick(lengths, n[2]!)!,
        format: pick(pictureFormats, n[3]! % 9 > 5 ? 0 : n[3]!)!,
      };
      client.makeBuffer(pool, shape, n[4]! % 3 === 0 ? 0 : n[4]!, leastStrideOf(shape) + 2 * (n[5]! % 5));
    }
  }

  #draw(buffer: Buffered, n: readonly number[]): void {
    const { width, height } = buffer.shape;
    const [x, y] = [n[0]! % width, n[1]! % height];
    const rect = { x, y, width: 1 + (n[2]! % (width - x)), height: 1 + (n[3]! % (height - y)) };
    this.client.draw(buffer, rect, n[0]! + n[1]! + n[2]! + n[3]!);
  }

  #surface(kind: Kind, n: readonly number[]): void {
    const { client } = this;
    const surface = pick(client.surfaces, n[0]!);
    if (kind === 'makeSurface') client.makeSurface();
    if (!surface) return;
    switch (kind) {
      case 'destroySurface':
        client.destroySurface(surface);
        break;
      case 'attach': {
        const buffer = pick(client.buffers, n[1]!);
        if (buffer) client.attach(surface, buffer);
        break;
      }
      case 'present': {
        const buffer = pick(client.buffers, n[1]!);
        if (!buffer) return;
        this.#draw(buffer, n.slice(2));
        client.attach(surface, buffer);
        client.commit(surface, n[5]!);
        break;
      }
      case 'attachNothing':
        client.attach(surface, null);
        if (n[1]! % 2 === 0) client.commit(surface, 0);
        break;
      case 'damage': {
        const [x, y, width, height] = n.slice(1).map((each) => number(each));
        client.damage(surface, { x: x!, y: y!, width: width!, height: height! }, (n[5]! & 1) === 1);
        break;
      }
      case 'scale':
        client.show(surface, { scale: 1 + (n[1]! % 3) });
        break;
      case 'transform':
        client.show(surface, { transform: n[1]! % 8 });
        break;
      case 'source':
        // Who cannot damage pixels of the buffer cannot damage those that are cut off.
        if (this.#canCrop)
          client.show(surface, {
            source:
              n[5]! % 3 === 0
                ? undefined
                : {
                    x: (n[1]! % 12) / 4,
                    y: (n[2]! % 12) / 4,
                    width: 1 + (n[3]! % 12) / 4,
                    height: 1 + (n[4]! % 12) / 4,
                  },
          });
        break;
      case 'destination':
        client.show(surface, {
          destination: n[3]! % 3 === 0 ? undefined : { width: 1 + (n[1]! % 20), height: 1 + (n[2]! % 20) },
        });
        break;
      case 'destroyViewport':
        client.destroyViewport(surface);
        break;
      case 'subsurface':
      case 'subsurfaceMode':
        this.#subsurface(kind, n);
        break;
      case 'window':
        client.makeWindow(surface);
        break;
      case 'configure':
        this.host.configure(n[0]!, n[1]! % 20, n[2]! % 20);
        break;
      case 'geometry': {
        const [x, y] = [n[1]! % 3, n[2]! % 3];
        client.setGeometry(surface, { x, y, width: 1 + (n[3]! % 16), height: 1 + (n[4]! % 16) });
        break;
      }
      case 'frame':
        client.frame(surface);
        break;
      case 'commit':
        client.commit(surface, n[1]!);
        break;
    }
  }

  #subsurface(kind: Kind, n: readonly number[]): void {
    const { surfaces } = this.client;
    const [surface, parent] = [n[0]!, n[1]!].map((each) => each % surfaces.length).toSorted((a, b) => b - a);
    const child = surfaces[surface!]!;
    if (kind === 'subsurface' && surface !== parent && child.subsurface === undefined && !child.window)
      child.subsurface = this.client.make(this.#subcompositor, 'get_subsurface', {
        surface: child.id,
        parent: surfaces[parent!]!.id,
      });
    else if (kind === 'subsurfaceMode' && child.subsurface !== undefined)
      this.story.client.say(child.subsurface, n[2]! % 2 === 0 ? 'set_sync' : 'set_desync');
  }
}

/** Mostly small, sometimes of the kind that overflows. */
function number(n: number): number {
  const extremes = [-0x8000_0000, 0x7fff_ffff, 0x7fff_fff0, -0x7fff_fff0];
  return n % 5 === 0 ? extremes[n % 4]! : (n % 40) - 10;
}

function pick<T>(all: readonly T[], n: number): T | undefined {
  return all[n % (all.length || 1)];
}
