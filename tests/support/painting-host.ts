/**
 * A compositor that looks at the pixels it is given: it holds buffers until it is told to release them, and throws when what it
 * sees is not what the client showed (`painted-surface.ts`), when a buffer changes that it holds, or when one goes that it still
 * needs.
 */
import { readSync } from 'node:fs';
import type { OwnedFd } from '../../src/native/fd.js';
import type { Args } from '../../src/wire/reader.js';
import type { Seen } from './fake-end.js';
import type { FakeHost } from './fake-host.js';
import { PaintedSurface, type Looks, type SurfaceStory } from './painted-surface.js';
import { pictureIn, rowsOf, type Picture, type PictureShape } from './pictures.js';

interface Place {
  readonly fd: OwnedFd;
  readonly offset: number;
  readonly stride: number;
}

interface HostBuffer extends Place {
  readonly id: number;
  readonly shape: PictureShape;
  /** While the host may read it: who shows it, and what. */
  use: { readonly story: SurfaceStory; readonly picture: Picture } | undefined;
}

interface Surface {
  readonly painted: PaintedSurface;
  /** To be attached by the next commit: `null` for nothing. */
  pending: HostBuffer | null | undefined;
  readonly frames: number[];
}

/** Codes of drm_fourcc.h that `wl_shm` has others for. */
const shmFormats = new Map([
  [0x34325241, 0],
  [0x34325258, 1],
]);

export class PaintingHost {
  /** Stories of surfaces that the client has made and the host has not seen, in order. */
  readonly coming: SurfaceStory[] = [];
  /** How many pictures were looked at. */
  pictures = 0;
  readonly #host: FakeHost;
  readonly #looks: Looks;
  readonly #surfaces = new Map<number, Surface>();
  readonly #buffers = new Map<number, HostBuffer>();
  readonly #viewports = new Map<number, PaintedSurface>();
  readonly #memory = new Map<number, Place>();
  /** Callbacks that wait for an answer. */
  readonly #callbacks: number[] = [];
  /** Descriptions of images that wait for the same. */
  readonly #trials: number[] = [];
  readonly #deletable: number[] = [];
  /** The xdg_surface of each xdg_toplevel. */
  readonly #windows = new Map<number, number>();

  constructor(host: FakeHost, looks: Looks) {
    this.#host = host;
    this.#looks = looks;
  }

