/** With `--direct-scale`, what a client says and hears is in pixels of the output that it is about. */
import t from 'tap';
import * as fractional from '../../src/protocol/generated/fractional-scale-v1.js';
import * as layerShell from '../../src/protocol/generated/wlr-layer-shell-unstable-v1.js';
import { wl_compositor, wl_output, wl_seat, wl_subcompositor } from '../../src/protocol/generated/wayland.js';
import { org_kde_kwin_blur_manager } from '../../src/protocol/generated/org-kde-kwin-blur-v1.js';
import { zwp_pointer_constraints_v1 } from '../../src/protocol/generated/pointer-constraints-unstable-v1.js';
import { zxdg_output_manager_v1 } from '../../src/protocol/generated/xdg-output-unstable-v1.js';
import { noLeaks } from '../support/fixture.js';
import { globals, scaled } from '../support/scaled.js';
import { twoOutputs } from '../support/two-outputs.js';

noLeaks(t);

t.test(
  'a window that comes to a denser output is configured anew, and the host hears of it once',
  async (t) => {
    const { client, host, configure, enter, leave, sizes, first, second, show, wlSurface, xdgSurface, last } =
      twoOutputs();
    configure(400, 300, 7);
    enter(first);
    show(wlSurface, 400, 300);
    t.strictSame(sizes(), [[400, 300]]);
    enter(second);
    t.strictSame(sizes(), [
      [400, 300],
      [800, 600],
    ]);
    const told = client.seen.filter(
      ({ interface: owner, message }) => owner === 'xdg_surface' && message === 'configure',
    );
    t.strictSame(
      told.map(({ args }) => args['serial']),
      [7, 7],
    );
    client.say(xdgSurface, 'ack_configure', { serial: 7 });
    t.equal(host.seenOf('ack_configure').length, 1, 'the host was answered before');
    show(wlSurface, 800, 600);
    t.strictSame(last('set_destination'), { width: 400, height: 300 });
    leave(first);
    t.equal(sizes().length, 2, 'it was in the denser one’s units already');
    enter(first);
    leave(second);
    t.strictSame(sizes().at(-1), [400, 300]);
    configure(500, 300, 8);
    t.strictSame(host.seenOf('ack_configure').at(-1), { serial: 8 });
  },
);
t.test('pointers, subsurfaces, cursors, limits and scales are in the units of their window', async (t) => {
  const { client, host, make, surface, wlSurface, hostSurface, toplevel, enter, second, last, show } =
    twoOutputs();
  enter(second);
  client.say(toplevel, 'set_min_size', { width: 200, height: 100 });
  t.strictSame(last('set_min_size'), { width: 100, height: 50 });
  const child = surface();
  const sub = make(client.bind(wl_subcompositor), 'get_subsurface', { surface: child, parent: wlSurface });
  client.say(sub, 'set_position', { x: 20, y: 30 });
  t.strictSame(last('set_position'), { x: 10, y: 15 });
  show(child, 40, 40);
  t.strictSame(last('set_destination'), { width: 20, height: 20 });
  const pointer = make(client.bind(wl_seat), 'get_pointer');
  const hostPointer = host.idOf('wl_pointer');
  host.say(hostPointer, 'enter', { serial: 2, surface: hostSurface, surface_x: 100, surface_y: 50 });
  t.match(client.seenOf('enter').at(-1), { surface_x: 200, surface_y: 100 });
  host.say(hostPointer, 'motion', { time: 3, surface_x: 10, surface_y: 5 });
  t.match(client.seenOf('motion').at(-1), { surface_x: 20, surface_y: 10 });
  const cursor = surface();
  client.say(pointer, 'set_cursor', { serial: 2, surface: cursor, hotspot_x: 8, hotspot_y: 4 });
  t.match(last('set_cursor'), { hotspot_x: 4, hotspot_y: 2 });
  show(cursor, 24, 24);
  t.strictSame(last('set_destination'), { width: 12, height: 12 });
  const plain = surface();
  host.say(hostPointer, 'enter', {
    serial: 3,
    surface: host.idsOf('wl_surface').at(-1)!,
    surface_x: 10,
    surface_y: 5,
  });
  t.match(client.seenOf('enter').at(-1), { surface: plain, surface_x: 10 }, 'another window, on no output');
  make(client.bind(fractional.wp_fractional_scale_manager_v1), 'get_fractional_scale', {
    surface: wlSurface,
  });
  host.say(host.idOf('wp_fractional_scale_v1'), 'preferred_scale', { scale: 240 });
  t.strictSame(client.seenOf('preferred_scale'), [{ scale: 120 }]);
});
t.test('regions and positioners are described anew for a window in other units', async (t) => {
  const { client, host, make, surface, base, wlSurface, xdgSurface, enter, second, last } = twoOutputs();
  const region = make(client.bind(wl_compositor), 'create_region');
  client.say(region, 'add', { x: 10, y: 0, width: 30, height: 40 });
  t.strictSame(last('add'), { x: 10, y: 0, width: 30, height: 40 });
  enter(second);
  client.say(wlSurface, 'set_input_region', { region });
  t.strictSame(
    host.seen.slice(-3).map(({ message }) => message),
    ['subtract', 'add', 'set_input_region'],
  );
  t.strictSame(last('add'), { x: 5, y: 0, width: 15, height: 20 });
  client.say(wlSurface, 'set_opaque_region', { region });
  t.equal(host.seenOf('add').length, 2, 'it fits now');
  const positioner = make(base, 'create_positioner');
  client.say(positioner, 'set_size', { width: 100, height: 60 });
  client.say(positioner, 'set_anchor_rect', { x: 20, y: 20, width: 10, height: 10 });
  client.say(positioner, 'set_offset', { x: 4, y: 8 });
  t.strictSame(last('set_size'), { width: 100, height: 60 }, 'nobody knows yet for what');
  const popupSurface = surface();
  const popup = make(base, 'get_xdg_surface', { surface: popupSurface });
  make(popup, 'get_popup', { parent: xdgSurface, positioner });
  t.strictSame(last('set_size'), { width: 50, height: 30 });
  t.strictSame(last('set_anchor_rect'), { x: 10, y: 10, width: 5, height: 5 });
  t.strictSame(last('set_offset'), { x: 2, y: 4 });
  t.equal(host.seen.at(-1)?.message, 'get_popup');
  host.say(host.idOf('xdg_popup'), 'configure', { x: 12, y: 14, width: 50, height: 30 });
  t.strictSame(client.seenOf('configure').at(-1), { x: 24, y: 28, width: 100, height: 60 });
});
t.test('so is a region that says where a pointer stays', async (t) => {
  const { client, host, make, wlSurface, enter, second, last } = twoOutputs({
    zwp_pointer_constraints_v1: 1,
    org_kde_kwin_blur_manager: 1,
  });
  enter(second);
  const region = (): number => {
    const id = make(client.idOf('wl_compositor'), 'create_region');
    client.say(id, 'add', { x: 10, y: 0, width: 30, height: 40 });
    return id;
  };
  const fitting = { x: 5, y: 0, width: 15, height: 20 };
  const pointer = make(client.bind(wl_seat), 'get_pointer');
  const constraints = client.bind(zwp_pointer_constraints_v1);
  const constraint = { surface: wlSurface, pointer, lifetime: 2 };
  for (const request of ['lock_pointer', 'confine_pointer']) {
    const made = make(constraints, request, { ...constraint, region: region() });
    t.strictSame(last('add'), fitting, request);
    client.say(made, 'set_region', { region: region() });
    t.strictSame(last('add'), fitting, `${request}, later`);
    client.say(made, 'set_region', { region: 0 });
  }
  const blur = make(client.bind(org_kde_kwin_blur_manager), 'create', { surface: wlSurface });
  const added = host.seenOf('add').length;
  client.say(blur, 'set_region', { region: region() });
  t.strictSame(host.seenOf('add').slice(added).at(-1), fitting);
});
t.test('an object is in the units of nothing that had its number before', async (t) => {
  const { client, host, make, wlSurface, enter, second, last } = twoOutputs({
    zwp_pointer_constraints_v1: 1,
  });
  enter(second);
  const pointer = make(client.bind(wl_seat), 'get_pointer');
  const constraints = client.bind(zwp_pointer_constraints_v1);
  const locked = make(constraints, 'lock_pointer', { surface: wlSurface, pointer, lifetime: 2, region: 0 });
  client.say(locked, 'destroy');
  host.deleteId(host.idOf('zwp_locked_pointer_v1'));
  const again = locked;
  client.say(client.idOf('wl_seat'), 'get_pointer', { id: again });
  client.say(again, 'set_cursor', { serial: 1, surface: 0, hotspot_x: 10, hotspot_y: 10 });
  t.strictSame(last('set_cursor'), { serial: 1, surface: 0, hotspot_x: 10, hotspot_y: 10 });
});
t.test('a panel is in the units of the output that it names', async (t) => {
  const { client, make, surface, last } = twoOutputs();
  const output = client.bind(wl_output);
  const panel = make(client.bind(layerShell.zwlr_layer_shell_v1), 'get_layer_surface', {
    surface: surface(),
    output,
    layer: 2,
    namespace: 'panel',
  });
  client.say(panel, 'set_size', { width: 0, height: 30 });
  t.strictSame(last('set_size'), { width: 0, height: 15 });
  client.say(panel, 'set_exclusive_zone', { zone: 30 });
  t.strictSame(last('set_exclusive_zone'), { zone: 15 });
});
t.test('outputs stand side by side in pixels, and move when another one changes', async (t) => {
  const { client, host, first, describe } = twoOutputs();
  client.bind(wl_output);
  const hostOutput = host.idsOf('wl_output').at(-1)!;
  describe(hostOutput, 800, 1200, 2);
  t.match(client.seenOf('geometry').at(-1), { x: 800, y: 0 });
  t.match(client.seenOf('mode').at(-1), { width: 1200, height: 600 });
  describe(first, 0, 1600, 2);
  t.match(client.seenOf('geometry').at(-1), { x: 1600, y: 0 }, 'the first has become denser');
  t.equal(client.seen.at(-1)?.message, 'done');
});
t.test('so do the places that xdg_output says', async (t) => {
  const { client, host, make, first, describe } = twoOutputs({ zxdg_output_manager_v1: 2 });
  const output = client.bind(wl_output);
  describe(host.idsOf('wl_output').at(-1)!, 800, 1200, 2);
  make(client.bind(zxdg_output_manager_v1), 'get_xdg_output', { output });
  const id = host.idOf('zxdg_output_v1');
  host.say(id, 'logical_position', { x: 800, y: 0 });
  host.say(id, 'logical_size', { width: 600, height: 300 });
  t.strictSame(client.seenOf('logical_position'), [{ x: 800, y: 0 }]);
  t.strictSame(client.seenOf('logical_size'), [{ width: 1200, height: 600 }]);
  describe(first, 0, 1600, 2);
  t.strictSame(client.seenOf('logical_position').at(-1), { x: 1600, y: 0 });
  const words = client.seen.slice(-6).map(({ interface: owner, message }) => `${owner}.${message}`);
  t.strictSame(words.slice(0, 2), ['zxdg_output_v1.logical_position', 'zxdg_output_v1.done']);
  t.equal(words.at(-1), 'wl_output.done');
});

