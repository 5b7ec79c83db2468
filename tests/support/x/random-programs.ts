/** X programs that do whatever X lets them do with windows, theirs and others'. */
import type { TestXClient } from '../../x11/x-client.js';
import { diceOf, randomName, randomProperty } from './random-properties.js';
import type { Desk } from './x-desk.js';

export const programKinds = [
  'open',
  'leave',
  'create',
  'createOther',
  'map',
  'unmap',
  'destroy',
  'reparent',
  'override',
  'property',
  'properties',
  'remove',
  'configure',
  'resize',
  'state',
  'message',
  'junk',
  'sent',
  'counter',
  'shape',
] as const;
export type ProgramKind = (typeof programKinds)[number];

const mostPrograms = 3;
const inputOnly = 2;
/** Large sides only with small ones: the server in memory keeps all pixels. */
const sizes = [
  [30, 20],
  [1, 1],
  [64, 48],
  [10, 40],
  [65_535, 1],
  [1, 65_535],
  [200, 100],
] as const;
const places = [0, 0, 1, 32, 64, 100, -1, -32_768, 32_767];
const motions = 12;

interface Window {
  readonly client: TestXClient;
  readonly id: number;
}

export class RandomPrograms {
  readonly #desk: Desk;
  readonly #clients: TestXClient[] = [];
  /** All that there have been, the last ones last. */
  readonly #windows: Window[] = [];

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  async open(): Promise<TestXClient> {
    const client = await this.#desk.program();
    this.#clients.push(client);
    return client;
  }

  /** `a` chooses the window (-1: the newest), what `b` and `c` choose depends on the kind. */
  async do(kind: ProgramKind, a: number, b: number, c: number): Promise<void> {
    if (kind === 'open') {
      if (this.#clients.length < mostPrograms) await this.open();
      return;
    }
    const client = this.#clients[b % Math.max(this.#clients.length, 1)];
    if (kind === 'leave' && client) this.#leave(client);
    else if (kind === 'create' || kind === 'createOther') this.#create(kind, a, b, c);
    else if (kind === 'counter') this.#desk.sync.set(1 + (a % 3), b);
    else if (kind === 'shape') this.#shape(a, b);
    else if (this.#windows.length > 0) this.#act(kind, this.#window(a), b, c);
  }

  /** All of them are gone, in one of the ways in which programs go. */
  end(): void {
    for (let client = this.#clients[0]; client; client = this.#clients[0]) this.#leave(client);
  }

  /** One of the newest, more likely. */
  #window(a: number): Window {
    const recent = this.#windows.slice(-5);
    return recent.at(a < 0 ? a : a % recent.length)!;
  }

  /** The id of some window, which may not be there. */
  anyId(a: number): number {
    if (this.#windows.length === 0 || a % 8 === 0)
      return [0, 1, this.#desk.connection.root, 0xffff_ffff][a % 4]!;
    return this.#window(a >> 3).id;
  }

  #leave(client: TestXClient): void {
    client.close();
    this.#clients.splice(this.#clients.indexOf(client), 1);
    const left = this.#windows.filter((each) => each.client !== client);
    this.#windows.splice(0, this.#windows.length, ...left);
  }

  #create(kind: ProgramKind, a: number, b: number, c: number): void {
    const client = this.#clients[a % Math.max(this.#clients.length, 1)];
    if (!client) return;
    const id = client.x.AllocID();
    const isOther = kind === 'createOther';
    const parent = isOther && b % 4 === 0 && this.#windows.length > 0 ? this.#window(c).id : client.root;
    const [width, height] = sizes[isOther ? b % sizes.length : b % 4]!;
    const values = { overrideRedirect: c % 3 === 0 };
    const windowClass = isOther && c % 4 === 0 ? inputOnly : 1;
    const border = isOther && windowClass === 1 ? [0, 3, 0, 65_535][c % 4]! : 0;
    const [x, y] = [places[c % places.length]!, places[(b + c) % places.length]!];
    client.x.CreateWindow(id, parent, x, y, width, height, border, 0, windowClass, 0, values);
    this.#windows.push({ client, id });
  }

  #act(kind: ProgramKind, { client, id }: Window, b: number, c: number): void {
    const { x } = client;
    const { atoms } = this.#desk.connection;
    const dice = diceOf(b * 65_537 + c);
    const [width, height] = sizes[b % sizes.length]!;
    if (kind === 'map') x.MapWindow(id);
    else if (kind === 'unmap') x.UnmapWindow(id);
    else if (kind === 'destroy') x.DestroyWindow(id);
    else if (kind === 'reparent') this.#reparent(client, id, b, c);
    else if (kind === 'override') x.ChangeWindowAttributes(id, { overrideRedirect: b % 2 });
    else if (kind === 'remove') x.DeleteProperty(id, randomName(dice, atoms)[1]);
    else if (kind === 'resize') x.ConfigureWindow(id, { width, height });
    else if (kind === 'configure') this.#configure(client, id, b, c);
    else if (kind === 'sent') client.sendNotify([17, 18, 19, 23][b % 4]!, id);
    else if (kind === 'property') this.#set(client, id, dice);
    else if (kind === 'properties') for (let i = 0; i < 4; i++) this.#set(client, id, dice);
    else this.#say(kind, client, id, b, c);
  }

  #set({ x }: TestXClient, id: number, dice: (sides: number) => number): void {
    const { connection } = this.#desk;
    const { atom, type, format, data } = randomProperty(dice, connection.atoms, () => this.anyId(dice(64)));
    x.ChangeProperty(dice(8) === 0 ? 2 : 0, id, atom, type, format, data);
  }

