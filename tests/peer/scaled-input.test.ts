/** Input that few hosts have to offer, at another scale: gestures, pens, captured pointers, places where text is written. */
import t from 'tap';
import { zwp_pointer_constraints_v1 } from '../../src/protocol/generated/pointer-constraints-unstable-v1.js';
import { zwp_pointer_gestures_v1 } from '../../src/protocol/generated/pointer-gestures-unstable-v1.js';
import { wp_pointer_warp_v1 } from '../../src/protocol/generated/pointer-warp-v1.js';
import { zwp_relative_pointer_manager_v1 } from '../../src/protocol/generated/relative-pointer-unstable-v1.js';
import { zwp_tablet_manager_v2 } from '../../src/protocol/generated/tablet-v2.js';
import { zwp_text_input_manager_v1 } from '../../src/protocol/generated/text-input-unstable-v1.js';
import { zwp_text_input_manager_v3 } from '../../src/protocol/generated/text-input-unstable-v3.js';
import { wl_compositor, wl_data_device_manager, wl_seat } from '../../src/protocol/generated/wayland.js';
import { noLeaks } from '../support/fixture.js';
import { globals, scaled } from '../support/scaled.js';
import { twoOutputs } from '../support/two-outputs.js';

noLeaks(t);

/** A whole one of `fixed`. */
const one = 256;

const inputs = {
  wl_data_device_manager: 3,
  zwp_pointer_constraints_v1: 1,
  zwp_pointer_gestures_v1: 3,
  wp_pointer_warp_v1: 1,
  zwp_relative_pointer_manager_v1: 1,
  zwp_tablet_manager_v2: 1,
  zwp_text_input_manager_v1: 1,
  zwp_text_input_manager_v3: 1,
};

/** At 1.25, with a pointer and a surface. */
function withPointer() {
  const made = scaled(1.25, {}, { ...globals, ...inputs });
  const { client, host, make, surface } = made;
  const wlSurface = surface();
  const seat = client.bind(wl_seat);
  const pointer = make(seat, 'get_pointer');
  return { ...made, wlSurface, seat, pointer, hostSurface: host.idOf('wl_surface') };
}

/** A pen over a tablet of the host's; what the client and the host call it. */
function withPen({ client, host, make }: ReturnType<typeof twoOutputs>, seat: number) {
  make(client.bind(zwp_tablet_manager_v2), 'get_tablet_seat', { seat }, 'tablet_seat');
  const [tablet, tool] = [host.newId(), host.newId() + 1];
  host.say(host.idOf('zwp_tablet_seat_v2'), 'tablet_added', { id: tablet });
  host.say(host.idOf('zwp_tablet_seat_v2'), 'tool_added', { id: tool });
  return { tablet, tool, clientTool: client.seenOf('tool_added').at(-1)!['id'] as number };
}

t.test(
  'swipes and pinches go as far as in the client’s units; how wide and how turned is a ratio',
  async (t) => {
    const { client, host, make, pointer, hostSurface } = withPointer();
    const manager = client.bind(zwp_pointer_gestures_v1);
    make(manager, 'get_swipe_gesture', { pointer });
    make(manager, 'get_pinch_gesture', { pointer });
    const begin = { serial: 1, time: 2, surface: hostSurface, fingers: 3 };
    const swipe = host.idOf('zwp_pointer_gesture_swipe_v1');
    host.say(swipe, 'begin', begin);
    host.say(swipe, 'update', { time: 3, dx: 8 * one, dy: -4 * one });
    t.strictSame(client.seenOf('update'), [{ time: 3, dx: 10 * one, dy: -5 * one }]);
    const pinch = host.idOf('zwp_pointer_gesture_pinch_v1');
    host.say(pinch, 'begin', begin);
    const ratios = { scale: 1.5 * one, rotation: -30 * one };
    host.say(pinch, 'update', { time: 4, dx: 16 * one, dy: 12 * one, ...ratios });
    t.strictSame(client.seenOf('update').at(-1), { time: 4, dx: 20 * one, dy: 15 * one, ...ratios });
  },
);

t.test('with --direct-scale, gestures are in the units of the window that they begin on', async (t) => {
  const { client, host, make, hostSurface, enter, second, surface } = twoOutputs(inputs);
  enter(second);
  surface();
  const plain = host.idsOf('wl_surface').at(-1)!;
  const pointer = make(client.bind(wl_seat), 'get_pointer');
  make(client.bind(zwp_pointer_gestures_v1), 'get_swipe_gesture', { pointer });
  const swipe = host.idOf('zwp_pointer_gesture_swipe_v1');
  for (const [on, told] of [
    [hostSurface, 2],
    [plain, 1],
  ] as const) {
    host.say(swipe, 'begin', { serial: 1, time: 2, surface: on, fingers: 3 });
    host.say(swipe, 'update', { time: 3, dx: one, dy: 0 });
    t.match(client.seenOf('update').at(-1), { dx: told * one });
    host.say(swipe, 'end', { serial: 1, time: 4, cancelled: 0 });
  }
});

