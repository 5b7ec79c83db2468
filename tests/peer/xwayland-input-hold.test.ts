/** Pointers, fingers and pens while the X server has yet to put a window on top, in memory: what Xwayland hears, and when. */
import t from 'tap';
import * as tablets from '../../src/protocol/generated/tablet-v2.js';
import { wl_compositor, wl_seat } from '../../src/protocol/generated/wayland.js';
import { globals, xwayland } from '../support/fake-xwayland.js';
import { noLeaks } from '../support/fixture.js';

noLeaks(t);

/** A pointer that has entered a surface; `proceed` puts the oldest window that waits on top. */
function entering() {
  const x = xwayland({ globals: { ...globals, wl_seat: 5 } });
  const waiting: (() => void)[] = [];
  x.windows.listener = {
    ...x.windows.listener,
    pointerEnters: (_surface, proceed) => void waiting.push(proceed),
  };
  const compositor = x.client.bind(wl_compositor);
  const surface = x.surface();
  const hostSurface = x.idOf('wl_surface');
  const seat = x.client.bind(wl_seat);
  const pointer = x.client.newId();
  x.client.say(seat, 'get_pointer', { id: pointer });
  const hostPointer = x.idOf('wl_pointer');
  let time = 100;
  const say = (name: string, args: Readonly<Record<string, number>> = {}): void =>
    x.host.say(hostPointer, name, args);
  const enter = (on = hostSurface): void =>
    say('enter', { serial: 1, surface: on, surface_x: 256, surface_y: 256 });
  const motion = (to: number): void => say('motion', { time: ++time, surface_x: to * 256, surface_y: 256 });
  const frame = (): void => say('frame');
  const button = (state: number): void => say('button', { serial: 2, time: ++time, button: 0x110, state });
  const proceed = (): void => {
    waiting.shift()?.();
    x.client.resume();
  };
  const heard = (): string[] =>
    x.client.seen
      .filter(({ id }) => id === pointer)
      .map(({ message, args }) =>
        message === 'motion' ? `motion ${(args['surface_x'] as number) / 256}` : message,
      );
  return {
    x,
    compositor,
    surface,
    hostSurface,
    enter,
    motion,
    frame,
    button,
    say,
    proceed,
    heard,
    time: () => time,
  };
}

t.test('of movements that wait only the newest is told, and everything else in its order', (t) => {
  const { enter, motion, frame, button, proceed, heard } = entering();
  enter();
  frame();
  for (let to = 2; to <= 1000; to++) {
    motion(to);
    frame();
  }
  button(1);
  frame();
  motion(7);
  motion(8);
  frame();
  motion(9);
  frame();
  button(0);
  motion(10);
  frame();
  t.same(heard(), []);
  proceed();
  t.same(heard(), [
    'enter',
    // Told behind each enter.
    'motion 1',
    'frame',
    'motion 1000',
    'frame',
    'button',
    'frame',
    'motion 9',
    'frame',
    'button',
    'motion 10',
    'frame',
  ]);
  t.end();
});

t.test('a program that keeps the X server to itself makes no endless queue', (t) => {
  const { enter, button, say, frame, proceed, heard, time } = entering();
  enter();
  const scrolled = 2000;
  for (let i = 0; i < scrolled; i++) {
    say('axis', { time: time(), axis: 0, value: 2560 });
    frame();
  }
  t.ok(heard().length > 2 * scrolled - 1024, 'in the end Xwayland hears of it without the window on top');
  t.same(heard().slice(0, 4), ['enter', 'motion 1', 'axis', 'frame']);
  button(1);
  proceed();
  t.equal(heard().filter((each) => each === 'axis').length, scrolled, 'and nothing is lost');
  t.equal(heard().at(-1), 'button');
  t.equal(heard().filter((each) => each === 'enter').length, 1);
  t.end();
});

t.test(
  'a surface that goes while the pointer waits for it is not entered, and neither is what has its id',
  (t) => {
    const { x, compositor, surface, hostSurface, enter, frame, motion, proceed, heard } = entering();
    const other = x.surface();
    const hostOther = x.idOf('wl_surface');
    enter();
    frame();
    x.client.say(surface, 'destroy');
    x.host.deleteId(hostSurface);
    const region = x.client.newId();
    x.client.say(compositor, 'create_region', { id: region });
    t.equal(region, surface);
    enter(hostOther);
    motion(3);
    proceed();
    t.same(heard(), ['frame'], 'nothing of the first one');
    proceed();
    t.same(heard().slice(1), ['enter', 'motion 1', 'motion 3']);
    x.client.say(other, 'destroy');
    enter(hostOther);
    proceed();
    t.equal(heard().length, 4, 'nor is one that was gone already');
    t.same(x.ends, []);
    t.end();
  },
);

