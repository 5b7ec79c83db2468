/**
 * The window manager of one Xwayland: what windows need to know of each other and of the host, and what becomes of surfaces.
 * What a window is and how it is shown stands in `window.ts`, who has the focus in `focus.ts`, which event is for whom in
 * `events.ts`.
 */
import type { SyncExtension, XEvent } from 'x11';
import type { WindowPolicy } from '../config/config.js';
import type { Logger } from '../log/logger.js';
import type { Box, HostPopup, HostToplevel, HostWindows, WindowListener } from '../peer/xwayland/windows.js';
import { Arrival } from './arrival.js';
import type { XConnection } from './connection.js';
import { eventMask } from './event-masks.js';
import { Events } from './events.js';
import { FirstReadings } from './first-readings.js';
import { Focus } from './focus.js';
import { killProgram } from './kill.js';
import { Mapping } from './mapping.js';
import { Newcomers } from './newcomers.js';
import { Outputs } from './outputs.js';
import { groupToplevel, popupParent } from './parents.js';
import { Pairing } from './pairing.js';
import { relativeTo } from './presence.js';
import { Root } from './root.js';
import { Rules } from './rules.js';
import { Shapes } from './shapes.js';
import { Startup } from './startup.js';
import { WindowList } from './window-list.js';
import { WindowProperties } from './window-properties.js';
import type { Patience, WindowOwner } from './window-owner.js';
import { XWindow } from './window.js';

const rootEvents =
  eventMask.structureNotify |
  eventMask.substructureNotify |
  eventMask.substructureRedirect |
  eventMask.propertyChange;
const redirectManually = 1;
const usualPatience: Patience = { drawMs: 500, answerMs: 5000 };

export class WindowManager implements WindowOwner {
  readonly connection: XConnection;
  readonly root: Root;
  readonly focus: Focus;
  readonly outputs: Outputs;
  readonly patience: Patience;
  readonly policy: WindowPolicy;
  sync: SyncExtension | undefined;
  readonly pairing: Pairing;
  readonly #windows: WindowList;
  readonly #mapping: Mapping;
  readonly #readings = new FirstReadings<XWindow>((window) => this.#read(window));
  readonly #host: HostWindows;
  readonly #rules: Rules;
  readonly #log: Logger;
  readonly #events: Events;
  readonly #arrival: Arrival;
  readonly #newcomers: Newcomers;
  #shapes: Shapes | undefined;

