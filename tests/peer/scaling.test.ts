/** What a client sees at another scale, message by message. */
import t from 'tap';
import { viewHandlers } from '../../src/peer/view-handlers.js';
import * as viewporter from '../../src/protocol/generated/viewporter.js';
import { wl_compositor, wl_seat, wl_shm, wl_subcompositor } from '../../src/protocol/generated/wayland.js';
import * as layerShell from '../../src/protocol/generated/wlr-layer-shell-unstable-v1.js';
import * as shell from '../../src/protocol/generated/xdg-shell.js';
import { noLeaks } from '../support/fixture.js';
import { globals, scaled } from '../support/scaled.js';

noLeaks(t);

/** The same with a window: an xdg_toplevel. */
function withWindow(factor: number) {
  const made = scaled(factor);
  const { client, host, make, surface } = made;
  client.bind(wl_shm);
  const base = client.bind(shell.xdg_wm_base);
  const wlSurface = surface();
  const xdgSurface = make(base, 'get_xdg_surface', { surface: wlSurface });
  const toplevel = make(xdgSurface, 'get_toplevel');
  const hostToplevel = host.idOf('xdg_toplevel');
  /** The host asks for a size; what the client is told. */
  const configure = (width: number, height: number): unknown => {
    host.say(hostToplevel, 'configure', { width, height, states: new Uint8Array(0) });
    const { width: toldWidth, height: toldHeight } = client.seenOf('configure').at(-1)!;
    return [toldWidth, toldHeight];
  };
  return { ...made, base, wlSurface, xdgSurface, toplevel, hostToplevel, configure };
}

t.test('a window’s size is scaled both ways, and shown through a viewport of our own', async (t) => {
  const { show, configure, wlSurface, last, host } = withWindow(2);
  t.strictSame(configure(0, 0), [0, 0]);
  t.strictSame(configure(320, 201), [640, 402]);
  show(wlSurface, 640, 402);
  t.strictSame(last('set_destination'), { width: 320, height: 201 });
  const order = host.seen.map(({ message }) => message);
  t.ok(order.lastIndexOf('set_destination') < order.lastIndexOf('commit'));
  show(wlSurface, 640, 402);
  t.equal(host.seenOf('set_destination').length, 1, 'said once');
});

for (const factor of [0.3, 0.5, 0.75, 1.25, 1.5, 2, 3.7]) {
  t.test(`at ${factor}, no window grows or shrinks by being configured`, async (t) => {
    const { configure, client, xdgSurface, last, show, wlSurface } = withWindow(factor);
    for (const size of [1, 99, 100, 101, 102, 103, 767, 1003]) {
      const [width, height] = configure(size, size) as [number, number];
      client.say(xdgSurface, 'set_window_geometry', { x: 0, y: 0, width, height });
      t.match(last('set_window_geometry'), { width: size, height: size });
      show(wlSurface, width, height);
      t.strictSame(last('set_destination'), { width: size, height: size });
      t.strictSame(configure(size, size), [width, height]);
    }
    // A size of the client's own choice: told the host's answer, it stays.
    for (const size of [55, 56, 57, 58]) {
      client.say(xdgSurface, 'set_window_geometry', { x: 3, y: 4, width: size, height: size });
      const { width, height } = last('set_window_geometry') as { width: number; height: number };
      t.strictSame(configure(width, height), [size, size]);
    }
  });
}

t.test('the first of two configures is answered with its own size', async (t) => {
  const { configure, client, host, xdgSurface, show, wlSurface, last } = withWindow(0.75);
  const hostXdg = host.idOf('xdg_surface');
  const [width, height] = configure(802, 600) as [number, number];
  host.say(hostXdg, 'configure', { serial: 1 });
  configure(900, 600);
  host.say(hostXdg, 'configure', { serial: 2 });
  client.say(xdgSurface, 'ack_configure', { serial: 1 });
  show(wlSurface, width, height);
  t.strictSame(last('set_destination'), { width: 802, height: 600 });
});

t.test('a window with shadows lies within its surface', async (t) => {
  const { client, xdgSurface, last, show, wlSurface } = withWindow(0.75);
  client.say(xdgSurface, 'set_window_geometry', { x: 13, y: 13, width: 101, height: 101 });
  show(wlSurface, 127, 128);
  const geometry = last('set_window_geometry') as Record<'x' | 'y' | 'width' | 'height', number>;
  t.strictSame(geometry, { x: 17, y: 17, width: 135, height: 135 });
  const { width, height } = last('set_destination') as { width: number; height: number };
  t.ok(geometry.x + geometry.width <= width && geometry.y + geometry.height <= height);
});