t.test('a pen is where its window is; how it is held is not scaled', async (t) => {
  const made = twoOutputs(inputs);
  const { client, host, hostSurface, enter, second, surface, wlSurface, last, show } = made;
  enter(second);
  surface();
  const plain = host.idsOf('wl_surface').at(-1)!;
  const { tablet, tool, clientTool } = withPen(made, client.bind(wl_seat));
  host.say(tool, 'proximity_in', { serial: 5, tablet, surface: hostSurface });
  t.match(client.seenOf('proximity_in').at(-1), { surface: wlSurface });
  host.say(tool, 'motion', { x: 10 * one, y: 20.5 * one });
  t.strictSame(client.seenOf('motion').at(-1), { x: 20 * one, y: 41 * one });
  host.say(tool, 'pressure', { pressure: 30_000 });
  host.say(tool, 'distance', { distance: 77 });
  host.say(tool, 'tilt', { tilt_x: 30 * one, tilt_y: -10 * one });
  host.say(tool, 'rotation', { degrees: 90 * one });
  host.say(tool, 'slider', { position: -500 });
  host.say(tool, 'wheel', { degrees: 15 * one, clicks: 1 });
  t.strictSame(client.seenOf('pressure'), [{ pressure: 30_000 }]);
  t.strictSame(client.seenOf('distance'), [{ distance: 77 }]);
  t.strictSame(client.seenOf('tilt'), [{ tilt_x: 30 * one, tilt_y: -10 * one }]);
  t.strictSame(client.seenOf('rotation'), [{ degrees: 90 * one }]);
  t.strictSame(client.seenOf('slider'), [{ position: -500 }]);
  t.strictSame(client.seenOf('wheel'), [{ degrees: 15 * one, clicks: 1 }]);
  const cursor = surface();
  client.say(clientTool, 'set_cursor', { serial: 5, surface: cursor, hotspot_x: 6, hotspot_y: 8 });
  t.match(last('set_cursor'), { hotspot_x: 3, hotspot_y: 4 });
  show(cursor, 24, 24);
  t.strictSame(last('set_destination'), { width: 12, height: 12 }, 'its picture is as large as it says');
  host.say(tool, 'proximity_in', { serial: 6, tablet, surface: plain });
  host.say(tool, 'motion', { x: 10 * one, y: 20 * one });
  t.strictSame(client.seenOf('motion').at(-1), { x: 10 * one, y: 20 * one });
});

t.test(
  'a captured pointer moves in the client’s units, but for what the device itself has said',
  async (t) => {
    const { client, host, make, pointer, wlSurface, last } = withPointer();
    make(client.bind(zwp_relative_pointer_manager_v1), 'get_relative_pointer', { pointer });
    const device = { dx_unaccel: 3 * one, dy_unaccel: 5 * one };
    const moved = { utime_hi: 0, utime_lo: 9, dx: 4 * one, dy: -8 * one, ...device };
    host.say(host.idOf('zwp_relative_pointer_v1'), 'relative_motion', moved);
    t.strictSame(client.seenOf('relative_motion'), [{ ...moved, dx: 5 * one, dy: -10 * one }]);
    const region = make(client.bind(wl_compositor), 'create_region');
    client.say(region, 'add', { x: 10, y: 20, width: 100, height: 50 });
    t.strictSame(last('add'), { x: 8, y: 16, width: 80, height: 40 });
    const lock = make(client.bind(zwp_pointer_constraints_v1), 'lock_pointer', {
      surface: wlSurface,
      pointer,
      region,
      lifetime: 2,
    });
    client.say(lock, 'set_cursor_position_hint', { surface_x: 10 * one, surface_y: 5 * one });
    t.strictSame(last('set_cursor_position_hint'), { surface_x: 8 * one, surface_y: 4 * one });
    const place = { x: 20 * one, y: 40 * one };
    client.say(client.bind(wp_pointer_warp_v1), 'warp_pointer', {
      surface: wlSurface,
      pointer,
      ...place,
      serial: 1,
    });
    t.match(last('warp_pointer'), { x: 16 * one, y: 32 * one });
  },
);

t.test('what is dragged is where the client’s units say', async (t) => {
  const { client, host, make, seat, wlSurface, hostSurface } = withPointer();
  make(client.bind(wl_data_device_manager), 'get_data_device', { seat });
  const device = host.idOf('wl_data_device');
  host.say(device, 'enter', { serial: 1, surface: hostSurface, x: 4 * one, y: 8 * one, id: 0 });
  t.match(client.seenOf('enter').at(-1), { surface: wlSurface, x: 5 * one, y: 10 * one });
  host.say(device, 'motion', { time: 2, x: 40 * one, y: 80 * one });
  t.strictSame(client.seenOf('motion').at(-1), { time: 2, x: 50 * one, y: 100 * one });
});

t.test('the place where text is written is the host’s to know', async (t) => {
  const { client, make, seat, last } = withPointer();
  const cursor = { x: 10, y: 20, width: 5, height: 25 };
  const onHost = { x: 8, y: 16, width: 4, height: 20 };
  const v1 = make(client.bind(zwp_text_input_manager_v1), 'create_text_input');
  client.say(v1, 'set_cursor_rectangle', cursor);
  t.strictSame(last('set_cursor_rectangle'), onHost);
  const v3 = make(client.bind(zwp_text_input_manager_v3), 'get_text_input', { seat });
  client.say(v3, 'set_cursor_rectangle', { ...cursor, x: 20 });
  t.strictSame(last('set_cursor_rectangle'), { ...onHost, x: 16 });
});