/** A surface, whose window is on top, and has the focus, when `proceed` is called, and what Xwayland hears of the device `id`. */
function touching() {
  const x = xwayland({
    tables: Object.values(tablets),
    globals: { ...globals, wl_seat: 7, zwp_tablet_manager_v2: 1 },
  });
  const waiting: (() => void)[] = [];
  x.windows.listener = {
    ...x.windows.listener,
    touched: (_surface, proceed) => void waiting.push(proceed),
    keyboardEnters: (_surface, proceed) => void waiting.push(proceed),
  };
  x.client.bind(wl_compositor);
  x.surface();
  const surface = x.idOf('wl_surface');
  const seat = x.client.bind(wl_seat);
  const proceed = (): void => {
    waiting.shift()?.();
    x.client.resume();
  };
  const heard = (id: number): string[] =>
    x.client.seen.filter((each) => each.id === id).map(({ message }) => message);
  return { x, surface, seat, proceed, heard };
}

t.test('a finger waits until the window that it comes down on is on top, and all fingers with it', (t) => {
  const { x, surface, seat, proceed, heard } = touching();
  const touch = x.client.newId();
  x.client.say(seat, 'get_touch', { id: touch });
  const host = x.idOf('wl_touch');
  const down = (id: number): void =>
    x.host.say(host, 'down', { serial: 1, time: 2, surface, id, x: 256, y: 256 });
  down(0);
  x.host.say(host, 'motion', { time: 3, id: 0, x: 512, y: 256 });
  x.host.say(host, 'frame');
  down(1);
  x.host.say(host, 'up', { serial: 2, time: 4, id: 0 });
  t.same(heard(touch), []);
  proceed();
  t.same(heard(touch), ['down', 'motion', 'frame']);
  proceed();
  t.same(heard(touch).slice(3), ['down', 'up']);
  x.host.say(host, 'cancel');
  t.same(heard(touch).at(-1), 'cancel', 'then nothing waits');
  t.end();
});

t.test('a pen waits until the window that it comes to is on top', (t) => {
  const { x, surface, seat, proceed, heard } = touching();
  const manager = x.client.bind(tablets.zwp_tablet_manager_v2);
  x.client.say(manager, 'get_tablet_seat', { tablet_seat: x.client.newId(), seat });
  x.host.resume();
  const tablet = x.host.newId();
  x.host.say(x.idOf('zwp_tablet_seat_v2'), 'tablet_added', { id: tablet });
  const pen = x.host.newId();
  x.host.say(x.idOf('zwp_tablet_seat_v2'), 'tool_added', { id: pen });
  const known = x.client.idOf('zwp_tablet_tool_v2');
  x.host.say(pen, 'proximity_in', { serial: 1, tablet, surface });
  x.host.say(pen, 'down', { serial: 2 });
  x.host.say(pen, 'frame', { time: 3 });
  t.same(heard(known), []);
  proceed();
  t.same(heard(known), ['proximity_in', 'down', 'frame']);
  t.equal(
    x.client.seen.findLast(({ message }) => message === 'proximity_in')?.args['tablet'],
    x.client.idOf('zwp_tablet_v2'),
  );
  t.end();
});

t.test('keys wait until the window that has the keyboard has it in X, too', (t) => {
  const { x, surface, seat, proceed, heard } = touching();
  const keyboard = x.client.newId();
  x.client.say(seat, 'get_keyboard', { id: keyboard });
  const host = x.idOf('wl_keyboard');
  const keys = Uint8Array.of(30, 0, 0, 0);
  const key = (state: number): void => x.host.say(host, 'key', { serial: 2, time: 3, key: 31, state });
  x.host.say(host, 'enter', { serial: 1, surface, keys });
  x.host.say(host, 'modifiers', {
    serial: 1,
    mods_depressed: 1,
    mods_latched: 0,
    mods_locked: 0,
    group: 0,
  });
  key(1);
  t.same(heard(keyboard), []);
  proceed();
  t.same(heard(keyboard), ['enter', 'modifiers', 'key']);
  t.same(x.client.seen.findLast(({ message }) => message === 'enter')?.args['keys'], keys);
  key(0);
  x.host.say(host, 'leave', { serial: 4, surface });
  t.same(heard(keyboard).slice(3), ['key', 'leave'], 'then nothing waits');
  t.end();
});
