/** An X program for tests: does what it is told, by the package `x11`. */
import x11, { type Display, type XClient, type XEvent } from 'x11';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

export interface XClientWindow {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly color: number;
  readonly overrideRedirect?: boolean;
  /** Else a window of the screen's. */
  readonly parent?: number;
}

const allButtons = 0xc;
/** SubstructureNotify and SubstructureRedirect: the window manager. */
const substructure = 0x18_0000;
const copyFromParent = 0;
const inputOutput = 1;

export class TestXClient {
  readonly x: XClient;
  readonly root: number;
  readonly events: XEvent[] = [];
  /** Requests that the server refused. */
  readonly errors: string[] = [];
  readonly #stream: Duplex;
  /** Told when the connection ends: the package leaves its questions open then. */
  readonly #open = new Set<() => void>();

  private constructor(display: Display, stream: Duplex) {
    this.x = display.client;
    // x11 4.2.2 keeps the atoms of all connections in one list, but each server has its own.
    this.x.atoms = {};
    this.root = display.screen[0]!.root;
    this.#stream = stream;
    stream.once('close', () => this.#open.forEach((ended) => ended()));
    this.x.on('event', (event) => this.events.push(event));
    this.x.on('error', (error) => this.errors.push(error.message));
  }

  static async open(displayName: string): Promise<TestXClient> {
    const stream = connect(`/tmp/.X11-unix/X${displayName.replace(':', '')}`);
    await new Promise<void>((resolve, reject) => {
      stream.once('connect', resolve);
      stream.once('error', reject);
    });
    return TestXClient.over(stream, displayName);
  }

  /** A program at the other end of `stream`. */
  static over(stream: Duplex, displayName = ':0'): Promise<TestXClient> {
    return new Promise((resolve, reject) => {
      const gone = (): void => reject(new Error('the X server has gone'));
      if (stream.destroyed) gone();
      stream.once('close', gone);
      const options = { stream, display: displayName, auth: { name: '', data: '' } };
      x11.createClient({ ...options, bufferRequests: true, disableBigRequests: true }, (error, display) => {
        if (error) reject(error);
        else resolve(new TestXClient(display, stream));
      });
    });
  }

  /** A window of one colour, not mapped. */
  create({ x, y, width, height, color, overrideRedirect = false, parent }: XClientWindow): number {
    const id = this.x.AllocID();
    const values = { backgroundPixel: color, overrideRedirect, eventMask: allButtons };
    this.x.CreateWindow(
      id,
      parent ?? this.root,
      x,
      y,
      width,
      height,
      0,
      copyFromParent,
      inputOutput,
      0,
      values,
    );
    return id;
  }

  /** Throws if the server has gone, which answers nothing more. */
  intern(name: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const given = this.#untilEnd(() => reject(new Error('the X server has gone')));
      this.x.InternAtom(false, name, (error, atom) => {
        given();
        if (error) reject(error);
        else resolve(atom);
      });
    });
  }

  setText(window: number, property: number, type: number, text: string): void {
    this.x.ChangeProperty(0, window, property, type, 8, Buffer.from(text));
  }

  setWords(window: number, property: number, type: number, words: readonly number[]): void {
    this.x.ChangeProperty(0, window, property, type, 32, words);
  }

  /** Asks the window manager for something (EWMH). */
  message(window: number, type: number, data: readonly number[]): void {
    const event = Buffer.alloc(32);
    event.set([33, 32]);
    event.writeUInt32LE(window, 4);
    event.writeUInt32LE(type, 8);
    for (const [i, word] of data.entries()) event.writeUInt32LE(word >>> 0, 12 + i * 4);
    this.x.SendEvent(this.root, 0, substructure, event);
  }

  /** Sends an event about `window` to whoever watches the root window. */
  sendNotify(type: number, window: number): void {
    const event = Buffer.alloc(32);
    event[0] = type;
    event.writeUInt32LE(this.root, 4);
    event.writeUInt32LE(window, 8);
    this.x.SendEvent(this.root, 0, substructure, event);
  }

  /** Tells whoever sent a SelectionRequest that the property is filled. */
  answer(request: XEvent): void {
    const { time, requestor, selection, target, property } = request as unknown as Record<string, number>;
    const event = Buffer.alloc(32);
    event[0] = 31;
    for (const [i, word] of [time, requestor, selection, target, property].entries())
      event.writeUInt32LE(word!, 4 + i * 4);
    this.x.SendEvent(requestor!, 0, 0, event);
  }

  /** Resolves when the server has dealt with everything so far, or has gone. */
  sync(): Promise<void> {
    return new Promise((resolve) => {
      const given = this.#untilEnd(resolve);
      this.x.GetInputFocus(() => {
        given();
        resolve();
      });
    });
  }

  /** Nothing that the server says is read any more. */
  stopReading(): void {
    this.#stream.removeAllListeners('data');
    this.#stream.removeAllListeners('readable');
    this.#stream.pause();
  }

  close(): void {
    this.#stream.destroy();
  }

  /** Calls `ended` if the connection ends, or has ended, before what this gives is called. */
  #untilEnd(ended: () => void): () => void {
    if (this.#stream.destroyed) ended();
    else this.#open.add(ended);
    return () => this.#open.delete(ended);
  }
}
