/**
 * What strict hosts demand of surfaces and of the windows that they are (wayland.xml, xdg-shell): roles, the order of
 * configures and contents, the order of ends. Throws with the error that such a host would end the connection with. `ObjectLives`
 * has seen to it that all objects are there.
 */
import { xdg_toplevel } from '../../src/protocol/generated/xdg-shell.js';
import type { Box, Size } from '../../src/peer/xwayland/windows.js';
import type { FakeHost } from './fake-host.js';
import type { Seen } from './fake-end.js';

type Role = 'xdg_toplevel' | 'xdg_popup' | 'wl_subsurface' | 'wl_pointer';
type Numbers = Readonly<Record<string, number>>;

interface SurfaceState {
  /** For ever. */
  role: Role | undefined;
  /** The living object of the role's, the `xdg_surface` of a window. */
  owner: number;
  /** Of the next commit; `undefined`: the same as before. */
  pending: number | undefined;
  shown: number;
  size: Size | undefined;
  scale: number;
  /** What a viewport makes of it (`wp_viewport.set_destination`). */
  destination: Size | undefined;
}

interface Configure extends Size {
  readonly serial: number;
  readonly states: ReadonlySet<number>;
}

interface WindowState {
  readonly surface: number;
  /** The object of the kind of window, 0 if there is none. */
  object: number;
  kind: 'xdg_toplevel' | 'xdg_popup' | undefined;
  /** The first commit was seen: the host may configure. */
  isAsked: boolean;
  configures: Configure[];
  acked: Configure | undefined;
  geometry: Box | undefined;
  nextGeometry: Box | undefined;
  /** The parent's `xdg_surface`, of a popup. */
  parent: number;
  least: Size;
  most: Size;
  /** What the host has said of the toplevel, before its `xdg_surface.configure`. */
  said: Omit<Configure, 'serial'>;
}

const { maximized, fullscreen } = xdg_toplevel.enums[2].entries;
const none: Size = { width: 0, height: 0 };

export class ShellRules {
  readonly surfaces = new Map<number, SurfaceState>();
  /** By `xdg_surface`. */
  readonly windows = new Map<number, WindowState>();
  readonly #buffers = new Map<number, Size>();
  /** Surfaces by their subsurface, and by their viewport. */
  readonly #subsurfaces = new Map<number, number>();
  readonly #viewports = new Map<number, number>();
  readonly #parents = new Map<number, number>();

  readonly #insists: boolean;

  /** `insists`: on the sizes that it has asked for, where xdg-shell lets it. */
  constructor(host: FakeHost, insists: boolean) {
    this.#insists = insists;
    host.tellAlso(
      (each) => this.#heard(each),
      (each) => this.#said(each),
    );
  }

  /** The `xdg_surface` of a toplevel or popup that lives. */
  windowOf(object: number): number {
    return [...this.windows].find(([, window]) => window.object === object)?.[0] ?? 0;
  }

  isMapped(xdgSurface: number): boolean {
    const window = this.windows.get(xdgSurface);
    return window?.acked !== undefined && this.surfaces.get(window.surface)?.shown !== 0;
  }

