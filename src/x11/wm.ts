/**
 * The window manager of one Xwayland: events of the X server to windows, windows to the host. What a window is and how
 * it is shown stands in `window.ts`, who has the focus in `focus.ts`.
 */
import type { SyncExtension, XEvent } from 'x11';
import type { WindowPolicy } from '../config/config.js';
import type { Logger } from '../log/logger.js';
import type { Box, HostPopup, HostToplevel, HostWindows, WindowListener } from '../peer/xwayland/windows.js';
import { Arrival } from './arrival.js';
import { isSent, type XConnection } from './connection.js';
import { answerConfigureRequest } from './configure-requests.js';
import { eventMask } from './event-masks.js';
import { FirstReadings } from './first-readings.js';
import { Focus } from './focus.js';
import { killProgram } from './kill.js';
import { Mapping } from './mapping.js';
import { handleMessage } from './messages.js';
import { Outputs } from './outputs.js';
import { groupToplevel, popupParent } from './parents.js';
import { Pairing } from './pairing.js';
import { Root } from './root.js';
import { Rules } from './rules.js';
import { Shapes } from './shapes.js';
import { Startup } from './startup.js';
import { outside, WindowList } from './window-list.js';
import { WindowProperties } from './window-properties.js';
import { relativeTo, XWindow, type Patience, type WindowOwner } from './window.js';

const rootEvents =
  eventMask.structureNotify |
  eventMask.substructureNotify |
  eventMask.substructureRedirect |
  eventMask.propertyChange;
const redirectManually = 1;
/** Events whose time is the server's. In others (SelectionRequest) it is what a program says. */
const stamped: ReadonlySet<string | undefined> = new Set(['AlarmNotify', 'PropertyNotify', 'ShapeNotify']);
/** Where a ClientMessage has its data. */
const messageData = 12;
/** Where CreateNotify and ConfigureNotify have the border's width. */
const [createdBorder, configuredBorder] = [20, 24];
const usualPatience: Patience = { drawMs: 500, answerMs: 5000 };

type Fields = Readonly<Record<string, number>>;

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
  /** Windows that the host has just been given, for others to hang on. */
  readonly #newlyShown: XWindow[] = [];
  readonly #startup: Startup;
  readonly #arrival: Arrival;
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
    this.#startup = new Startup(host);
    this.#arrival = new Arrival(connection, host, this.#startup);
    this.root = new Root(connection);
    this.focus = new Focus(connection, this.root);
    this.outputs = new Outputs(connection, host, this.root);
    const { root, focus, outputs } = this;
    this.#mapping = new Mapping({ connection, host, windows: this.#windows, root, focus, outputs });
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

  /**
   * Events that programs made up are not believed, not even the UnmapNotify with which a window is withdrawn (ICCCM
   * 4.1.4): it is for windows that are not mapped, and here a minimised window is.
   */
  handle(event: XEvent): void {
    const sent = isSent(event);
    if (sent && event.name !== 'ClientMessage') return;
    const fields = event as unknown as Fields;
    if (stamped.has(event.name) && fields['time']) this.connection.time = fields['time'];
    const window = this.#windows.get(fields['wid'] ?? 0);
    switch (event.name) {
      case 'CreateNotify':
        if (fields['wid'] !== this.root.check)
          this.#windows.created(fields, event.rawData.readUInt16LE(createdBorder));
        break;
      case 'DestroyNotify':
        this.#windows.destroyed(fields['wid']!);
        break;
      case 'ReparentNotify':
        this.#windows.reparented(fields);
        break;
      case 'MapRequest':
        if (window) this.#mapping.requested(window);
        break;
      case 'MapNotify':
        if (window) this.#mapping.mapped(window);
        // Shapes are said from within the border, which the window may have lost.
        if (window?.isShaped) void this.#shapes?.tell(window);
        break;
      case 'UnmapNotify':
        if (window) this.#mapping.unmapped(window);
        break;
      case 'ConfigureRequest':
        if (window) answerConfigureRequest(this.connection, window, fields, this.outputs);
        break;
      case 'ConfigureNotify':
        this.#configured(fields, event.rawData.readUInt16LE(configuredBorder));
        break;
      case 'PropertyNotify':
        void this.#propertyChanged(fields['wid']!, fields['atom']!);
        break;
      case 'ShapeNotify':
        this.#shaped(fields['window']!);
        break;
      case 'AlarmNotify':
        this.#alarmed(fields);
        break;
      case 'ClientMessage':
        this.#messaged(event, sent);
        break;
      default:
    }
  }

  #messaged(event: XEvent, sent: boolean): void {
    const { wid, message_type: type } = event as unknown as Fields;
    const { _NET_STARTUP_INFO_BEGIN: begin, _NET_STARTUP_INFO: more } = this.connection.atoms;
    if (type === begin || type === more)
      this.#startup.heard(wid!, type === begin, event.rawData.subarray(messageData));
    else handleMessage(this, sent, wid!, type!, event['data'] as readonly number[]);
  }

  surfaceMade(surface: number): void {
    const window = this.windowOf(surface);
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

  /** The window that shows `surface`, once it is the topmost one in X. */
  async raised(surface: number): Promise<XWindow | undefined> {
    const window = this.windowOf(surface);
    if (window && this.focus.raise(window)) await this.connection.barrier();
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
    this.#log.debug(`window ${window.id.toString(16)} is a ${window.host?.kind}`);
    if (window.host?.kind === 'popup') this.focus.popupShown(window);
    // Those that are shown for it are seen to afterwards, not within: there may be any number.
    this.#newlyShown.push(window);
    if (this.#newlyShown.length > 1) return;
    for (const each of this.#newlyShown) this.#othersMayFind(each);
    this.#newlyShown.length = 0;
  }

  activated(window: XWindow, on: boolean): void {
    if (on) this.outputs.lead(window);
    if (on) this.focus.activate(window);
    else this.focus.deactivate(window);
    this.#mapping.listClients();
  }

  arrived(window: XWindow): void {
    void this.#arrival.arrived(window);
  }

  iconChanged(window: XWindow): void {
    void this.#arrival.iconChanged(window);
  }

  hung(window: XWindow): void {
    void killProgram(this.connection, window.id, this.#log);
  }

  #shaped(id: number): void {
    const window = this.#windows.get(id);
    if (window) void this.#shapes?.tell(window);
  }

  #alarmed({ alarm, counterValue }: Fields): void {
    for (const { resizing } of this.#windows.values())
      if (resizing.alarm === alarm) resizing.answered(counterValue!);
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
    await Promise.all([window.properties.load(), this.#shapes?.tell(window)]);
  }

  #configured({ wid1: id, x, y, width, height }: Fields, border: number): void {
    if (id === this.connection.root) {
      this.connection.rootSize = { width: width!, height: height! };
      this.outputs.screenChanged(this.connection.rootSize);
    } else this.#windows.get(id!)?.moved(outside({ x: x!, y: y!, width: width!, height: height! }, border));
  }

  async #propertyChanged(id: number, atom: number): Promise<void> {
    const window = this.#windows.get(id);
    if (window?.toplevel && atom === this.connection.atoms._NET_WM_ICON) this.iconChanged(window);
    const name = await window?.properties.refresh(atom);
    if (name !== undefined) window?.propertyChanged(name);
  }

  /** A popup that lost its parent, or a dialog that came before its window, may find it now. */
  #othersMayFind(window: XWindow): void {
    for (const other of this.#windows.values()) {
      if (other === window) continue;
      if (!other.host) other.show();
      else if (other.properties.transientFor === window.id) other.propertyChanged('WM_TRANSIENT_FOR');
    }
  }
}
