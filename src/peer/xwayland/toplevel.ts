/** A toplevel of the host's that shows a surface of Xwayland's. */
import { xdg_activation_token_v1, xdg_activation_v1 } from '../../protocol/generated/xdg-activation-v1.js';
import {
  zxdg_decoration_manager_v1,
  zxdg_toplevel_decoration_v1,
} from '../../protocol/generated/xdg-decoration-unstable-v1.js';
import { xdg_surface, xdg_toplevel } from '../../protocol/generated/xdg-shell.js';
import type { HostId } from '../ids.js';
import type { Presses } from './presses.js';
import { XdgWindow, type XdgWindowParts } from './xdg-window.js';
import type { HostToplevel, Size, WindowStates } from './windows.js';

const noStates: WindowStates = {
  maximized: false,
  fullscreen: false,
  activated: false,
  resizing: false,
  tiled: false,
};

export class Toplevel extends XdgWindow implements HostToplevel {
  readonly kind = 'toplevel';
  readonly #toplevel: HostId;
  readonly #presses: Presses;
  #decoration: HostId | undefined;
  #parent: Toplevel | undefined;
  #size: Size = { width: 0, height: 0 };
  #states = noStates;

  constructor(parts: XdgWindowParts, presses: Presses) {
    super(parts);
    this.#presses = presses;
    const { peer, shell } = parts;
    this.#toplevel = peer.addProxy(xdg_toplevel, shell.wmBase!.version, {
      configure: (_target, { width, height, states }) => {
        this.#size = { width: Math.max(width, 0), height: Math.max(height, 0) };
        this.#states = statesIn(states);
      },
      close: () => {
        if (!this.closed) parts.listener.closeAsked();
      },
    });
    peer.sendRequest(xdg_surface, 'get_toplevel', this.xdgSurface, { id: this.#toplevel });
    this.#askForDecoration();
  }

  get strict(): boolean {
    return this.#states.maximized || this.#states.fullscreen;
  }

  open(): void {
    this.do(() => this.commitFirst());
  }

  setTitle(title: string): void {
    this.#request('set_title', { title });
  }

  setAppId(appId: string): void {
    this.#request('set_app_id', { app_id: appId });
  }

  setParent(parent: HostToplevel | undefined): void {
    if (!(parent instanceof Toplevel) || parent.closed) this.#setParent(undefined);
    else if (!parent.#descendsFrom(this)) this.#setParent(parent);
  }

  setSizeLimits(least: Size, most: Size): void {
    const floor = atLeastNothing(least);
    const ceiling = atLeastNothing(most);
    this.#request('set_min_size', floor);
    // A limit below the other one is an error to the host (`xdg_toplevel.set_max_size`).
    this.#request('set_max_size', {
      width: ceiling.width === 0 ? 0 : Math.max(ceiling.width, floor.width),
      height: ceiling.height === 0 ? 0 : Math.max(ceiling.height, floor.height),
    });
  }

  setDecorated(on: boolean): void {
    this.do(() => this.#setDecorationMode(on));
  }

  setMaximized(on: boolean): void {
    this.#request(on ? 'set_maximized' : 'unset_maximized', {});
  }

  setFullscreen(on: boolean): void {
    if (on) this.#request('set_fullscreen', { output: 0 });
    else this.#request('unset_fullscreen', {});
  }

  minimize(): void {
    this.#request('set_minimized', {});
  }

  activate(byUser: boolean): void {
    this.do(() => this.#askForActivation(byUser));
  }

  startMove(): void {
    const press = this.#presses.last;
    if (press) this.#request('move', { seat: press.seat, serial: press.serial });
  }

  startResize(edge: number): void {
    const press = this.#presses.last;
    if (press) this.#request('resize', { seat: press.seat, serial: press.serial, edges: edge });
  }

  protected configured(): void {
    this.parts.listener.configured(this.#size, this.#states);
  }

  protected destroyRole(): void {
    const { peer } = this.parts;
    // Before its toplevel: anything else is an error to the host.
    if (this.#decoration) peer.sendRequest(zxdg_toplevel_decoration_v1, 'destroy', this.#decoration, {});
    peer.sendRequest(xdg_toplevel, 'destroy', this.#toplevel, {});
  }

  #askForActivation(byUser: boolean): void {
    const { peer, shell, surface } = this.parts;
    const { activation } = shell;
    if (activation === undefined) return;
    const token: HostId = peer.addProxy(xdg_activation_token_v1, 1, {
      done: (_target, { token: text }) => {
        peer.sendRequest(xdg_activation_token_v1, 'destroy', token, {});
        const { hostId } = surface;
        if (!this.closed)
          peer.sendRequest(xdg_activation_v1, 'activate', activation, { token: text, surface: hostId });
      },
    });
    peer.sendRequest(xdg_activation_v1, 'get_activation_token', activation, { id: token });
    const input = byUser ? this.#presses.input : undefined;
    if (input) peer.sendRequest(xdg_activation_token_v1, 'set_serial', token, input);
    peer.sendRequest(xdg_activation_token_v1, 'commit', token, {});
  }

  #askForDecoration(): void {
    const { peer, shell } = this.parts;
    if (shell.decorations === undefined) return;
    const id = peer.addProxy(zxdg_toplevel_decoration_v1, 1, {});
    this.#decoration = id;
    peer.sendRequest(zxdg_decoration_manager_v1, 'get_toplevel_decoration', shell.decorations, {
      id,
      toplevel: this.#toplevel,
    });
    this.#setDecorationMode(true);
  }

  #setDecorationMode(decorated: boolean): void {
    if (!this.#decoration) return;
    const { client_side: clientSide, server_side: serverSide } = zxdg_toplevel_decoration_v1.enums[1].entries;
    const mode = decorated ? serverSide : clientSide;
    this.parts.peer.sendRequest(zxdg_toplevel_decoration_v1, 'set_mode', this.#decoration, { mode });
  }

  #setParent(parent: Toplevel | undefined): void {
    if (this.#parent === parent) return;
    this.#parent = parent;
    this.#request('set_parent', { parent: parent ? parent.#toplevel : 0 });
  }

  #descendsFrom(other: Toplevel): boolean {
    if (this === other) return true;
    for (let each = this.#parent; each; each = each.#parent) if (each === other) return true;
    return false;
  }

  #request<N extends (typeof xdg_toplevel.requests)[number]['name']>(
    name: N,
    args: Parameters<typeof this.parts.peer.sendRequest<typeof xdg_toplevel, N>>[3],
  ): void {
    this.do(() => this.parts.peer.sendRequest(xdg_toplevel, name, this.#toplevel, args));
  }
}

function atLeastNothing({ width, height }: Size): Size {
  return { width: Math.max(width, 0), height: Math.max(height, 0) };
}

function statesIn(bytes: Uint8Array): WindowStates {
  const state = xdg_toplevel.enums[2].entries;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength & ~3);
  const set = new Set<number>();
  for (let at = 0; at < view.byteLength; at += 4) set.add(view.getUint32(at, true));
  return {
    maximized: set.has(state.maximized),
    fullscreen: set.has(state.fullscreen),
    activated: set.has(state.activated),
    resizing: set.has(state.resizing),
    tiled: [state.tiled_left, state.tiled_right, state.tiled_top, state.tiled_bottom].some((each) =>
      set.has(each),
    ),
  };
}