t.test(
  'a logical size that the client’s object hears of first is said again in the right units',
  async (t) => {
    const { client, host, make } = scaled(
      1,
      { direct: true },
      { ...globals, wl_output: 4, zxdg_output_manager_v1: 2 },
    );
    const own = host.idOf('zxdg_output_v1');
    const ownOutput = host.idOf('wl_output');
    host.say(ownOutput, 'mode', { flags: 1, width: 1200, height: 600, refresh: 0 });
    host.say(ownOutput, 'done');
    const says = (id: number, width: number, height: number): void =>
      host.say(id, 'logical_size', { width, height });
    says(own, 600, 300);
    make(client.bind(zxdg_output_manager_v1), 'get_xdg_output', { output: client.bind(wl_output) });
    const ours = host.idOf('zxdg_output_v1');
    says(ours, 600, 300);
    says(ours, 1200, 600);
    says(own, 1200, 600);
    host.say(own, 'done');
    t.strictSame(client.seenOf('logical_size').at(-1), { width: 1200, height: 600 });
    t.strictSame(
      client.seen.slice(-2).map(({ message }) => message),
      ['logical_size', 'done'],
    );
  },
);

t.test('each finger is in the units of the window that it is on', async (t) => {
  const { client, host, make, surface, hostSurface, enter, second } = twoOutputs();
  enter(second);
  surface();
  const plain = host.idsOf('wl_surface').at(-1)!;
  make(client.bind(wl_seat), 'get_touch');
  const touch = host.idOf('wl_touch');
  const down = (id: number, on: number): void =>
    host.say(touch, 'down', { serial: 1, time: 1, surface: on, id, x: 256, y: 512 });
  down(0, hostSurface);
  t.match(client.seenOf('down').at(-1), { x: 512, y: 1024 });
  down(1, plain);
  t.match(client.seenOf('down').at(-1), { x: 256, y: 512 });
  host.say(touch, 'motion', { time: 2, id: 0, x: 256, y: 256 });
  t.match(client.seenOf('motion').at(-1), { x: 512, y: 512 });
  host.say(touch, 'motion', { time: 3, id: 1, x: 256, y: 256 });
  t.match(client.seenOf('motion').at(-1), { x: 256, y: 256 });
});