t.test('a popup is told the very size that it asked for', async (t) => {
  const { client, host, base, xdgSurface, make, surface, last } = withWindow(2);
  const positioner = make(base, 'create_positioner');
  client.say(positioner, 'set_size', { width: 101, height: 33 });
  t.strictSame(last('set_size'), { width: 51, height: 17 });
  client.say(positioner, 'set_anchor_rect', { x: 5, y: 7, width: 1, height: 0 });
  t.strictSame(last('set_anchor_rect'), { x: 3, y: 4, width: 1, height: 0 });
  client.say(positioner, 'set_offset', { x: -4, y: 10 });
  t.strictSame(last('set_offset'), { x: -2, y: 5 });
  client.say(positioner, 'set_parent_size', { parent_width: 640, parent_height: 480 });
  t.strictSame(last('set_parent_size'), { parent_width: 320, parent_height: 240 });
  const second = make(base, 'get_xdg_surface', { surface: surface() });
  make(second, 'get_popup', { parent: xdgSurface, positioner });
  host.say(host.idOf('xdg_popup'), 'configure', { x: -3, y: 8, width: 51, height: 17 });
  t.strictSame(client.seenOf('configure').at(-1), { x: -6, y: 16, width: 101, height: 33 });
  host.say(host.idOf('xdg_popup'), 'configure', { x: 0, y: 0, width: 40, height: 17 });
  t.strictSame(client.seenOf('configure').at(-1), { x: 0, y: 0, width: 80, height: 33 }, 'squeezed');
});

t.test('limits, menus and bounds of windows are scaled', async (t) => {
  const { client, host, toplevel, hostToplevel, last } = withWindow(1.25);
  client.say(toplevel, 'set_min_size', { width: 200, height: 0 });
  t.strictSame(last('set_min_size'), { width: 160, height: 0 });
  client.say(toplevel, 'set_max_size', { width: 1000, height: 1 });
  t.strictSame(last('set_max_size'), { width: 800, height: 1 });
  const seat = client.bind(wl_seat);
  client.say(toplevel, 'show_window_menu', { seat, serial: 1, x: 125, y: -5 });
  t.match(last('show_window_menu'), { x: 100, y: -4 });
  host.say(hostToplevel, 'configure_bounds', { width: 1024, height: 768 });
  t.strictSame(client.seenOf('configure_bounds').at(-1), { width: 1280, height: 960 });
});

t.test('what is said of a surface is scaled, what is said of its buffer is not', async (t) => {
  const { client, wlSurface, last, buffer } = withWindow(2);
  client.say(wlSurface, 'damage', { x: 1, y: 1, width: 1, height: 2 });
  client.say(wlSurface, 'commit');
  t.strictSame(last('damage'), { x: 0, y: 0, width: 1, height: 2 }, 'all that it covered');
  client.say(wlSurface, 'damage_buffer', { x: 1, y: 1, width: 1, height: 2 });
  t.strictSame(last('damage_buffer'), { x: 1, y: 1, width: 1, height: 2 });
  client.say(wlSurface, 'offset', { x: 4, y: -6 });
  t.strictSame(last('offset'), { x: 2, y: -3 });
  client.say(wlSurface, 'attach', { buffer: buffer(8, 8), x: 10, y: 0 });
  t.match(last('attach'), { x: 5, y: 0 });
  client.say(wlSurface, 'set_buffer_scale', { scale: 2 });
  t.strictSame(last('set_buffer_scale'), { scale: 2 });
});

t.test('scale and transform of the buffer count for the size', async (t) => {
  const { client, wlSurface, show, last } = withWindow(0.5);
  client.say(wlSurface, 'set_buffer_scale', { scale: 2 });
  client.say(wlSurface, 'set_buffer_transform', { transform: 1 });
  show(wlSurface, 40, 60);
  t.strictSame(last('set_destination'), { width: 60, height: 40 });
});

