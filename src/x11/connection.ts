/**
 * The window manager's connection to Xwayland: the npm package `x11` behind typed functions, so that nothing outside this
 * file deals with its callbacks. Requests about windows that have gone fail; that is normal life and only logged.
 */
import type { Duplex } from 'node:stream';
import x11, {
  type Display,
  type Extensions,
  type Geometry,
  type Property,
  type Reply,
  type ShapeExtension,
  type SyncExtension,
  type XClient,
  type XEvent,
} from 'x11';
import type { Logger } from '../log/logger.js';
import type { Box } from '../peer/xwayland/windows.js';
import { atomNames, type AtomName, type Atoms } from './atoms.js';

const anyType = 0;
const inputOnly = 2;
const maxUsedIds = 256;
/** RandR's request. */
const setOutputPrimary = 30;
/** X-Resource's ClientIdMask. */
const localClientPid = 2;
/** Event mask. */
const propertyChange = 0x40_0000;

export interface Configuration {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly borderWidth?: number;
  readonly sibling?: number;
  readonly stackMode?: number;
}

/** `stackMode` of a ConfigureWindow request. */
export const stackMode = { above: 0, below: 1 } as const;

const configurationFields = ['x', 'y', 'width', 'height', 'borderWidth', 'sibling', 'stackMode'] as const;

export class XConnection {
  readonly atoms: Atoms;
  readonly root: number;
  /** The server's time as last heard of, in ms; 0: not yet (CurrentTime). */
  time = 0;
  /** Follows the outputs; `WindowManager` keeps it up to date. */
  rootSize: { readonly width: number; readonly height: number };
  readonly #x: XClient;
  readonly #stream: Duplex;
  /** Ids of windows of ours that have gone. What is late for them must not meet a new one soon. */
  readonly #used: number[] = [];

  private constructor(stream: Duplex, display: Display, atoms: Atoms) {
    const screen = display.screen[0]!;
    this.#stream = stream;
    this.#x = display.client;
    this.atoms = atoms;
    this.root = screen.root;
    this.rootSize = { width: screen.pixel_width, height: screen.pixel_height };
  }

  /** Sets the connection up on `stream`, which is ours from then on. Throws if the server refuses. */
  static async open(
    stream: Duplex,
    log: Logger,
    on: { readonly event: (event: XEvent) => void; readonly end: () => void },
  ): Promise<XConnection> {
    const display = await new Promise<Display>((resolve, reject) => {
      const options = { stream, display: ':0', auth: { name: '', data: '' } };
      const client = x11.createClient(
        { ...options, bufferRequests: { flushOnReply: false }, disableBigRequests: true },
        (error, ready) => (error ? reject(error) : resolve(ready)),
      );
      client.on('error', (error) => log.debug(`X11: ${describeError(error)}`));
      client.on('end', on.end);
      client.on('event', on.event);
      stream.on('error', (error) => log.debug(`X11 connection: ${error.message}`));
    });
    // x11 4.2.2 keeps the atoms of all connections in one list, but each server has its own.
    display.client.atoms = { ...display.client.atoms };
    const entries = await Promise.all(
      atomNames.map(async (name) => [name, await intern(display.client, name)] as const),
    );
    return new XConnection(stream, display, Object.fromEntries(entries) as Record<AtomName, number>);
  }

  /** The package's own client, for requests that need no care. */
  get x(): XClient {
    return this.#x;
  }

  /** What is still sent afterwards (a time-out, a late answer) goes nowhere. */
  close(): void {
    this.#stream.destroy();
  }

  newId(): number {
    return this.#x.AllocID();
  }