  #said({ id, interface: type, message, args }: Seen): void {
    if (type === 'xdg_toplevel' && message === 'configure') {
      const { width, height, states } = args as unknown as Size & { states: Uint8Array };
      this.windows.get(this.windowOf(id))!.said = {
        width,
        height,
        states: new Set(new Uint32Array(states.slice().buffer)),
      };
    }
    if (type === 'xdg_surface' && message === 'configure') {
      const window = this.windows.get(id)!;
      if (!window.isAsked) throw new Error('the test: a configure before the first commit');
      window.configures.push({ ...window.said, serial: args['serial'] as number });
    }
  }

  #heard({ id, interface: type, message, args }: Seen): void {
    const given = args as Numbers;
    if (type === 'wl_compositor' && message === 'create_surface')
      this.surfaces.set(given['id']!, {
        role: undefined,
        owner: 0,
        pending: undefined,
        shown: 0,
        size: undefined,
        scale: 1,
        destination: undefined,
      });
    else if (type === 'wl_shm_pool' && message === 'create_buffer') this.#makeBuffer(given);
    else if (type === 'wl_buffer') this.#bufferGone(id);
    else if (type === 'wl_surface') this.#surface(id, message, given);
    else if (type === 'wl_subcompositor' && message === 'get_subsurface') this.#makeSubsurface(given);
    else if (type === 'wl_subsurface' && message === 'destroy') this.#endSubsurface(id);
    else if (message === 'get_viewport') this.#viewports.set(given['id']!, given['surface']!);
    else if (type === 'wp_viewport') this.#viewport(id, message, given);
    else if (type === 'wl_pointer' && message === 'set_cursor')
      this.#takeRole(given['surface']!, 'wl_pointer');
    else if (type === 'xdg_wm_base' && message === 'get_xdg_surface') this.#makeWindow(given);
    else if (type === 'xdg_surface') this.#window(id, message, given);
    else if (type === 'xdg_toplevel') this.#toplevel(id, message, given);
    else if (type === 'xdg_popup') this.#popup(id, message);
  }

  #makeBuffer({ id, width, height, stride }: Numbers): void {
    check(width! > 0 && height! > 0 && stride! >= width! * 4, `wl_shm.invalid_stride: ${width}x${height}`);
    this.#buffers.set(id!, { width: width!, height: height! });
  }

  /** What was attached and not committed is gone. */
  #bufferGone(id: number): void {
    for (const surface of this.surfaces.values()) if (surface.pending === id) surface.pending = 0;
  }

  #surface(id: number, message: string, args: Numbers): void {
    const surface = this.surfaces.get(id)!;
    if (message === 'attach') surface.pending = args['buffer']!;
    else if (message === 'set_buffer_scale') {
      check(args['scale']! > 0, 'wl_surface.invalid_scale');
      surface.scale = args['scale']!;
    } else if (message === 'commit') this.#commit(id, surface);
    else if (message === 'destroy') {
      check(surface.owner === 0, 'wl_surface.defunct_role_object');
      this.surfaces.delete(id);
    }
  }

  #commit(id: number, surface: SurfaceState): void {
    const window = [...this.windows.values()].find((each) => each.surface === id);
    const { pending, shown } = surface;
    surface.pending = undefined;
    if (pending !== undefined) {
      surface.shown = pending;
      surface.size = this.#buffers.get(pending);
    }
    const { size, scale } = surface;
    if (size && surface.shown !== 0)
      check(size.width % scale === 0 && size.height % scale === 0, 'wl_surface.invalid_size');
    if (window) this.#commitWindow(window, surface, shown !== 0 && surface.shown === 0);
  }

  #commitWindow(
    window: WindowState,
    { shown, size, scale, destination }: SurfaceState,
    unmaps: boolean,
  ): void {
    check(window.object !== 0, 'xdg_surface.not_constructed: a commit');
    const { least, most, acked } = window;
    window.geometry = window.nextGeometry;
    check(most.width === 0 || least.width <= most.width, 'xdg_toplevel.invalid_size: width');
    check(most.height === 0 || least.height <= most.height, 'xdg_toplevel.invalid_size: height');
    if (unmaps) {
      window.isAsked = false;
      window.acked = undefined;
      window.configures = [];
    } else if (shown === 0) window.isAsked = true;
    else check(acked !== undefined, 'xdg_surface.unconfigured_buffer');
    if (!this.#insists || !acked || shown === 0 || !size || acked.width <= 0 || acked.height <= 0) return;
    const whole = destination ?? { width: size.width / scale, height: size.height / scale };
    const { width, height } = window.geometry ?? whole;
    const told = `${width}x${height} instead of ${acked.width}x${acked.height}`;
    if (acked.states.has(fullscreen))
      check(width <= acked.width && height <= acked.height, `xdg_wm_base.invalid_surface_state: ${told}`);
    else if (acked.states.has(maximized))
      check(width === acked.width && height === acked.height, `xdg_wm_base.invalid_surface_state: ${told}`);
  }

  #viewport(id: number, message: string, args: Numbers): void {
    const surface = this.surfaces.get(this.#viewports.get(id)!);
    const { width = 0, height = 0 } = args;
    if (message === 'destroy') this.#viewports.delete(id);
    else check(surface !== undefined, 'wp_viewport.no_surface');
    if (!surface || message === 'set_source') return;
    const unset = message === 'destroy' || (width === -1 && height === -1);
    check(unset || (width > 0 && height > 0), `wp_viewport.bad_value: ${width}x${height}`);
    surface.destination = unset ? undefined : { width, height };
  }

  #takeRole(id: number, role: Role): void {
    if (id === 0) return;
    const surface = this.surfaces.get(id)!;
    check(surface.role === undefined || surface.role === role, `role: ${role} after ${surface.role}`);
    check(surface.owner === 0, `role: ${role} of a surface in use`);
    surface.role = role;
  }

  #makeSubsurface({ id, surface, parent }: Numbers): void {
    this.#takeRole(surface!, 'wl_subsurface');
    check(surface !== parent, 'wl_subcompositor.bad_surface');
    this.surfaces.get(surface!)!.owner = id!;
    this.#subsurfaces.set(id!, surface!);
  }

  #endSubsurface(id: number): void {
    const surface = this.surfaces.get(this.#subsurfaces.get(id)!);
    if (surface) surface.owner = 0;
    this.#subsurfaces.delete(id);
  }

  #makeWindow({ id, surface }: Numbers): void {
    const state = this.surfaces.get(surface!)!;
    check(state.owner === 0, 'xdg_wm_base.role');
    const isWindow = state.role === undefined || state.role.startsWith('xdg_');
    check(isWindow, `xdg_wm_base.role: it is a ${state.role}`);
    check(state.shown === 0 && !state.pending, 'xdg_wm_base.invalid_surface_state: it has a buffer');
    state.owner = id!;
    this.windows.set(id!, {
      surface: surface!,
      object: 0,
      kind: undefined,
      isAsked: false,
      configures: [],
      acked: undefined,
      geometry: undefined,
      nextGeometry: undefined,
      parent: 0,
      least: none,
      most: none,
      said: { ...none, states: new Set() },
    });
  }

  #window(id: number, message: string, args: Numbers): void {
    const window = this.windows.get(id)!;
    if (message === 'destroy') {
      check(window.object === 0, 'xdg_surface.defunct_role_object');
      this.surfaces.get(window.surface)!.owner = 0;
      this.windows.delete(id);
      return;
    }
    if (message === 'get_toplevel' || message === 'get_popup') {
      this.#makeObject(id, window, message === 'get_popup' ? 'xdg_popup' : 'xdg_toplevel', args);
      return;
    }
    check(window.object !== 0, `xdg_surface.not_constructed: ${message}`);
    if (message === 'ack_configure') {
      const at = window.configures.findIndex(({ serial }) => serial === args['serial']);
      check(at >= 0, `xdg_surface.invalid_serial: ${args['serial']}`);
      window.acked = window.configures[at];
      window.configures.splice(0, at + 1);
    }
    if (message === 'set_window_geometry') {
      const { x, y, width, height } = args as unknown as Box;
      check(width > 0 && height > 0, `xdg_surface.invalid_size: ${width}x${height}`);
      window.nextGeometry = { x, y, width, height };
    }
  }

  #makeObject(id: number, window: WindowState, kind: 'xdg_toplevel' | 'xdg_popup', args: Numbers): void {
    check(window.object === 0, 'xdg_surface.already_constructed');
    const surface = this.surfaces.get(window.surface)!;
    check(surface.role === undefined || surface.role === kind, `role: ${kind} after ${surface.role}`);
    surface.role = kind;
    window.kind = kind;
    window.object = args['id']!;
    if (kind === 'xdg_toplevel') return;
    window.parent = args['parent']!;
    const parent = this.windows.get(window.parent);
    check(parent !== undefined && parent.object !== 0 && parent !== window, 'invalid_popup_parent');
  }

  #toplevel(id: number, message: string, args: Numbers): void {
    const xdgSurface = this.windowOf(id);
    const window = this.windows.get(xdgSurface)!;
    const size = { width: args['width'] ?? 0, height: args['height'] ?? 0 };
    if (message.endsWith('_size'))
      check(size.width >= 0 && size.height >= 0, 'xdg_toplevel.invalid_size: < 0');
    if (message === 'set_min_size') window.least = size;
    else if (message === 'set_max_size') window.most = size;
    else if (message === 'resize')
      check((args['edges']! & 3) !== 3 && args['edges']! <= 10, 'invalid_resize_edge');
    else if (message === 'set_parent') {
      for (let each = args['parent'] || undefined; each; each = this.#parents.get(each))
        check(each !== id, 'xdg_toplevel.invalid_parent');
      this.#parents.set(id, args['parent']!);
    } else if (message === 'destroy') {
      // Children are given to the parent's parent.
      for (const [child, parent] of this.#parents)
        if (parent === id) this.#parents.set(child, this.#parents.get(id) ?? 0);
      this.#parents.delete(id);
      this.#endObject(xdgSurface, window);
    }
  }

  #popup(id: number, message: string): void {
    const xdgSurface = this.windowOf(id);
    const window = this.windows.get(xdgSurface)!;
    if (message === 'destroy') this.#endObject(xdgSurface, window);
    if (message === 'grab') check(!this.isMapped(xdgSurface), 'xdg_popup.invalid_grab: it is mapped');
  }

  #endObject(xdgSurface: number, window: WindowState): void {
    const hasPopups = [...this.windows.values()].some((each) => each.parent === xdgSurface);
    check(!hasPopups, 'xdg_wm_base.not_the_topmost_popup');
    Object.assign(window, { object: 0, parent: 0, isAsked: false, configures: [], acked: undefined });
  }
}

function check(holds: boolean, error: string): void {
  if (!holds) throw new Error(`the host’s error: ${error}`);
}
