/** The pointer while the X server has yet to put a window on top, in memory: what Xwayland hears of it, and when. */
import t from 'tap';
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
