/**
 * A surface as a compositor paints it, from a texture into which it takes what is damaged and no more. Throws when what it is given
 * or what it would paint is not what the client showed.
 */
import type { OwnedFd } from '../../src/native/fd.js';
import type { Args } from '../../src/wire/reader.js';
import { damaged, edges, repainted, touch } from './painted-damage.js';
import {
  changedPixels,
  eachPixel,
  placeOf,
  sameShape,
  withPixels,
  type Box,
  type Picture,
  type PictureShape,
  type Showing,
} from './pictures.js';

/** What a commit must bring: a picture, nothing to see (`null`), or no change of the buffer. */
export type Expected = Picture | null | 'same';

/** One surface as both ends know it: the client fills it, the host takes from it. */
export class SurfaceStory {
  /** Of commits that the host has not seen. */
  readonly expected: Expected[] = [];
  /** Commits with a buffer that the client has said, and buffers that the host has released. */
  shown = 0;
  released = 0;
  /** The client has destroyed it. */
  gone = false;
}

/**
 * Whether the client draws only where it damages, so that pictures can be compared: as a whole, or only where the surface shows
 * them (whoever damages the surface cannot damage the rest).
 */
export type Looks = 'whole' | 'shown' | 'never';

const fixedOne = 256;

export class PaintedSurface {
  readonly story: SurfaceStory;
  readonly #looks: Looks;
  #surfaceDamage: Box[] = [];
  #bufferDamage: Box[] = [];
  #showing: Showing = { scale: 1, transform: 0 };
  #texture: Picture | undefined;
  #expected: Picture | undefined;
  /** Pixels that have changed while they were not shown: nobody could tell the host. */
  #missed: readonly boolean[] = [];

  constructor(story: SurfaceStory, looks: Looks) {
    this.story = story;
    this.#looks = looks;
  }

  /** What the client says of its damage, and of how it is shown. */
  take(message: string, args: Args<OwnedFd>): void {
    if (message === 'damage') this.#surfaceDamage.push(boxOf(args));
    else if (message === 'damage_buffer') this.#bufferDamage.push(boxOf(args));
    else if (message === 'set_buffer_scale')
      this.#showing = { ...this.#showing, scale: args['scale'] as number };
    else if (message === 'set_buffer_transform')
      this.#showing = { ...this.#showing, transform: args['transform'] as number };
  }

  /** The same of its viewport. */
  takeViewport(message: string, args: Args<OwnedFd>): void {
    const { x, y, width, height } = numbersOf(args);
    const { scale, transform, source, destination } = this.#showing;
    const size = (unit: number): { width: number; height: number } | undefined =>
      width > 0 ? { width: width / unit, height: height / unit } : undefined;
    const cropped = size(fixedOne);
    const place = { x: x / fixedOne, y: y / fixedOne };
    if (message === 'set_source')
      this.#showing = { scale, transform, source: cropped && { ...place, ...cropped }, destination };
    else if (message === 'set_destination')
      this.#showing = { scale, transform, source, destination: size(1) };
    else if (message === 'destroy') this.#showing = { scale, transform };
  }

  /** A commit with a new picture, with nothing to see (`null`), or without an attach. */
  commit(picture: Picture | null | undefined): void {
    if (this.#looks !== 'never') this.#check(picture, this.story.expected.shift());
    this.#surfaceDamage = [];
    this.#bufferDamage = [];
  }

  #check(picture: Picture | null | undefined, expected: Expected | undefined): void {
    if (expected === undefined) throw new Error('a commit came that the client has not said');
    if (expected === 'same') {
      if (picture !== undefined) throw new Error('a buffer came that was not attached');
    } else if (expected === null) {
      if (picture !== null) throw new Error('the surface still shows something');
      this.#texture = this.#expected = undefined;
    } else if (picture) this.#paint(picture, expected);
    else throw new Error('the buffer did not come');
  }

  #paint(picture: Picture, expected: Picture): void {
    if (!sameShape(picture, expected)) throw new Error('the buffer has another shape');
    const before = this.#expected;
    const changed = before && sameShape(before, expected) ? changedPixels(before, expected) : undefined;
    const hidden = this.#hidden(expected);
    this.#missed = hidden.map((is, i) => (changed?.[i] ? is : changed !== undefined && this.#missed[i]!));
    this.#expected = expected;
    this.#compare(picture, expected, hidden, 'in the buffer');
    const damage = {
      surfaceDamage: this.#surfaceDamage,
      bufferDamage: this.#bufferDamage,
      showing: this.#showing,
    };
    // Compositors take a buffer of another shape as a whole.
    const texture =
      this.#texture && changed ? withPixels(this.#texture, picture, damaged(damage, picture)) : picture;
    this.#texture = texture;
    this.#compare(texture, expected, hidden, 'on the screen');
    const painted = changed && repainted(damage, picture);
    if (painted && changed.some((is, i) => is && !painted[i] && !hidden[i]))
      throw new Error('a pixel is not painted anew');
  }

  /** For each pixel whether the surface does not show it. */
  #hidden(shape: PictureShape): boolean[] {
    const showing = this.#showing;
    const whole = edges(showing, shape);
    const all = this.#looks === 'whole';
    return eachPixel(shape, (x, y) => !all && !touch(placeOf(x, y, shape, showing), whole));
  }

  #compare(seen: Picture, expected: Picture, hidden: readonly boolean[], where: string): void {
    const { width, height, format } = expected;
    const wrong = changedPixels(seen, expected).findIndex((is, i) => is && !hidden[i] && !this.#missed[i]);
    if (wrong < 0) return;
    const at = `${wrong % width},${Math.floor(wrong / width)}`;
    throw new Error(`${where}: ${width}×${height}, format ${format}: the pixel at ${at} is another`);
  }
}

function numbersOf(args: Args<OwnedFd>): { x: number; y: number; width: number; height: number } {
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => (args[name] as number) ?? 0);
  return { x: x!, y: y!, width: width!, height: height! };
}

function boxOf(args: Args<OwnedFd>): Box {
  const { x, y, width, height } = numbersOf(args);
  return { left: x, top: y, right: x + width, bottom: y + height };
}