  constructor(
    connection: XConnection,
    host: HostWindows,
    log: Logger,
    { patience = usualPatience, rules = Rules.none }: { patience?: Patience; rules?: Rules } = {},
  ) {
    this.connection = connection;
    this.patience = patience;
    this.#rules = rules;
    this.policy = rules.policy;
    this.#host = host;
    this.#log = log;
    this.#windows = new WindowList(connection, {
      make: (id, overrideRedirect, box) => this.#make(id, overrideRedirect, box),
      added: (window) => this.#added(window),
      gone: (window) => this.#gone(window),
    });
    this.pairing = new Pairing(connection, this.#windows, (window) => this.#mapping.show(window));
    const startup = new Startup(host);
    this.#arrival = new Arrival(connection, host, startup);
    this.#newcomers = new Newcomers(this.#windows, this.#arrival, log);
    this.root = new Root(connection);
    this.focus = new Focus(connection, this.root);
    this.outputs = new Outputs(connection, host, this.root);
    const { root, focus, outputs } = this;
    const windows = this.#windows;
    const { pairing } = this;
    const knowShape = (window: XWindow): Promise<void> => this.#knowShape(window);
    this.#mapping = new Mapping({ connection, host, windows, root, focus, outputs, pairing, knowShape });
    const tellShape = (window: XWindow): void => void this.#shapes?.tell(window);
    this.#events = new Events({ manager: this, windows, mapping: this.#mapping, startup, tellShape });
  }

  /** Takes over. Programs are let in at the end, so there is nothing of theirs yet. */
  async start(resources: readonly string[]): Promise<void> {
    const { connection } = this;
    const { root } = connection;
    const composite = await connection.extension('composite');
    composite.RedirectSubwindows(root, redirectManually);
    const [sync, shape] = await Promise.all([
      connection.extension('sync').catch(() => undefined),
      connection.extension('shape').catch(() => undefined),
    ]);
    this.sync = sync;
    this.#shapes = shape && new Shapes(connection, shape);
    connection.masks.select(root, rootEvents);
    this.root.announce();
    await this.outputs.start();
    this.root.setResources(resources);
    this.root.claim();
    await connection.barrier();
  }

  handle(event: XEvent): void {
    this.#events.handle(event);
  }

  awaitedBy(surface: number, answer: (window: HostToplevel | undefined) => void): void {
    this.pairing.ask(surface, (window) => answer(window?.early));
  }

  surfaceMade(surface: number): void {
    const window = this.pairing.meant(surface);
    if (window) this.#mapping.show(window);
  }

  surfaceNamed(surface: number, serial: number): void {
    this.pairing.surfaceHas(surface, serial);
  }

  surfaceGone(surface: number): void {
    this.pairing.surfaceGone(surface);
    const window = this.windowOf(surface);
    if (!window) return;
    window.forgetSurface();
    this.focus.forget(window);
  }

  async pointerEnters(surface: number, proceed: () => void): Promise<void> {
    const window = this.windowOf(surface);
    if (window) this.focus.hover(window);
    await this.raised(surface);
    proceed();
  }

  touched(surface: number, proceed: () => void): Promise<void> {
    return this.raised(surface).then(() => proceed());
  }

  async keyboardEnters(surface: number, proceed: () => void): Promise<void> {
    const window = this.windowOf(surface);
    if (window?.toplevel) await this.focus.given(window);
    proceed();
  }

  /** The window that shows `surface`, once it is the topmost one in X. */
  async raised(surface: number): Promise<XWindow | undefined> {
    const window = this.windowOf(surface);
    if (window) await this.focus.bringUp(window);
    return window;
  }

  /** The window that shows `surface`. */
  windowOf(surface: number): XWindow | undefined {
    return this.#windows.withSurface(surface);
  }

  find(id: number): XWindow | undefined {
    return this.#windows.get(id);
  }

  groupToplevel(window: XWindow): HostToplevel | undefined {
    return groupToplevel(window, this.focus, this.#windows);
  }

  openEarly(window: XWindow, listener: WindowListener): HostToplevel | undefined {
    const host = this.#host.openEarly(listener);
    if (host) this.pairing.expect(window);
    return host;
  }

  openToplevel(window: XWindow, listener: WindowListener): HostToplevel | undefined {
    return this.#host.openToplevel(window.surface!, listener);
  }

  openPopup(
    window: XWindow,
    parent: XWindow,
    menu: boolean,
    listener: WindowListener,
  ): HostPopup | undefined {
    const box = relativeTo(window.box, parent.box);
    return this.#host.openPopup(window.surface!, parent.host!, box, menu, listener);
  }

  popupParent(popup: XWindow): XWindow | undefined {
    return popupParent(popup, this.focus, this.#windows);
  }

  filledOutput(box: Box): Box | undefined {
    return this.outputs.filledBy(box);
  }

  outputsChanged(): void {
    this.outputs.place(this.#windows.clients);
  }

  shown(window: XWindow): void {
    if (window.host?.kind === 'popup') this.focus.popupShown(window);
    this.#newcomers.shown(window);
  }

  announced(window: XWindow): void {
    this.#newcomers.announced(window);
  }

  activated(window: XWindow, on: boolean): void {
    if (on) this.outputs.lead(window);
    if (on) this.focus.activate(window);
    else this.focus.deactivate(window);
    this.#mapping.listClients();
  }

  iconChanged(window: XWindow): void {
    void this.#arrival.iconChanged(window);
  }

  hung(window: XWindow): void {
    void killProgram(this.connection, window.id, this.#log);
  }

  #make(id: number, overrideRedirect: boolean, box: Box): XWindow {
    const properties = new WindowProperties(this.connection, id, this.#rules);
    return new XWindow(this, id, overrideRedirect, box, properties);
  }

  #gone(window: XWindow): void {
    this.#readings.forget(window);
    this.#mapping.hide(window);
  }

  #added(window: XWindow): void {
    this.#shapes?.watch(window.id);
    this.#readings.add(window);
  }

  /** What can be known of a window is asked for early, so that it need not be when the window is mapped. */
  async #read(window: XWindow): Promise<void> {
    // There is time for the shapes of others when they are about to be mapped.
    const shape = window.overrideRedirect ? this.#knowShape(window) : undefined;
    await Promise.all([window.properties.load(), shape]);
  }

  async #knowShape(window: XWindow): Promise<void> {
    await this.#shapes?.tellFirst(window);
  }
}
