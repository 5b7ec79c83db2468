/** With `--direct-scale`, what was said in other units before: by the client, and by the host. */
import t from 'tap';
import * as fractional from '../../src/protocol/generated/fractional-scale-v1.js';
import * as layerShell from '../../src/protocol/generated/wlr-layer-shell-unstable-v1.js';
import { wl_output, wl_seat, wl_subcompositor } from '../../src/protocol/generated/wayland.js';
import { noLeaks } from '../support/fixture.js';
import { twoOutputs } from '../support/two-outputs.js';

noLeaks(t);

t.test('a popup of a panel is in the units of the panel that was used last', async (t) => {
  const { client, host, make, surface, base, last } = twoOutputs();
  const layers = client.bind(layerShell.zwlr_layer_shell_v1);
  const output = client.bind(wl_output);
  const panelOn = (named: number, namespace: string): number[] => {
    const wlSurface = surface();
    const panel = make(layers, 'get_layer_surface', {
      surface: wlSurface,
      output: named,
      layer: 2,
      namespace,
    });
    return [panel, host.idsOf('wl_surface').at(-1)!];
  };
  const [dense, denseOnHost] = panelOn(output, 'dense');
  const [plain] = panelOn(0, 'plain');
  const window = host.idsOf('wl_surface')[0]!;
  const positioner = make(base, 'create_positioner');
  client.say(positioner, 'set_size', { width: 100, height: 60 });
  make(client.bind(wl_seat), 'get_pointer');
  const place = { surface_x: 0, surface_y: 0 };
  host.say(host.idOf('wl_pointer'), 'enter', { serial: 2, surface: denseOnHost!, ...place });
  host.say(host.idOf('wl_pointer'), 'enter', { serial: 3, surface: window, ...place });
  const popupSurface = make(base, 'get_xdg_surface', { surface: surface() });
  const popup = make(popupSurface, 'get_popup', { parent: 0, positioner });
  t.strictSame(last('set_size'), { width: 50, height: 30 });
  client.say(dense!, 'get_popup', { popup });
  host.say(host.idOf('xdg_popup'), 'configure', { x: 5, y: 6, width: 40, height: 30 });
  t.strictSame(client.seenOf('configure').at(-1), { x: 10, y: 12, width: 80, height: 60 });
  const other = make(make(base, 'get_xdg_surface', { surface: surface() }), 'get_popup', {
    parent: 0,
    positioner,
  });
  client.say(plain!, 'get_popup', { popup: other });
  host.say(host.idsOf('xdg_popup').at(-1)!, 'configure', { x: 5, y: 6, width: 40, height: 30 });
  t.match(client.seenOf('configure').at(-1), { x: 5, y: 6 }, 'whose it is counts as soon as it is known');
});
t.test('what a window has said once is said again in the units of the output that it comes to', async (t) => {
  const {
    client,
    host,
    make,
    surface,
    wlSurface,
    xdgSurface,
    toplevel,
    hostSurface,
    enter,
    leave,
    first,
    second,
    last,
  } = twoOutputs();
  enter(first);
  client.say(toplevel, 'set_min_size', { width: 200, height: 0 });
  client.say(toplevel, 'set_max_size', { width: 800, height: 600 });
  client.say(xdgSurface, 'set_window_geometry', { x: 10, y: 10, width: 300, height: 200 });
  const child = surface();
  const sub = make(client.bind(wl_subcompositor), 'get_subsurface', { surface: child, parent: wlSurface });
  client.say(sub, 'set_position', { x: 20, y: 30 });
  enter(second);
  t.strictSame(last('set_min_size'), { width: 100, height: 0 });
  t.strictSame(last('set_max_size'), { width: 400, height: 300 });
  t.strictSame(last('set_window_geometry'), { x: 5, y: 5, width: 150, height: 100 });
  t.strictSame(last('set_position'), { x: 10, y: 15 });
  host.say(hostSurface, 'preferred_buffer_scale', { factor: 2 });
  t.strictSame(client.seenOf('preferred_buffer_scale'), [{ factor: 1 }]);
  leave(first);
  t.equal(host.seenOf('set_min_size').length, 2, 'no more than needed');
  client.say(toplevel, 'destroy');
  client.say(sub, 'destroy');
  enter(first);
  leave(second);
  t.equal(host.seenOf('set_max_size').length, 2, 'nothing of what is gone');
  t.equal(host.seenOf('set_window_geometry').length, 2);
  t.equal(host.seenOf('set_position').length, 2);
});
t.test('an output that becomes denser is as good as another one', async (t) => {
  const { client, host, make, wlSurface, configure, sizes, enter, first, describe, last, show, hostSurface } =
    twoOutputs();
  make(client.bind(fractional.wp_fractional_scale_manager_v1), 'get_fractional_scale', {
    surface: wlSurface,
  });
  configure(400, 300, 7);
  enter(first);
  show(wlSurface, 400, 300);
  host.say(host.idOf('wp_fractional_scale_v1'), 'preferred_scale', { scale: 240 });
  host.say(hostSurface, 'preferred_buffer_scale', { factor: 2 });
  t.strictSame(client.seenOf('preferred_buffer_scale'), [{ factor: 2 }], 'too early');
  describe(first, 0, 1600, 2);
  t.strictSame(sizes().at(-1), [800, 600]);
  t.strictSame(client.seenOf('preferred_scale').at(-1), { scale: 120 }, 'whichever the host says first');
  t.strictSame(client.seenOf('preferred_buffer_scale').at(-1), { factor: 1 });
  show(wlSurface, 800, 600);
  t.strictSame(last('set_destination'), { width: 400, height: 300 });
  describe(first, 0, 1600, 2);
  t.equal(sizes().length, 2, 'once');
});
t.test(
  'the host hears of each configure once, though it says the next before the client has answered',
  async (t) => {
    const { client, host, configure, enter, first, second, xdgSurface, show, wlSurface, ends } = twoOutputs();
    configure(400, 300, 7);
    enter(first);
    show(wlSurface, 400, 300);
    enter(second);
    host.say(host.idOf('xdg_toplevel'), 'configure', { width: 500, height: 300, states: new Uint8Array(0) });
    host.say(host.idOf('xdg_surface'), 'configure', { serial: 9 });
    client.say(xdgSurface, 'ack_configure', { serial: 7 });
    client.say(xdgSurface, 'ack_configure', { serial: 9 });
    t.strictSame(host.seenOf('ack_configure'), [{ serial: 7 }, { serial: 9 }]);
    t.strictSame(ends, []);
  },
);