  #configure({ x }: TestXClient, id: number, b: number, c: number): void {
    const place = { x: places[b % places.length]!, y: places[c % places.length]! };
    const [width, height] = sizes[c % sizes.length]!;
    if (b % 4 === 0) x.ConfigureWindow(id, place);
    else if (b % 4 === 1) x.ConfigureWindow(id, { ...place, width, height, borderWidth: c % 5 });
    else if (b % 4 === 2) x.ConfigureWindow(id, { stackMode: c % 5 });
    else x.ConfigureWindow(id, { sibling: this.anyId(c), stackMode: c % 2 });
  }

  /** A server maps one that was mapped again, as its program would. */
  #reparent({ x, root }: TestXClient, id: number, b: number, c: number): void {
    const isMapped = this.#desk.server.root.children.some((each) => each.id === id && each.mapped);
    x.UnmapWindow(id);
    x.ReparentWindow(id, b % 2 === 0 ? root : this.#window(c).id, places[b % 4]!, places[c % 4]!);
    if (isMapped) x.MapWindow(id);
  }

  #say(kind: ProgramKind, client: TestXClient, id: number, b: number, c: number): void {
    const { atoms } = this.#desk.connection;
    const dice = diceOf(b * 65_537 + c);
    const states = [
      atoms._NET_WM_STATE_FULLSCREEN,
      atoms._NET_WM_STATE_MAXIMIZED_HORZ,
      atoms._NET_WM_STATE_MAXIMIZED_VERT,
      atoms._NET_WM_STATE_MODAL,
      atoms._NET_WM_STATE_DEMANDS_ATTENTION,
    ];
    if (kind === 'state') {
      const [first, second] = c % 2 === 0 ? [states[1]!, states[2]!] : [states[dice(5)]!, states[dice(5)]!];
      client.message(id, atoms._NET_WM_STATE, [b % 4, first, second, 1]);
      return;
    }
    const types = [
      atoms._NET_ACTIVE_WINDOW,
      atoms._NET_CLOSE_WINDOW,
      atoms._NET_WM_MOVERESIZE,
      atoms.WM_CHANGE_STATE,
      atoms._NET_REQUEST_FRAME_EXTENTS,
      atoms.WM_PROTOCOLS,
      atoms._NET_STARTUP_INFO_BEGIN,
      atoms._NET_STARTUP_INFO,
      atoms.WL_SURFACE_ID,
      atoms.WL_SURFACE_SERIAL,
    ];
    const type = kind === 'message' ? types[b % 6]! : types[dice(types.length)]!;
    const about = kind === 'message' ? id : this.anyId(c);
    const value = kind === 'message' ? [1, 3, atoms._NET_WM_PING][c % 3]! : dice(0xffff_ffff);
    client.message(about, type, [value, dice(1000), c % 5 === 0 ? id : c % motions, 1, 1]);
  }

  #shape(a: number, b: number): void {
    const { shape } = this.#desk;
    const rectangles = [[], [0, 0, 30, 20], [0, 0, 5, 5, 10, 10, 5, 5], [-3, -3, 33, 23]];
    for (const kind of [0, 2]) shape.rectangles.set(kind, new Int16Array(rectangles[(a + kind) % 4]!));
    if (this.#windows.length > 0) shape.changed(this.#window(b).id);
  }
}