t.test(
  'fingers of another touch screen are others, and none is left when the host takes them all',
  async (t) => {
    const { client, host, make, surface, hostSurface, enter, second } = twoOutputs();
    enter(second);
    surface();
    const plain = host.idsOf('wl_surface').at(-1)!;
    const seat = client.bind(wl_seat);
    for (let i = 0; i < 2; i++) make(seat, 'get_touch');
    const [one, other] = host.idsOf('wl_touch') as [number, number];
    const down = (touch: number, on: number): void =>
      host.say(touch, 'down', { serial: 1, time: 1, surface: on, id: 0, x: 256, y: 256 });
    const moved = (touch: number): unknown => {
      host.say(touch, 'motion', { time: 2, id: 0, x: 256, y: 256 });
      return client.seenOf('motion').at(-1)?.['x'];
    };
    down(one, hostSurface);
    down(other, plain);
    t.strictSame([moved(one), moved(other)], [512, 256]);
    host.say(one, 'cancel');
    down(one, plain);
    t.strictSame([moved(one), moved(other)], [256, 256]);
  },
);

t.test('surfaces that follow each other in a circle end nothing', async (t) => {
  const { client, host, make, surface, ends } = twoOutputs();
  const [one, two] = [surface(), surface()];
  const subs = client.bind(wl_subcompositor);
  make(subs, 'get_subsurface', { surface: one, parent: two });
  make(subs, 'get_subsurface', { surface: two, parent: one });
  client.say(one, 'damage', { x: 2, y: 2, width: 2, height: 2 });
  client.say(one, 'commit');
  t.equal(host.seenOf('damage').length, 1);
  t.strictSame(ends, []);
});

t.test('an output whose size the host does not know has the usual units', async (t) => {
  const made = twoOutputs({ zxdg_output_manager_v1: 3 });
  const { client, host, ends, first, describe, enter, configure, sizes } = made;
  host.say(host.idsOf('zxdg_output_v1')[0]!, 'logical_size', { width: 800, height: 600 });
  for (const width of [0, -1]) describe(first, 0, width, 1);
  enter(first);
  configure(400, 300, 7);
  t.strictSame(sizes(), [[400, 300]]);
  client.bind(wl_output);
  t.strictSame(ends, []);
});
