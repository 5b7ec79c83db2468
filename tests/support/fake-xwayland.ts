/**
 * A peer with a client that is Xwayland, in memory: it draws as Xwayland does, and the host configures as hosts do. What
 * goes out without a message of either side is seen after `resume`, so everything here looks at the host through that.
 */
import type { OwnedFd } from '../../src/native/fd.js';
import { x11Handlers } from '../../src/peer/xwayland/handlers.js';
import type { HostToplevel, Size, WindowListener, WindowStates } from '../../src/peer/xwayland/windows.js';
import { x11Windows, type X11Windows } from '../../src/peer/xwayland/x11-windows.js';
import { wl_compositor, wl_shm } from '../../src/protocol/generated/wayland.js';
import * as decoration from '../../src/protocol/generated/xdg-decoration-unstable-v1.js';
import * as xdgShell from '../../src/protocol/generated/xdg-shell.js';
import type { Args } from '../../src/wire/reader.js';
import { fixture, someFd, type Fixture, type FixtureOptions } from './fixture.js';

const shellTables = [...Object.values(xdgShell), ...Object.values(decoration)];
/** What such a host has. */
export const globals = { wl_compositor: 5, wl_shm: 1, wl_seat: 7, xdg_wm_base: 3 };
const contents = new Set(['attach', 'commit', 'ack_configure', 'get_toplevel', 'get_popup', 'frame']);

export interface Told {
  readonly configured: [Size, WindowStates][];
  readonly events: string[];
}

export interface Xwayland extends Fixture {
  readonly windows: X11Windows;
  /** A new surface. */
  surface(): number;
  /** A new buffer. */
  buffer(width: number, height: number): number;
  /** Attaches, asks for a frame and commits, as Xwayland does. The callback. */
  draw(surface: number, buffer: number): number;
  /** The host configures its newest toplevel. */
  configure(size: Size, states?: readonly number[], serial?: number): void;
  /** What the host has seen by now. */
  seenOf(message: string): Args<OwnedFd>[];
  idOf(interfaceName: string): number;
  /** Interfaces of the objects that were destroyed, in order. */
  destroyed(): string[];
  /** Messages to the host that matter for contents, since the last call. */
  told(): string[];
}

/** A running peer whose client is Xwayland. */
export function xwayland(options: FixtureOptions = {}): Xwayland {
  const made = fixture({
    x11: x11Handlers,
    globals,
    ...options,
    tables: [...shellTables, ...(options.tables ?? [])],
    prepare: (peer) => {
      peer.context.part(x11Windows);
      options.prepare?.(peer);
    },
  });
  const { client, host, peer } = made;
  const compositor = client.bind(wl_compositor);
  const shm = client.bind(wl_shm);
  let seen = 0;
  return {
    ...made,
    windows: peer.context.part(x11Windows),
    surface: () => {
      const id = client.newId();
      client.say(compositor, 'create_surface', { id });
      return id;
    },
    buffer: (width, height) => {
      const pool = client.newId();
      client.say(shm, 'create_pool', { id: pool, fd: someFd(), size: width * height * 4 });
      const id = client.newId();
      const shape = { offset: 0, width, height, stride: width * 4, format: 0 };
      client.say(pool, 'create_buffer', { id, ...shape });
      return id;
    },
    draw: (surface, buffer) => {
      client.say(surface, 'attach', { buffer, x: 0, y: 0 });
      const callback = client.newId();
      client.say(surface, 'frame', { callback });
      client.say(surface, 'commit');
      return callback;
    },
    configure: ({ width, height }, states = [], serial = 1) => {
      const bytes = new Uint8Array(Uint32Array.from(states).buffer);
      host.resume();
      host.say(host.idOf('xdg_toplevel'), 'configure', { width, height, states: bytes });
      host.say(host.idOf('xdg_surface'), 'configure', { serial });
    },
    seenOf: (message) => {
      host.resume();
      return host.seenOf(message);
    },
    idOf: (interfaceName) => {
      host.resume();
      return host.idOf(interfaceName);
    },
    destroyed: () => {
      host.resume();
      return host.seen.filter(({ message }) => message === 'destroy').map((each) => each.interface);
    },
    told: () => {
      host.resume();
      const news = host.seen.slice(seen).filter(({ message }) => contents.has(message));
      seen = host.seen.length;
      return news.map(({ message }) => message);
    },
  };
}

/** A window manager that takes every size it is given. */
export function listener(): WindowListener & { readonly told: Told } {
  const told: Told = { configured: [], events: [] };
  return {
    told,
    configured: (size, states) => void told.configured.push([size, states]),
    closeAsked: () => void told.events.push('close'),
    dismissed: () => void told.events.push('dismissed'),
    orphaned: () => void told.events.push('orphaned'),
  };
}

/** A surface whose toplevel the host has configured without a size, and whose X window has `size`. Nothing is drawn yet. */
export function settledToplevel(x: Xwayland, size: Size): { surface: number; window: HostToplevel } {
  const surface = x.surface();
  const window = x.windows.openToplevel(surface, listener())!;
  window.open();
  x.configure({ width: 0, height: 0 });
  window.settle(size);
  return { surface, window };
}
