/**
 * The window manager of one Xwayland: events of the X server to windows, windows to the host. What a window is and how
 * it is shown stands in `window.ts`, who has the focus in `focus.ts`.
 */
import type { XEvent } from 'x11';
import type { Logger } from '../log/logger.js';
import type { Box, HostPopup, HostToplevel, HostWindows, WindowListener } from '../peer/xwayland/windows.js';
import { isSent, stackMode, type XConnection } from './connection.js';
import { Focus } from './focus.js';
import { Outputs } from './outputs.js';
import { handleMessage } from './messages.js';
import { Root } from './root.js';
import { WindowProperties } from './window-properties.js';
import { relativeTo, wmState, XWindow, type WindowOwner } from './window.js';

/** Event masks (X11 protocol, appendix B). */
const mask = {
  structureNotify: 0x2_0000,
  substructureNotify: 0x8_0000,
  substructureRedirect: 0x10_0000,
  propertyChange: 0x40_0000,
} as const;
const redirectManually = 1;
/** Bits of a ConfigureRequest's value mask. */
const asked = { x: 1, y: 2, width: 4, height: 8, border: 16 } as const;
const configureNotify = 22;

type Fields = Readonly<Record<string, number>>;

export class WindowManager implements WindowOwner {
  readonly connection: XConnection;
  readonly root: Root;
  readonly focus: Focus;
  readonly outputs: Outputs;
  readonly #windows = new Map<number, XWindow>();
  /** Managed windows that are mapped, in the order of their mapping. */
  readonly #clients = new Set<XWindow>();
  readonly #host: HostWindows;
  readonly #log: Logger;

  constructor(connection: XConnection, host: HostWindows, log: Logger) {
    this.connection = connection;
    this.#host = host;
    this.#log = log;
    this.root = new Root(connection);
    this.focus = new Focus(connection, this.root);
    this.outputs = new Outputs(connection, host, this.root);
  }

  /** Takes over: what exists already, and from then on what comes. Programs are let in at the end. */
  async start(resources: readonly string[]): Promise<void> {
    const { connection } = this;
    const { x, root } = connection;
    const composite = await connection.extension('composite');
    composite.RedirectSubwindows!(root, redirectManually);
    const eventMask =
      mask.structureNotify | mask.substructureNotify | mask.substructureRedirect | mask.propertyChange;
    x.ChangeWindowAttributes(root, { eventMask });
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
    switch (event.name) {
      case 'CreateNotify':
        this.#created(fields);
        break;
      case 'DestroyNotify':
        this.#destroyed(fields['wid']!);
        break;
      case 'ReparentNotify':
        this.#reparented(fields);
        break;
      case 'MapRequest':
        this.#mapRequested(fields['wid']!);
        break;
      case 'MapNotify':
        this.#mapped(fields['wid']!);
        break;
      case 'UnmapNotify':
        this.#unmapped(fields['wid']!);
        break;
      case 'ConfigureRequest':
        this.#configureRequested(fields);
        break;
      case 'ConfigureNotify':
        this.#configured(fields);
        break;
      case 'PropertyNotify':
        void this.#propertyChanged(fields['wid']!, fields['atom']!);
        break;
      case 'ClientMessage':
        handleMessage(
          this,
          sent,
          fields['wid']!,
          fields['message_type']!,
          event['data'] as readonly number[],
        );
        break;
      default:
    }
  }

