/**
 * The window manager's connection to Xwayland: requests of the X protocol as typed functions, so that nothing else deals
 * with callbacks. Requests about windows that have gone fail; that is normal life and only logged.
 */
import type { Duplex } from 'node:stream';
import type {
  Extensions,
  Geometry,
  Property,
  Reply,
  ShapeExtension,
  SyncExtension,
  XClient,
  XEvent,
} from 'x11';
import type { Logger } from '../log/logger.js';
import type { Box } from '../peer/xwayland/windows.js';
import { atomNames, predefined, type AtomName, type Atoms } from './atoms.js';
import { inRange, type Configuration } from './configuration.js';
import { eventMask, EventMasks } from './event-masks.js';
import { PackageClient, type PackageListener } from './package-client.js';

const anyType = 0;
const inputOnly = 2;
const maxUsedIds = 256;
/** RandR's request. */
const setOutputPrimary = 30;
/** X-Resource's ClientIdMask. */
const localClientPid = 2;

export class XConnection {
  readonly atoms: Atoms;
  readonly root: number;
  /** The server's time as last heard of, in ms; 0: not yet (CurrentTime). */
  time = 0;
  /** Follows the outputs; `WindowManager` keeps it up to date. */
  rootSize: { readonly width: number; readonly height: number };
  readonly masks: EventMasks;
  readonly #client: PackageClient;
  /** A window whose property changes when the time is asked for. */
  #clock: number | undefined;
  readonly #x: XClient;
  /** Ids of windows of ours that have gone. What is late for them must not meet a new one soon. */
  readonly #used: number[] = [];

  private constructor(client: PackageClient, atoms: Atoms) {
    const { root, pixel_width: width, pixel_height: height } = client.screen;
    this.#client = client;
    this.#x = client.x;
    this.masks = new EventMasks(client.x);
    this.atoms = atoms;
    this.root = root;
    this.rootSize = { width, height };
  }

  /** Sets the connection up on `stream`, which is ours from then on. Throws if the server refuses. */
  static async open(stream: Duplex, log: Logger, on: PackageListener): Promise<XConnection> {
    const client = await PackageClient.open(stream, log, on);
    const entries = await Promise.all(
      atomNames.map(async (name) => [name, await client.intern(name)] as const),
    );
    if (entries.some(([, atom]) => atom === undefined)) throw new Error('the X server has gone');
    return new XConnection(client, Object.fromEntries(entries) as Record<AtomName, number>);
  }

  /** The package's own client, for requests that need no care: those without an answer. */
  get x(): XClient {
    return this.#x;
  }

  /** What is still sent afterwards (a time-out, a late answer) goes nowhere. Idempotent. */
  close(): void {
    this.#client.close();
  }

  /** Sends what was said so far, which else goes when all that has come is dealt with. */
  flush(): void {
    this.#x.pack_stream.flush();
  }

  newId(): number {
    return this.#x.AllocID();
  }

  /** Values by the atoms of their names, which are made if need be; without those whose names are too long for X. */
  async intern<T>(named: Iterable<readonly [name: string, value: T]>): Promise<ReadonlyMap<number, T>> {
    const atoms = await Promise.all(
      [...named].map(async ([name, value]) => [await this.#client.intern(name), value] as const),
    );
    return new Map(atoms.flatMap(([atom, value]) => (atom === undefined ? [] : [[atom, value] as const])));
  }

  /** Atoms by their names, without those that do not exist. */
  async named(atoms: readonly number[]): Promise<ReadonlyMap<string, number>> {
    const names = await Promise.all(atoms.map((atom) => this.#client.nameOf(atom)));
    return new Map(names.flatMap((name, i) => (name === undefined ? [] : [[name, atoms[i]!] as const])));
  }

  /** An extension of the server's; throws without it. */
  extension<N extends keyof Extensions>(name: N): Promise<Extensions[N]> {
    return this.#client.extension(name);
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
    const values = { overrideRedirect: true, eventMask: eventMask.propertyChange };
    this.masks.madeWith(id, eventMask.propertyChange);
    this.#x.CreateWindow(id, this.root, -1, -1, 1, 1, 0, 0, inputOnly, 0, values);
    return id;
  }

  destroyHidden(id: number): void {
    this.#x.DestroyWindow(id);
    this.masks.forget(id);
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

  /** Atoms of the properties that a window has; none if there is no such window. */
  async propertiesOf(window: number): Promise<readonly number[]> {
    return (await this.ask<readonly number[]>((reply) => this.#x.ListProperties(window, reply))) ?? [];
  }

  /** Resolves when the server has dealt with everything that was sent so far. */
  async barrier(): Promise<void> {
    await this.ask((reply) => this.#x.GetInputFocus(reply));
  }

  /**
   * The server's time, as of now, in ms. It stamps a property that changes; whoever hears of our events keeps `time`, before
   * what is asked afterwards is answered.
   */
  async now(): Promise<number> {
    this.#clock ??= this.createHidden();
    this.#x.ChangeProperty(0, this.#clock, this.atoms.TIMESTAMP, predefined.INTEGER, 32, []);
    await this.barrier();
    return this.time;
  }

  geometry(window: number) {
    return this.ask<Geometry>((reply) => this.#x.GetGeometry(window, reply));
  }

  /** Values out of range are brought into it: they may have come from a program. */
  configure(window: number, values: Configuration): void {
    this.#x.ConfigureWindow(window, inRange(values));
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

  /** The answer to a request; `undefined` if it failed, or the connection has ended or does so before. */
  ask<T>(send: (reply: Reply<T>) => void): Promise<T | undefined> {
    return this.#client.ask(send);
  }
}

/**
 * Whether another program made the event up (SendEvent). Of those only what is meant to be sent so counts: a program could
 * say that another's window had gone, or that its surface was its own.
 */
export function isSent(event: XEvent): boolean {
  return (event.rawData[0]! & 0x80) !== 0;
}
