/**
 * An honest client that paints: it draws only into memory that no commit of its still needs, damages whatever differs from what
 * the surface showed, says only what a compositor takes, and counts what it is answered.
 */
import { writeSync } from 'node:fs';
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import type { Args } from '../../src/wire/reader.js';
import type { Rect } from '../../src/geometry/rect.js';
import { onSurface, rectsOf } from './damage-rects.js';
import type { FakeClient } from './fake-client.js';
import { SurfaceStory } from './painted-surface.js';
import type { PaintingHost } from './painting-host.js';
import {
  bytesOf,
  changedPixels,
  pictureIn,
  rowsOf,
  sameShape,
  uncropped,
  type Picture,
  type PictureShape,
  type Showing,
} from './pictures.js';

export interface Pool {
  readonly id: number;
  readonly fd: OwnedFd;
  memory: Buffer;
  lives: boolean;
  /** Ranges of buffers that were destroyed while in use, and the callback after which they are free. */
  readonly retired: { readonly start: number; readonly end: number; readonly callback: number }[];
}

export interface Buffered {
  readonly id: number;
  readonly pool: Pool;
  readonly shape: PictureShape;
  readonly offset: number;
  readonly stride: number;
  /** Commits that showed it and were not answered by a release. */
  uses: number;
  lives: boolean;
}

export interface Painted {
  readonly id: number;
  readonly story: SurfaceStory;
  viewport: number | undefined;
  subsurface: number | undefined;
  window: { readonly xdgSurface: number; readonly toplevel: number } | undefined;
  showing: Showing;
  pending: Buffered | null | undefined;
  /** What it showed last. */
  known: Picture | undefined;
}

/** Objects that it needs. */
export interface Globals {
  readonly compositor: number;
  readonly version: number;
  readonly shm: number;
  readonly viewporter: number;
  readonly shell: number;
}

const fixedOne = 256;
const noSource = { x: -fixedOne, y: -fixedOne, width: -fixedOne, height: -fixedOne };
/** More than a host of decant's is to hold. */
const mostOutstanding = 12;

export class PaintingClient {
  pools: Pool[] = [];
  buffers: Buffered[] = [];
  surfaces: Painted[] = [];
  readonly #client: FakeClient;
  readonly #host: PaintingHost;
  readonly #globals: Globals;
  /** Whether the host has nothing left to read of what was said to the peer, and the peer nothing of the host's. */
  readonly #isQuiet: () => boolean;
  readonly #byId = new Map<number, Buffered>();
  /** Callbacks that were not answered. */
  readonly #callbacks = new Set<number>();
  readonly #files: OwnedFd[] = [];

  constructor(client: FakeClient, host: PaintingHost, globals: Globals, isQuiet: () => boolean) {
    this.#client = client;
    this.#host = host;
    this.#globals = globals;
    this.#isQuiet = isQuiet;
  }

  /** Callbacks of surfaces that live, and others. */
  get unanswered(): number {
    return this.#callbacks.size;
  }

  make(from: number, request: string, args: Args<OwnedFd> = {}, name = 'id'): number {
    const id = this.#client.newId();
    this.#client.say(from, request, { ...args, [name]: id });
    return id;
  }

  /** Deals with what was answered. */
  take(): void {
    for (const { id, interface: table, message, args } of this.#client.seen.splice(0)) {
      if (message === 'error') throw new Error('an honest client was told of an error');
      if (table === 'wl_buffer') this.#released(id);
      if (table === 'xdg_surface' && this.surfaces.some(({ window }) => window?.xdgSurface === id))
        this.#client.say(id, 'ack_configure', { serial: args['serial'] as number });
      if (table === 'wl_callback') this.#answered(id);
    }
  }

