/**
 * One random session of the window manager: X programs, an Xwayland whose two connections are late at times, and a host that
 * does what hosts may. `mock` timers: time passes only when the session says so.
 */
import { queryObjects } from 'node:v8';
import type { WindowPolicy } from '../../../src/config/config.js';
import { noStates } from '../../../src/peer/xwayland/toplevel-states.js';
import { XWindow } from '../../../src/x11/window.js';
import { PopupDouble, ToplevelDouble } from './host-double.js';
import { programKinds, RandomPrograms, type ProgramKind } from './random-programs.js';
import { StrictHost } from './strict-host.js';
import { checkEmpty, checkScene } from './window-checks.js';
import { openXDesk, type Desk } from './x-desk.js';
import { XwaylandDouble } from './xwayland-double.js';

const orderKinds = ['late', 'some', 'wayland', 'turn', 'turns', 'time', 'settle', 'misname', 'show'] as const;
const hostKinds = ['configure', 'activate', 'closeAsked', 'dismissed', 'enters', 'outputs'] as const;
export const sessionKinds = [
  ...programKinds,
  ...orderKinds,
  ...hostKinds,
  // What sessions are mostly about.
  ...(['create', 'show', 'show', 'show', 'map', 'map', 'unmap', 'property', 'state'] as const),
  ...(['wayland', 'settle', 'configure', 'configure', 'activate'] as const),
  ...(['late', 'late', 'some', 'property', 'properties'] as const),
] as const;

export interface Operation {
  readonly kind: (typeof sessionKinds)[number];
  readonly a: number;
  readonly b: number;
  readonly c: number;
  /** How much happens before the next one. */
  readonly pause: number;
}

export interface Setting extends WindowPolicy {
  readonly usesSerials: boolean;
  readonly opensEarly: boolean;
  readonly fillable: boolean;
  /** Xwayland may say that windows have others' surfaces: then all that is asked for is that this does no lasting harm. */
  readonly misnames: boolean;
}

type Pass = (ms: number) => void;

/** Longer than anything in the window manager waits. */
const longMs = 10_000;
const patience = { drawMs: 500, answerMs: 0 };
const hostSizes = [0, 0, 1, 30, 64, 200, 65_535];

export class RandomSession {
  readonly #desk: Desk;
  readonly #host: StrictHost;
  readonly #xwayland: XwaylandDouble;
  readonly #programs: RandomPrograms;
  readonly #pass: Pass;
  readonly #setting: Setting;
  /** Pointers that wait to enter. */
  #entering = 0;

  private constructor(desk: Desk, host: StrictHost, setting: Setting, pass: Pass) {
    this.#desk = desk;
    this.#host = host;
    this.#xwayland = new XwaylandDouble(desk, host, setting.usesSerials);
    this.#programs = new RandomPrograms(desk);
    this.#pass = pass;
    this.#setting = setting;
  }

  static async open(setting: Setting, pass: Pass): Promise<RandomSession> {
    const host = new StrictHost();
    host.opensEarly = setting.opensEarly;
    host.fillable = setting.fillable;
    const desk = await openXDesk(patience, setting, host);
    const session = new RandomSession(desk, host, setting, pass);
    await session.#programs.open();
    return session;
  }

  async do(operation: Operation): Promise<void> {
    await this.#do(operation);
    const { pause } = operation;
    if (pause > 2) this.#xwayland.speak(pause);
    if (pause > 1) await turns(pause);
  }