t.test('regions, subsurfaces, cursors and pointers are scaled', async (t) => {
  const { client, host, make, surface, last } = scaled(2);
  const compositor = client.bind(wl_compositor);
  const region = make(compositor, 'create_region');
  client.say(region, 'add', { x: 3, y: 0, width: 3, height: 7 });
  t.strictSame(last('add'), { x: 2, y: 0, width: 1, height: 4 });
  const [parent, child] = [surface(), surface()];
  const sub = make(client.bind(wl_subcompositor), 'get_subsurface', { surface: child, parent });
  client.say(sub, 'set_position', { x: -10, y: 5 });
  t.strictSame(last('set_position'), { x: -5, y: 3 });
  const pointer = make(client.bind(wl_seat), 'get_pointer');
  client.say(pointer, 'set_cursor', { serial: 1, surface: child, hotspot_x: 7, hotspot_y: 8 });
  t.match(last('set_cursor'), { hotspot_x: 4, hotspot_y: 4 });
  const [hostPointer, hostSurface] = [host.idOf('wl_pointer'), host.idsOf('wl_surface')[0]!];
  const place = { surface_x: 100, surface_y: -1 };
  host.say(hostPointer, 'enter', { serial: 2, surface: hostSurface, ...place });
  t.match(client.seenOf('enter').at(-1), { surface: parent, surface_x: 200, surface_y: -2 });
  host.say(hostPointer, 'motion', { time: 3, ...place });
  t.match(client.seenOf('motion').at(-1), { surface_x: 200, surface_y: -2 });
  host.say(hostPointer, 'axis', { time: 3, axis: 0, value: 2560 });
  t.match(client.seenOf('axis').at(-1), { value: 5120 });
  host.say(hostPointer, 'axis_value120', { axis: 0, value120: 120 });
  t.match(client.seenOf('axis_value120').at(-1), { value120: 120 }, 'steps of a wheel are not');
});

t.test('panels: sizes, margins and zones', async (t) => {
  const { client, host, make, surface, last } = scaled(2);
  const panel = make(client.bind(layerShell.zwlr_layer_shell_v1), 'get_layer_surface', {
    surface: surface(),
    output: 0,
    layer: 2,
    namespace: 'panel',
  });
  client.say(panel, 'set_size', { width: 0, height: 31 });
  t.strictSame(last('set_size'), { width: 0, height: 16 });
  client.say(panel, 'set_exclusive_zone', { zone: 30 });
  t.strictSame(last('set_exclusive_zone'), { zone: 15 });
  client.say(panel, 'set_exclusive_zone', { zone: -1 });
  t.strictSame(last('set_exclusive_zone'), { zone: -1 });
  client.say(panel, 'set_margin', { top: 2, right: 4, bottom: -6, left: 0 });
  t.strictSame(last('set_margin'), { top: 1, right: 2, bottom: -3, left: 0 });
  host.say(host.idOf('zwlr_layer_surface_v1'), 'configure', { serial: 1, width: 1024, height: 16 });
  t.strictSame(client.seenOf('configure').at(-1), { serial: 1, width: 2048, height: 31 });
});

const none = -256;

/** A surface with the client's own viewport. */
function withViewport(factor: number) {
  const made = withWindow(factor);
  const viewport = made.make(made.client.bind(viewporter.wp_viewporter), 'get_viewport', {
    surface: made.wlSurface,
  });
  return { ...made, viewport };
}

t.test('a surface that would be larger than the wire can say is as large as that', async (t) => {
  const { client, make, surface, buffer, last } = scaled(0.1);
  client.bind(wl_shm);
  const wlSurface = surface();
  const xdgSurface = make(client.bind(shell.xdg_wm_base), 'get_xdg_surface', { surface: wlSurface });
  make(xdgSurface, 'get_toplevel');
  const viewport = make(client.bind(viewporter.wp_viewporter), 'get_viewport', { surface: wlSurface });
  client.say(viewport, 'set_destination', { width: 0x7fff_ffff, height: 10 });
  client.say(xdgSurface, 'set_window_geometry', { x: 1, y: 1, width: 5, height: 5 });
  client.say(wlSurface, 'attach', { buffer: buffer(10, 10), x: 0, y: 0 });
  client.say(wlSurface, 'commit');
  t.equal(last('set_destination')?.['width'], 0x7fff_ffff);
});