  makePool(size: number): void {
    const fd = new OwnedFd(addon.createMemfd('random-pool', size));
    this.#files.push(fd);
    const shared = new OwnedFd(addon.duplicate(fd.fd));
    const id = this.make(this.#globals.shm, 'create_pool', { fd: shared, size });
    this.pools.push({ id, fd, memory: Buffer.alloc(size), lives: true, retired: [] });
  }

  resizePool(pool: Pool, more: number): void {
    if (!pool.lives) return;
    pool.memory = Buffer.concat([pool.memory, Buffer.alloc(more)]);
    writeSync(pool.fd.fd, pool.memory.subarray(-more), 0, more, pool.memory.length - more);
    this.#client.say(pool.id, 'resize', { size: pool.memory.length });
  }

  destroyPool(pool: Pool): void {
    if (!pool.lives) return;
    pool.lives = false;
    this.#client.say(pool.id, 'destroy');
  }

  makeBuffer(pool: Pool, shape: PictureShape, offset: number, stride: number): void {
    if (!pool.lives || offset + bytesOf(shape, stride) > pool.memory.length) return;
    const id = this.make(pool.id, 'create_buffer', { ...shape, offset, stride });
    const buffer = { id, pool, shape, offset, stride, uses: 0, lives: true };
    this.#byId.set(id, buffer);
    this.buffers.push(buffer);
  }

  destroyBuffer(buffer: Buffered): void {
    buffer.lives = false;
    this.buffers = this.buffers.filter((each) => each !== buffer);
    this.#client.say(buffer.id, 'destroy');
    if (buffer.uses > 0) this.#retire(buffer);
  }

  /** Fills what the rectangle touches with bytes from `value` on, if nobody needs what is there. */
  draw({ pool, shape, offset, stride }: Buffered, rect: Rect, value: number): void {
    const end = offset + bytesOf(shape, stride);
    if (this.#isNeeded(pool, offset, end)) return;
    for (const { plane, index, start, bytes } of rowsOf(shape, offset, stride)) {
      const block = 1 << plane.shift;
      if ((index + 1) * block <= rect.y || index * block >= rect.y + rect.height) continue;
      const from = Math.floor(rect.x / block) * plane.bytes;
      const to = Math.min(Math.ceil((rect.x + rect.width) / block) * plane.bytes, bytes);
      for (let at = from; at < to; at++) pool.memory[start + at] = value + at + index;
    }
    writeSync(pool.fd.fd, pool.memory.subarray(offset, end), 0, end - offset, offset);
  }

  makeSurface(): void {
    const story = new SurfaceStory();
    this.#host.coming.push(story);
    const id = this.make(this.#globals.compositor, 'create_surface');
    this.surfaces.push({
      id,
      story,
      viewport: undefined,
      subsurface: undefined,
      window: undefined,
      showing: { scale: 1, transform: 0 },
      pending: undefined,
      known: undefined,
    });
  }

  destroySurface(surface: Painted): void {
    this.surfaces = this.surfaces.filter((each) => each !== surface);
    surface.story.gone = true;
    if (surface.viewport !== undefined) this.#client.say(surface.viewport, 'destroy');
    if (surface.window) this.#client.say(surface.window.toplevel, 'destroy');
    if (surface.window) this.#client.say(surface.window.xdgSurface, 'destroy');
    if (surface.subsurface !== undefined) this.#client.say(surface.subsurface, 'destroy');
    this.#client.say(surface.id, 'destroy');
  }

  /** Becomes a window, unless it has another role. */
  makeWindow(surface: Painted): void {
    if (surface.window || surface.subsurface !== undefined) return;
    const xdgSurface = this.make(this.#globals.shell, 'get_xdg_surface', { surface: surface.id });
    surface.window = { xdgSurface, toplevel: this.make(xdgSurface, 'get_toplevel') };
  }

  setGeometry({ window }: Painted, geometry: Rect): void {
    if (window) this.#client.say(window.xdgSurface, 'set_window_geometry', { ...geometry });
  }

  attach(surface: Painted, buffer: Buffered | null): void {
    surface.pending = buffer;
    this.#client.say(surface.id, 'attach', { buffer: buffer?.id ?? 0, x: 0, y: 0 });
  }

  frame(surface: Painted): void {
    this.#callbacks.add(this.make(surface.id, 'frame', {}, 'callback'));
  }

  sync(): number {
    const callback = this.#client.sync();
    this.#callbacks.add(callback);
    return callback;
  }

  damage(surface: Painted, rect: Rect, inBuffer: boolean): void {
    const name = inBuffer && this.#globals.version >= 4 ? 'damage_buffer' : 'damage';
    this.#client.say(surface.id, name, { ...rect });
  }

  /** Changes how the surface shows its buffer; `commit` takes back what does not fit. */
  show(surface: Painted, change: Partial<Showing>): void {
    const { scale, transform, source, destination } = change;
    if (scale !== undefined) this.#client.say(surface.id, 'set_buffer_scale', { scale });
    if (transform !== undefined) this.#client.say(surface.id, 'set_buffer_transform', { transform });
    if ('source' in change || 'destination' in change)
      surface.viewport ??= this.make(this.#globals.viewporter, 'get_viewport', { surface: surface.id });
    if ('source' in change)
      this.#client.say(surface.viewport!, 'set_source', { ...(source ? steps(source) : noSource) });
    if ('destination' in change)
      this.#client.say(surface.viewport!, 'set_destination', destination ?? { width: -1, height: -1 });
    surface.showing = { ...surface.showing, ...change };
  }

  destroyViewport(surface: Painted): void {
    if (surface.viewport === undefined) return;
    this.#client.say(surface.viewport, 'destroy');
    surface.viewport = undefined;
    surface.showing = { scale: surface.showing.scale, transform: surface.showing.transform };
  }

  /** `manner` says how the damage is told. */
  commit(surface: Painted, manner: number): void {
    const { pending, story } = surface;
    if (pending && this.#isQuiet() && story.released > story.shown) throw new Error('released too often');
    if (pending && this.#outstanding(story) >= mostOutstanding) return;
    const shape = pending?.shape ?? (pending === null ? undefined : surface.known);
    if (shape) this.#fit(surface, shape);
    if (pending) this.#damageWhatChanged(surface, pending, manner);
    story.expected.push(pending ? surface.known! : pending === null ? null : 'same');
    if (pending === null) surface.known = undefined;
    surface.pending = undefined;
    if (pending) {
      story.shown++;
      pending.uses++;
    }
    this.#client.say(surface.id, 'commit');
    if (pending && !pending.lives) this.#retire(pending);
  }

  close(): void {
    for (const fd of this.#files) fd[Symbol.dispose]();
  }

  #confirmed = new WeakMap<SurfaceStory, number>();

  #outstanding(story: SurfaceStory): number {
    if (this.#isQuiet()) this.#confirmed.set(story, story.released);
    return story.shown - (this.#confirmed.get(story) ?? 0);
  }

  #released(id: number): void {
    const buffer = this.#byId.get(id);
    if (!buffer || --buffer.uses < 0) throw new Error(`buffer ${id} was released once too often`);
  }

  #answered(callback: number): void {
    if (!this.#callbacks.delete(callback)) throw new Error(`callback ${callback} was answered twice`);
    for (const { retired } of this.pools) {
      const at = retired.findIndex((each) => each.callback === callback);
      if (at >= 0) retired.splice(at, 1);
    }
  }

  #retire({ pool, shape, offset, stride }: Buffered): void {
    pool.retired.push({ start: offset, end: offset + bytesOf(shape, stride), callback: this.sync() });
  }

  #isNeeded(pool: Pool, start: number, end: number): boolean {
    const inUse = this.buffers
      .filter((each) => each.pool === pool && each.uses > 0)
      .map(({ offset, shape, stride }) => ({ start: offset, end: offset + bytesOf(shape, stride) }));
    return [...inUse, ...pool.retired].some((range) => range.start < end && start < range.end);
  }

  /** Takes back what does not go with a buffer of that shape. */
  #fit(surface: Painted, shape: PictureShape): void {
    const { scale } = surface.showing;
    if (shape.width % scale !== 0 || shape.height % scale !== 0) this.show(surface, { scale: 1 });
    const { source, destination } = surface.showing;
    const whole = uncropped(shape, surface.showing);
    if (!source) return;
    if (source.x + source.width > whole.width || source.y + source.height > whole.height)
      this.show(surface, { source: undefined });
    else if (!destination && (source.width % 1 !== 0 || source.height % 1 !== 0))
      this.show(surface, { destination: { width: 3, height: 5 } });
  }

  #damageWhatChanged(surface: Painted, { pool, shape, offset, stride }: Buffered, manner: number): void {
    const picture = pictureIn(pool.memory, shape, offset, stride);
    const { known } = surface;
    surface.known = picture;
    // Compositors take a buffer of another shape as a whole.
    if (!known || !sameShape(known, picture)) return;
    for (const rect of rectsOf(changedPixels(known, picture), shape.width, manner & 3)) {
      const place = onSurface(surface.showing, rect, shape);
      if (this.#globals.version >= 4 && ((manner & 4) === 0 || !place)) this.damage(surface, rect, true);
      else this.damage(surface, place!, false);
    }
  }
}

function steps({ x, y, width, height }: Rect): Rect {
  return { x: x * fixedOne, y: y * fixedOne, width: width * fixedOne, height: height * fixedOne };
}