  intern(name: string): Promise<number> {
    return intern(this.#x, name);
  }

  /** `undefined` for an atom that does not exist. */
  nameOf(atom: number): Promise<string | undefined> {
    return this.ask((reply) => this.#x.GetAtomName(atom, reply));
  }

  /** An extension of the server's; throws without it. */
  extension<N extends keyof Extensions>(name: N): Promise<Extensions[N]> {
    return new Promise((resolve, reject) => {
      this.#x.require(name, (error, extension) => (error ? reject(error) : resolve(extension)));
    });
  }

  /** A part of a property, which is deleted with its last one. `undefined` if it is not there. */
  async takeProperty(
    window: number,
    atom: number,
    offsetBytes: number,
    maxBytes: number,
  ): Promise<Property | undefined> {
    const [offset, length] = [offsetBytes >> 2, maxBytes >> 2];
    const found = await this.ask<Property>((reply) =>
      this.#x.GetProperty(1, window, atom, anyType, offset, length, reply),
    );
    return found && found.type !== 0 ? found : undefined;
  }

  /** A window of our own that nobody sees and whose properties we watch. */
  createHidden(): number {
    const id = this.newId();
    const values = { overrideRedirect: true, eventMask: propertyChange };
    this.#x.CreateWindow(id, this.root, -1, -1, 1, 1, 0, 0, inputOnly, 0, values);
    return id;
  }

  destroyHidden(id: number): void {
    this.#x.DestroyWindow(id);
    this.retireId(id);
  }

  /** What had this id of ours has gone. */
  retireId(id: number): void {
    this.#used.push(id);
    if (this.#used.length > maxUsedIds) this.#x.ReleaseID(this.#used.shift()!);
  }

  /** The process that made `resource`, as the server has it from the kernel; `undefined` if that cannot be had. */
  async processOf(resource: number): Promise<number | undefined> {
    const extension = await this.extension('res').catch(() => undefined);
    if (!extension) return undefined;
    const specs = [{ client: resource, mask: localClientPid }];
    const ids = await this.ask<readonly { readonly value: readonly number[] }[]>((reply) =>
      extension.QueryClientIds(specs, reply),
    );
    return ids?.[0]?.value[0];
  }

  /** The rectangles of one kind of shape; `undefined` if the window has gone. */
  async shapeOf(shape: ShapeExtension, window: number, kind: number): Promise<readonly Box[] | undefined> {
    const found = await this.ask<{ rectangles: readonly (readonly [number, number, number, number])[] }>(
      (reply) => shape.GetRectangles(window, kind, reply),
    );
    return found?.rectangles.map(([x, y, width, height]) => ({ x, y, width, height }));
  }

  /** `undefined` if there is no such counter. */
  counterValue(sync: SyncExtension, counter: number): Promise<number | undefined> {
    return this.ask((reply) => sync.QueryCounter(counter, reply));
  }

  /** Asks for events when a property of somebody's window changes. */
  watchProperties(window: number): void {
    this.#x.ChangeWindowAttributes(window, { eventMask: propertyChange });
  }

  setBytes(window: number, atom: number, type: number, bytes: Buffer): void {
    this.#x.ChangeProperty(0, window, atom, type, 8, bytes);
  }

  /** At most `maxBytes` of a property; `undefined` if it is not there, or the window is not. */
  async property(window: number, atom: number, maxBytes: number): Promise<Property | undefined> {
    const words = Math.ceil(maxBytes / 4);
    const found = await this.ask<Property>((reply) =>
      this.#x.GetProperty(0, window, atom, anyType, 0, words, reply),
    );
    return found && found.type !== 0 ? found : undefined;
  }

  /** Resolves when the server has dealt with everything that was sent so far. */
  async barrier(): Promise<void> {
    await this.ask((reply) => this.#x.GetInputFocus(reply));
  }

  async children(window: number): Promise<readonly number[]> {
    return (
      (await this.ask<{ children: readonly number[] }>((reply) => this.#x.QueryTree(window, reply)))
        ?.children ?? []
    );
  }

  geometry(window: number) {
    return this.ask<Geometry>((reply) => this.#x.GetGeometry(window, reply));
  }

  attributes(window: number): Promise<Readonly<Record<string, number>> | undefined> {
    return this.ask((reply) => this.#x.GetWindowAttributes(window, reply));
  }

  /** Values out of range are brought into it: they may have come from a program. */
  configure(window: number, values: Configuration): void {
    const checked: Record<string, number> = {};
    for (const field of configurationFields) {
      const value = values[field];
      if (value !== undefined) checked[field] = inRange(field, value);
    }
    this.#x.ConfigureWindow(window, checked);
  }

  setWords(window: number, atom: number, type: number, values: readonly number[]): void {
    this.#x.ChangeProperty(0, window, atom, type, 32, values);
  }

  setText(window: number, atom: number, type: number, text: string): void {
    this.#x.ChangeProperty(0, window, atom, type, 8, Buffer.from(text));
  }

  /** RRSetOutputPrimary, which the package has not; `opcode` is RandR's. */
  setPrimaryOutput(opcode: number, output: number): void {
    const request = Buffer.alloc(12);
    request.set([opcode, setOutputPrimary]);
    request.writeUInt16LE(request.length / 4, 2);
    request.writeUInt32LE(this.root, 4);
    request.writeUInt32LE(output, 8);
    this.#x.seq_num++;
    this.#x.pack_stream.put(request);
    this.#x.pack_stream.submit();
  }

  /** A ClientMessage of format 32 about `window` to the owner of `to`, or to whoever selected `eventMask` there. */
  sendMessage(window: number, type: number, data: readonly number[], eventMask = 0, to = window): void {
    const event = Buffer.alloc(32);
    event[0] = 33;
    event[1] = 32;
    event.writeUInt32LE(window >>> 0, 4);
    event.writeUInt32LE(type, 8);
    for (const [i, word] of data.slice(0, 5).entries()) event.writeUInt32LE(word >>> 0, 12 + i * 4);
    this.#x.SendEvent(to, 0, eventMask, event);
  }

  /** The answer to a request; `undefined` if it failed. */
  ask<T>(send: (reply: Reply<T>) => void): Promise<T | undefined> {
    return new Promise((resolve) => {
      send((error, result) => {
        resolve(error ? undefined : result);
        return true;
      });
    });
  }
}

/**
 * Whether another program made the event up (SendEvent). Of those only what is meant to be sent so counts: a program could
 * say that another's window had gone, or that its surface was its own.
 */
export function isSent(event: XEvent): boolean {
  return (event.rawData[0]! & 0x80) !== 0;
}

function intern(client: XClient, name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    client.InternAtom(false, name, (error, atom) => {
      if (error) reject(error);
      else resolve(atom);
      return true;
    });
  });
}

function inRange(field: (typeof configurationFields)[number], value: number): number {
  const whole = Math.trunc(value);
  if (field === 'x' || field === 'y') return Math.min(Math.max(whole, -32_768), 32_767);
  if (field === 'width' || field === 'height') return Math.min(Math.max(whole, 1), 32_767);
  if (field === 'borderWidth') return Math.min(Math.max(whole, 0), 65_535);
  return whole;
}

function describeError(error: Error): string {
  const { majorOpcode, badParam } = error as { majorOpcode?: number; badParam?: number };
  return `${error.message} (request ${majorOpcode ?? '?'}, value ${badParam ?? '?'})`;
}