t.test('the client’s viewport becomes part of ours, and goes with it', async (t) => {
  const { client, host, viewport, wlSurface, show, last } = withViewport(2);
  client.say(viewport, 'set_source', { x: 256, y: 0, width: 5120, height: 2560 });
  client.say(viewport, 'set_destination', { width: 41, height: 30 });
  show(wlSurface, 30, 20);
  t.strictSame(last('set_source'), { x: 256, y: 0, width: 5120, height: 2560 });
  t.strictSame(last('set_destination'), { width: 21, height: 15 });
  t.equal(host.seenOf('get_viewport').length, 1, 'only ours is known to the host');
  client.say(viewport, 'set_destination', { width: -1, height: -1 });
  client.say(wlSurface, 'commit');
  t.strictSame(last('set_destination'), { width: 10, height: 5 }, 'the size of the source');
  client.say(viewport, 'destroy');
  client.say(wlSurface, 'commit');
  t.strictSame(last('set_source'), { x: none, y: none, width: none, height: none });
  t.strictSame(last('set_destination'), { width: 15, height: 10 });
  t.match(client.seen.at(-1), { message: 'delete_id', args: { id: viewport } });
  client.say(wlSurface, 'destroy');
  const order = host.seen.slice(-2).map(({ interface: owner, message }) => `${owner}.${message}`);
  t.strictSame(order, ['wp_viewport.destroy', 'wl_surface.destroy']);
});

const { bad_value, bad_size, out_of_buffer, no_surface } = viewporter.wp_viewport.enums[0].entries;
const faults: readonly (readonly [string, number, (made: ReturnType<typeof withViewport>) => void])[] = [
  [
    'an empty destination',
    bad_value,
    ({ client, viewport }) => client.say(viewport, 'set_destination', { width: 0, height: 5 }),
  ],
  [
    'a negative source',
    bad_value,
    ({ client, viewport }) => client.say(viewport, 'set_source', { x: -1, y: 0, width: 1, height: 1 }),
  ],
  [
    'a source of broken size alone',
    bad_size,
    ({ client, viewport, show, wlSurface }) => {
      client.say(viewport, 'set_source', { x: 0, y: 0, width: 300, height: 256 });
      show(wlSurface, 9, 9);
    },
  ],
  [
    'a source outside of the buffer',
    out_of_buffer,
    ({ client, viewport, show, wlSurface }) => {
      client.say(viewport, 'set_source', { x: 256, y: 0, width: 2304, height: 256 });
      show(wlSurface, 9, 9);
    },
  ],
  [
    'a surface that is gone',
    no_surface,
    ({ client, viewport, toplevel, xdgSurface, wlSurface }) => {
      for (const id of [toplevel, xdgSurface, wlSurface]) client.say(id, 'destroy');
      client.say(viewport, 'set_destination', { width: 5, height: 5 });
    },
  ],
];

for (const [what, code, provoke] of faults) {
  t.test(`a viewport with ${what} is the client’s fault`, async (t) => {
    const made = withViewport(2);
    provoke(made);
    t.match(made.client.seen.at(-1), { message: 'error', args: { object_id: made.viewport, code } });
    t.equal(made.ends[0]?.cause, 'client-fault');
  });
}

t.test('a second viewport of a surface, or one of something else, is the client’s fault', async (t) => {
  const first = withViewport(2);
  const manager = first.client.idOf('wp_viewporter');
  first.make(manager, 'get_viewport', { surface: first.wlSurface });
  t.match(first.client.seen.at(-1), { message: 'error', args: { object_id: manager, code: 0 } });
  const second = withViewport(2);
  second.make(second.client.idOf('wp_viewporter'), 'get_viewport', { surface: second.toplevel });
  t.match(second.client.seen.at(-1), { message: 'error', args: { object_id: 1 } });
});

t.test('a host without viewports shows surfaces as they are, and the user is told once', async (t) => {
  const { wp_viewporter: _viewporter, ...without } = globals;
  const { client, surface, show, host, logged } = scaled(2, {}, without);
  client.bind(wl_shm);
  const id = surface();
  show(id, 10, 10);
  show(id, 10, 10);
  t.equal(host.seenOf('commit').length, 2);
  t.equal(logged.filter((line) => line.includes('windows cannot be scaled')).length, 1);
});

t.test('nothing has a handler where nothing is scaled', async (t) => {
  t.strictSame(viewHandlers({ scale: undefined }, { copies: false, x11: false }), []);
});