  /** Xwayland names the surface of a window. The same id may have been another window's a moment ago. */
  async surfaceNamed(id: number, surface: number): Promise<void> {
    const window = this.#windows.get(id);
    if (!window) return;
    for (const other of this.#windows.values()) if (other.surface === surface) other.surface = undefined;
    // What X says of the window after this may be on its way: it may be gone, and its surface's id another's.
    window.surface = surface;
    await this.connection.barrier();
    if (window.surface === surface) this.#show(window);
  }

  surfaceMade(surface: number): void {
    for (const window of this.#windows.values()) if (window.surface === surface) this.#show(window);
  }

  surfaceGone(surface: number): void {
    for (const window of this.#windows.values()) {
      if (window.surface !== surface) continue;
      window.forgetSurface();
      this.focus.forget(window);
    }
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
    return [...this.#windows.values()].find((each) => each.surface === surface);
  }

  find(id: number): XWindow | undefined {
    return this.#windows.get(id);
  }

  openToplevel(window: XWindow, listener: WindowListener): HostToplevel | undefined {
    return this.#host.openToplevel(window.surface!, listener);
  }

  openPopup(window: XWindow, parent: XWindow, listener: WindowListener): HostPopup | undefined {
    const box = relativeTo(window.box, parent.box);
    return this.#host.openPopup(window.surface!, parent.host!, box, listener);
  }

  popupParent(popup: XWindow): XWindow | undefined {
    const candidates = [this.focus.hovered, this.focus.active, ...[...this.#clients].toReversed()];
    return candidates.find((each) => each !== popup && each?.host && !each.host.closed);
  }

  filledOutput(box: Box): Box | undefined {
    return this.outputs.filledBy(box);
  }

  outputsChanged(): void {
    this.outputs.place(this.#clients);
  }

  shown(window: XWindow): void {
    this.#log.debug(`window ${window.id.toString(16)} is a ${window.host?.kind}`);
    if (window.host?.kind === 'popup') this.focus.popupShown(window);
    // A popup that lost its parent, or a dialog that came before its window, may find it now.
    for (const other of this.#windows.values()) {
      if (other === window) continue;
      if (!other.host) other.show();
      else if (other.properties.transientFor === window.id) other.propertyChanged('WM_TRANSIENT_FOR');
    }
  }

  activated(window: XWindow, on: boolean): void {
    if (on) this.outputs.lead(window);
    if (on) this.focus.activate(window);
    else this.focus.deactivate(window);
    this.#listClients();
  }

  #show(window: XWindow): void {
    if (this.#host.hasSurface(window.surface!)) window.show();
  }

  #created({ wid, x, y, width, height, overrideRedirect }: Fields): void {
    if (wid === this.root.check) return;
    this.#add(wid!, Boolean(overrideRedirect), { x: x!, y: y!, width: width!, height: height! });
  }

  #add(id: number, overrideRedirect: boolean, box: Box): void {
    const properties = new WindowProperties(this.connection, id);
    this.#windows.set(id, new XWindow(this, id, overrideRedirect, box, properties));
    this.connection.x.ChangeWindowAttributes(id, { eventMask: mask.propertyChange });
  }

  #destroyed(id: number): void {
    const window = this.#windows.get(id);
    if (!window) return;
    this.#hide(window);
    this.#windows.delete(id);
  }

  /** A window that becomes a child of the root is ours to manage, one that leaves is not. */
  #reparented({ wid, parent, x, y, overrideRedirect }: Fields): void {
    const known = this.#windows.get(wid!);
    if (parent !== this.connection.root) {
      if (known) this.#destroyed(wid!);
      return;
    }
    if (known) return;
    this.#add(wid!, Boolean(overrideRedirect), { x: x!, y: y!, width: 1, height: 1 });
    void this.#measure(wid!);
  }

  async #measure(id: number): Promise<void> {
    const geometry = await this.connection.geometry(id);
    const window = this.#windows.get(id);
    if (geometry && window)
      window.moved({ x: geometry.xPos, y: geometry.yPos, width: geometry.width, height: geometry.height });
  }

  /** The properties are asked for first, so that they are known when the window's surface is. */
  #mapRequested(id: number): void {
    const window = this.#windows.get(id);
    if (!window) return;
    void this.#load(window);
    window.setWmState(wmState.normal);
    this.connection.setWords(id, this.connection.atoms._NET_FRAME_EXTENTS, 6, [0, 0, 0, 0]);
    // At the output's corner, so that all of it can be reached by the pointer; below what has the pointer now.
    const { x, y } = this.outputs.placeFor(window);
    this.connection.configure(id, { x, y, stackMode: stackMode.below });
    this.connection.x.MapWindow(id);
  }

  async #load(window: XWindow): Promise<void> {
    await window.properties.load();
    if (window.surface !== undefined) this.#show(window);
  }

  #mapped(id: number): void {
    const window = this.#windows.get(id);
    if (!window || window.mapped) return;
    window.mapped = true;
    if (window.overrideRedirect) {
      this.focus.stackingChanged();
      void this.#load(window);
    } else {
      this.#clients.add(window);
      this.#listClients();
    }
    if (window.surface !== undefined) this.#show(window);
  }

  #unmapped(id: number): void {
    const window = this.#windows.get(id);
    if (!window) return;
    if (!window.overrideRedirect && this.#clients.has(window)) window.setWmState(wmState.withdrawn);
    this.#hide(window);
  }

  #hide(window: XWindow): void {
    window.mapped = false;
    window.hide();
    window.properties.loaded = false;
    this.focus.forget(window);
    this.outputs.forget(window);
    if (this.#clients.delete(window)) this.#listClients();
  }

  #configureRequested({ wid, mask: bits, x, y, width, height, borderWidth }: Fields): void {
    const window = this.#windows.get(wid!);
    if (!window) return;
    const wants = (bit: number): boolean => (bits! & bit) !== 0;
    const managed = window.mapped && window.toplevel !== undefined;
    const sizeFixed = managed && window.sizeIsHosts;
    const size = {
      width: wants(asked.width) && !sizeFixed ? width! : window.box.width,
      height: wants(asked.height) && !sizeFixed ? height! : window.box.height,
    };
    const place = managed
      ? {}
      : { ...(wants(asked.x) ? { x: x! } : {}), ...(wants(asked.y) ? { y: y! } : {}) };
    const border = wants(asked.border) ? { borderWidth: borderWidth! } : {};
    this.connection.configure(wid!, { ...place, ...size, ...border });
    if (managed && size.width === window.box.width && size.height === window.box.height)
      this.#tellWhereItIs(window);
  }

  /** ICCCM 4.1.5: a program whose request changed nothing is told so. */
  #tellWhereItIs({ id, box }: XWindow): void {
    const event = Buffer.alloc(32);
    event[0] = configureNotify;
    event.writeUInt32LE(id, 4);
    event.writeUInt32LE(id, 8);
    event.writeInt16LE(box.x, 16);
    event.writeInt16LE(box.y, 18);
    event.writeUInt16LE(box.width, 20);
    event.writeUInt16LE(box.height, 22);
    this.connection.x.SendEvent(id, 0, mask.structureNotify, event);
  }

  #configured({ wid1: id, x, y, width, height }: Fields): void {
    if (id === this.connection.root) {
      this.connection.rootSize = { width: width!, height: height! };
      this.outputs.screenChanged(this.connection.rootSize);
    } else this.#windows.get(id!)?.moved({ x: x!, y: y!, width: width!, height: height! });
  }

  async #propertyChanged(id: number, atom: number): Promise<void> {
    const window = this.#windows.get(id);
    const name = await window?.properties.refresh(atom);
    if (name !== undefined) window?.propertyChanged(name);
  }

  #listClients(): void {
    const ids = [...this.#clients].map(({ id }) => id);
    const active = this.focus.active?.id;
    const others = ids.filter((id) => id !== active);
    this.root.setClients(ids, active !== undefined && ids.includes(active) ? [...others, active] : others);
  }
}