  async #do({ kind, a, b, c }: Operation): Promise<void> {
    if (kind === 'late') this.#xwayland.isLate = a % 2 === 0;
    else if (kind === 'some') this.#xwayland.letThrough(a % 8);
    else if (kind === 'wayland') this.#xwayland.speak(1 + (a % 4));
    else if (kind === 'turn') await turns(1);
    else if (kind === 'turns') await turns(2 + (a % 10));
    else if (kind === 'time') this.#pass([1, 150, 600][a % 3]!);
    else if (kind === 'settle') await this.#check();
    else if (kind === 'misname') this.#misname(a, b);
    else if (kind === 'show') await this.#show(a, b, c);
    else if (isProgramKind(kind)) await this.#programs.do(kind, a, b, c);
    else this.#hostDoes(kind, a, b, c);
  }

  /** All programs go; a new one finds everything as the first one did. */
  async end(): Promise<void> {
    await this.#check();
    this.#programs.end();
    await this.#settled();
    await checkEmpty(this.#scene);
    const client = await this.#desk.program();
    const id = client.create({ x: 0, y: 0, width: 50, height: 40, color: 1 });
    client.x.MapWindow(id);
    await this.#settled();
    await checkScene(this.#scene);
    if (!(this.#desk.wm.find(id)?.host instanceof ToplevelDouble))
      throw new Error('a new window is not shown');
    client.close();
    await this.#settled();
    await checkEmpty(this.#scene);
  }

  /** As `windowsInMemory`, after the host double has been made to forget all of its own. */
  kept(): number {
    this.#host.forgetAll();
    return windowsInMemory();
  }

  close(): void {
    this.#desk.close();
  }

  get #scene() {
    return { desk: this.#desk, host: this.#host, xwayland: this.#xwayland };
  }

  async #settled(): Promise<void> {
    await this.#xwayland.settled();
    this.#pass(longMs);
    await this.#xwayland.settled();
    if (this.#entering > 0) throw new Error('a pointer is kept from entering');
  }

  async #check(): Promise<void> {
    await this.#settled();
    if (!this.#setting.misnames) await checkScene(this.#scene);
  }

  /** A window that comes to the host in the usual way. */
  async #show(a: number, b: number, c: number): Promise<void> {
    await this.#programs.do('create', a, b, c);
    if (b % 3 === 0) await this.#programs.do('properties', -1, b, c);
    await turns(b % 16);
    await this.#programs.do('map', -1, b, c);
    await turns(c % 8);
    await this.#xwayland.settled();
  }

  #misname(a: number, b: number): void {
    if (!this.#setting.misnames) return;
    const surfaces = [...this.#xwayland.surfaces.values(), ...this.#host.surfaces, 0, 11, 0xffff_ffff];
    this.#xwayland.nameWrongly(this.#programs.anyId(a), surfaces[b % surfaces.length]!);
  }

  #hostDoes(kind: (typeof hostKinds)[number], a: number, b: number, c: number): void {
    if (kind === 'outputs') this.#outputs(a);
    const { open } = this.#host;
    const window = open[a % open.length];
    if (!window) return;
    const { listener } = window;
    const isOn = (bit: number): boolean => ((c >> bit) & 3) === 3;
    const states = {
      ...noStates,
      activated: isOn(0),
      fullscreen: isOn(2),
      maximized: isOn(4),
      tiled: isOn(6),
    };
    if (kind === 'activate' && window instanceof ToplevelDouble)
      this.#host.configure(window, { width: 0, height: 0 }, { ...noStates, activated: b % 2 === 0 });
    if (kind === 'configure' && window instanceof ToplevelDouble) {
      const width = hostSizes[b % hostSizes.length]!;
      const height = width > 1000 ? 2 : [0, 1, 48, 100][c % 4]!;
      this.#host.configure(window, { width, height }, states);
    }
    if (kind === 'closeAsked' && window instanceof ToplevelDouble && b % 4 === 0) listener.closeAsked();
    if (kind === 'dismissed' && window instanceof PopupDouble) listener.dismissed();
    if (kind === 'enters' && window.surface !== 0) this.#enter(window.surface);
  }

  #enter(surface: number): void {
    this.#entering++;
    let isLetIn = false;
    void this.#desk.wm.pointerEnters(surface, () => {
      if (isLetIn) throw new Error('the pointer enters twice');
      isLetIn = true;
      this.#entering--;
    });
  }

  #outputs(a: number): void {
    const box = { width: 64, height: 48 };
    const all = [
      { x: 0, y: 0, ...box },
      { x: 64, y: 0, ...box },
      { x: 0, y: 48, width: 200, height: 100 },
    ];
    this.#host.outputBoxes = all.slice(a % 3, 1 + (a % 4));
    this.#desk.wm.outputsChanged();
  }
}

/** Of all sessions. */
export function windowsInMemory(): number {
  return Number(queryObjects(XWindow));
}

const isProgramKind = (kind: string): kind is ProgramKind =>
  (programKinds as readonly string[]).includes(kind);

async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
}