  get held(): readonly HostBuffer[] {
    return [...this.#buffers.values()].filter(({ use }) => use !== undefined);
  }

  /** Buffers that live here. */
  get bufferCount(): number {
    return this.#buffers.size;
  }

  /** Deals with what has arrived. */
  take(): void {
    for (const seen of this.#host.seen.splice(0)) this.#see(seen);
  }

  /** Gives one of the held buffers back. */
  release(n: number): void {
    const { held } = this;
    const buffer = held[n % (held.length || 1)];
    if (!buffer?.use) return;
    const { story, picture } = buffer.use;
    if (this.#isHonest && !this.#read(buffer).samples.equals(picture.samples))
      throw new Error(`buffer ${buffer.id} has changed while it was held`);
    buffer.use = undefined;
    story.released++;
    this.#host.say(buffer.id, 'release');
  }

  /** Answers a frame callback or a round trip, or says whether it can use an image. */
  answer(n: number): void {
    const trial = this.#trials.shift();
    if (trial !== undefined && n % 3 > 0) this.#host.say(trial, 'created', { buffer: this.#host.newId() });
    else if (trial !== undefined) this.#host.say(trial, 'failed');
    const [callback] = this.#callbacks.splice(n % (this.#callbacks.length || 1), 1);
    if (callback === undefined) return;
    this.#host.say(callback, 'done', { callback_data: n });
    this.#host.deleteId(callback);
  }

  /** Asks one of the windows for a size. */
  configure(n: number, width: number, height: number): void {
    const [toplevel, xdgSurface] = [...this.#windows][n % (this.#windows.size || 1)] ?? [];
    if (toplevel === undefined || xdgSurface === undefined) return;
    this.#host.say(toplevel, 'configure', { width, height, states: new Uint8Array(0) });
    this.#host.say(xdgSurface, 'configure', { serial: n });
  }

  /** Tells that one of the ids of what was destroyed is free. */
  deleteId(n: number): void {
    const [id] = this.#deletable.splice(n % (this.#deletable.length || 1), 1);
    if (id !== undefined) this.#host.deleteId(id);
  }

  /** Everything that is left to say. */
  finish(): void {
    while (this.held.length > 0) this.release(0);
    while (this.#callbacks.length + this.#trials.length > 0) this.answer(1);
    while (this.#deletable.length > 0) this.deleteId(0);
    this.take();
  }

  get #isHonest(): boolean {
    return this.#looks !== 'never';
  }

  #see({ id, interface: table, message, args }: Seen): void {
    const number = (name: string): number => args[name] as number;
    if (message === 'create_surface') this.#addSurface(number('id'));
    else if (message === 'get_toplevel') this.#windows.set(number('id'), id);
    else if (message === 'sync') this.#callbacks.push(number('callback'));
    else if (message === 'get_viewport')
      this.#viewports.set(number('id'), this.#surfaces.get(number('surface'))!.painted);
    else if (table === 'wl_surface') this.#seeSurface(this.#surfaces.get(id)!, message, args);
    else if (table === 'wp_viewport') this.#viewports.get(id)!.takeViewport(message, args);
    else if (table === 'wl_buffer') this.#bufferGone(id);
    else this.#seeMemory(id, message, args);
    if (table === 'xdg_toplevel' && message === 'destroy') this.#windows.delete(id);
    if (message === 'destroy' && id > 0) this.#deletable.push(id);
  }

  #addSurface(id: number): void {
    const painted = new PaintedSurface(this.coming.shift()!, this.#looks);
    this.#surfaces.set(id, { painted, pending: undefined, frames: [] });
  }

  #seeMemory(id: number, message: string, args: Args<OwnedFd>): void {
    const number = (name: string): number => args[name] as number;
    const fd = args['fd'] as OwnedFd;
    const place = { offset: number('offset'), stride: number('stride') };
    if (message === 'create_pool') this.#memory.set(number('id'), { fd, offset: 0, stride: 0 });
    else if (message === 'add') this.#memory.set(id, { fd, ...place });
    else if (message === 'create_buffer')
      this.#addBuffer(number('id'), args, { fd: this.#memory.get(id)!.fd, ...place });
    else if (message === 'create') this.#trials.push(id);
    else if (message === 'create_immed') this.#addBuffer(number('buffer_id'), args, this.#memory.get(id)!);
  }

  #addBuffer(id: number, args: Args<OwnedFd>, place: Place): void {
    const [width, height, code] = ['width', 'height', 'format'].map((name) => args[name] as number);
    const shape = { width: width!, height: height!, format: shmFormats.get(code!) ?? code! };
    this.#buffers.set(id, { id, shape, ...place, use: undefined });
  }

  #bufferGone(id: number): void {
    const use = this.#buffers.get(id)?.use;
    if (use && !use.story.gone && this.#isHonest) throw new Error(`buffer ${id} went while the host held it`);
    if (use) use.story.released++;
    this.#buffers.delete(id);
  }

  #seeSurface(surface: Surface, message: string, args: Args<OwnedFd>): void {
    if (message === 'attach') {
      surface.pending = args['buffer'] === 0 ? null : this.#buffers.get(args['buffer'] as number);
      if (surface.pending === undefined) throw new Error('what is attached is no buffer');
    } else if (message === 'frame') surface.frames.push(args['callback'] as number);
    else if (message === 'destroy') this.#deletable.push(...surface.frames);
    else if (message === 'commit') {
      this.#commit(surface);
      surface.pending = undefined;
    } else surface.painted.take(message, args);
  }

  #commit({ painted, pending, frames }: Surface): void {
    if (pending?.use && this.#isHonest)
      throw new Error(`buffer ${pending.id} was attached while it was held`);
    const picture = pending && this.#read(pending);
    painted.commit(picture);
    if (pending && picture) {
      pending.use = { story: painted.story, picture };
      this.pictures++;
    }
    this.#callbacks.push(...frames.splice(0));
  }

  #read({ fd, shape, offset, stride }: HostBuffer): Picture {
    const last = rowsOf(shape, offset, stride).at(-1)!;
    const memory = Buffer.alloc(last.start + last.bytes);
    readSync(fd.fd, memory, 0, memory.length, 0);
    return pictureIn(memory, shape, offset, stride);
  }
}
