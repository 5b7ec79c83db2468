/** Text input of version 3 on a host that has version 1. */
import t from 'tap';
import { zwp_text_input_manager_v3 } from '../../src/protocol/generated/text-input-unstable-v3.js';
import { wl_compositor, wl_seat } from '../../src/protocol/generated/wayland.js';
import { bridged } from '../support/bridged.js';
import { noLeaks } from '../support/fixture.js';

noLeaks(t);

const rectangle = { x: 1, y: 2, width: 3, height: 4 };
const noKeys = { keys: new Uint8Array(0) };

/** A client that writes by version 3 to a host of version 1, and has the keyboard. */
function overV1(view = {}, others: Record<string, number> = {}) {
  const made = bridged(
    { wl_compositor: 6, wl_seat: 7, wp_viewporter: 1, zwp_text_input_manager_v1: 1, ...others },
    { view },
  );
  const { client, host, make } = made;
  const surface = make(client.bind(wl_compositor), 'create_surface');
  const seat = client.bind(wl_seat);
  const manager = client.bind(zwp_text_input_manager_v3);
  const own = host.idsOf('wl_seat').find((id) => id !== host.idsOf('wl_seat')[0])!;
  host.say(own, 'capabilities', { capabilities: 2 });
  const input = make(manager, 'get_text_input', { seat });
  const keyboard = host.idOf('wl_keyboard');
  const hostSurface = host.idOf('wl_surface');
  const enter = (): void => host.say(keyboard, 'enter', { serial: 1, surface: hostSurface, ...noKeys });
  const leave = (): void => host.say(keyboard, 'leave', { serial: 2, surface: hostSurface });
  const enable = (): void => {
    client.say(input, 'enable');
    client.say(input, 'commit');
  };
  /** What the host says of its newest. */
  const says = (name: string, args: object): void =>
    host.say(host.idsOf('zwp_text_input_v1').at(-1)!, name, args as Record<string, string>);
  /** Messages that the host saw from its `count`th on. */
  const heard = (from: number) => host.seen.slice(from).map(({ message }) => message);
  /** The same of the client. */
  const told = (from: number) => client.seen.slice(from).map(({ message, args }) => [message, args]);
  return {
    ...made,
    surface,
    seat,
    manager,
    input,
    own,
    keyboard,
    hostSurface,
    enter,
    leave,
    enable,
    says,
    heard,
    said: told,
  };
}

t.test('version 3 follows the keyboard’s focus, and what is enabled is activated', async (t) => {
  const { client, host, input, surface, enter, leave, enable, own, hostSurface, told, last, heard } =
    overV1();
  enter();
  t.match(client.seen.at(-1), { id: input, message: 'enter', args: { surface } });
  client.say(input, 'enable');
  client.say(input, 'set_surrounding_text', { text: 'ab', cursor: 1, anchor: 2 });
  client.say(input, 'set_content_type', { hint: 1, purpose: 9 });
  client.say(input, 'set_cursor_rectangle', rectangle);
  const before = host.seen.length;
  client.say(input, 'commit');
  t.strictSame(heard(before), [
    'activate',
    'show_input_panel',
    'set_surrounding_text',
    'set_content_type',
    'set_cursor_rectangle',
    'commit_state',
  ]);
  t.strictSame(last('activate'), { seat: own, surface: hostSurface });
  t.strictSame(last('set_surrounding_text'), { text: 'ab', cursor: 1, anchor: 2 });
  t.strictSame(last('set_content_type'), { hint: 0xc1, purpose: 2 }, 'a PIN is digits that nobody may see');
  t.strictSame(last('commit_state'), { serial: 1 });
  client.say(input, 'set_cursor_rectangle', rectangle);
  client.say(input, 'commit');
  t.strictSame(last('commit_state'), { serial: 2 });
  t.equal(host.seenOf('set_surrounding_text').length, 1, 'only what has changed');
  enable();
  t.strictSame(heard(host.seen.length - 3), ['reset', 'show_input_panel', 'commit_state']);
  leave();
  t.strictSame(heard(host.seen.length - 2), ['hide_input_panel', 'deactivate']);
  t.strictSame(told('leave'), { surface });
  client.say(input, 'commit');
  t.equal(host.seen.at(-1)?.message, 'deactivate', 'nobody writes');
});

t.test('what an input method does reaches version 3, with the serial that it answers', async (t) => {
  const { client, input, enter, enable, says, said } = overV1();
  enter();
  enable();
  let from = client.seen.length;
  says('preedit_cursor', { index: 1 });
  says('preedit_string', { serial: 1, text: 'ä', commit: 'ä' });
  t.strictSame(said(from), [
    ['preedit_string', { text: 'ä', cursor_begin: 1, cursor_end: 1 }],
    ['done', { serial: 1 }],
  ]);
  from = client.seen.length;
  says('preedit_string', { serial: 1, text: 'äh', commit: '' });
  t.match(said(from)[0], ['preedit_string', { cursor_begin: 3 }], 'at its end, in bytes');
  from = client.seen.length;
  says('delete_surrounding_text', { index: -2, length: 3 });
  says('commit_string', { serial: 1, text: 'hello' });
  t.strictSame(said(from), [
    ['delete_surrounding_text', { before_length: 2, after_length: 1 }],
    ['commit_string', { text: 'hello' }],
    ['done', { serial: 1 }],
  ]);
  from = client.seen.length;
  says('delete_surrounding_text', { index: 2, length: 3 });
  says('commit_string', { serial: 1, text: 'x' });
  t.strictSame(
    said(from).map(([name]) => name),
    ['commit_string', 'done'],
    'what lies apart from the cursor cannot be said',
  );
  client.say(input, 'disable');
  client.say(input, 'commit');
  from = client.seen.length;
  says('commit_string', { serial: 1, text: 'late' });
  t.strictSame(said(from), []);
});

t.test('keys that an input method presses by their meaning do what they mean', async (t) => {
  const { client, input, enter, says, said } = overV1();
  enter();
  client.say(input, 'enable');
  client.say(input, 'set_surrounding_text', { text: 'aäb', cursor: 3, anchor: 3 });
  client.say(input, 'commit');
  const press = (sym: number, state = 1): unknown => {
    const from = client.seen.length;
    says('keysym', { serial: 1, time: 0, sym, state, modifiers: 0 });
    return said(from)[0];
  };
  t.strictSame(
    press(0xff08),
    ['delete_surrounding_text', { before_length: 2, after_length: 0 }],
    'two bytes',
  );
  t.strictSame(press(0xffff), ['delete_surrounding_text', { before_length: 0, after_length: 1 }]);
  t.strictSame(press(0xff0d), ['commit_string', { text: '\n' }]);
  t.strictSame(press(0x61), ['commit_string', { text: 'a' }]);
  t.strictSame(press(0x0100_20ac), ['commit_string', { text: '€' }]);
  t.equal(press(0x61, 0), undefined, 'released');
  t.equal(press(0xff51), undefined, 'an arrow');
  t.equal(press(0xffff_ffff), undefined);
});

t.test('objects of version 1 are used again, since they cannot be destroyed', async (t) => {
  const { client, host, make, seat, manager, input, enter, enable, heard } = overV1();
  enter();
  enable();
  client.say(input, 'destroy');
  t.strictSame(heard(host.seen.length - 2), ['hide_input_panel', 'deactivate']);
  const second = make(manager, 'get_text_input', { seat });
  t.match(client.seen.at(-1), { id: second, message: 'enter' }, 'it has the focus at once');
  make(manager, 'get_text_input', { seat });
  t.equal(host.seenOf('create_text_input').length, 2);
});

t.test('a seat that goes takes the focus along; an object that is no seat is a fault', async (t) => {
  const { client, host, enter, enable, manager, told, surface, ends, heard } = overV1();
  enter();
  enable();
  host.withdraw(2);
  t.strictSame(told('leave'), { surface });
  t.ok(heard(0).includes('hide_input_panel'));
  client.say(manager, 'get_text_input', { id: client.newId(), seat: surface });
  t.match(ends, [{ cause: 'client-fault', text: /no living wl_seat/ }]);
});

t.test('a keyboard that goes is let go of, and listened to again when it comes', async (t) => {
  const { host, enter, own, told } = overV1();
  enter();
  host.say(own, 'capabilities', { capabilities: 0 });
  t.match(host.seen.at(-1), { interface: 'wl_keyboard', message: 'release' });
  t.ok(told('leave'));
  host.say(own, 'capabilities', { capabilities: 2 });
  t.equal(host.seenOf('get_keyboard').length, 2);
});

t.test('a surface that the client has destroyed is not activated, nor named to the client', async (t) => {
  const { client, host, surface, enter, leave, enable, ends } = overV1();
  enter();
  client.say(surface, 'destroy');
  enable();
  t.equal(host.seenOf('activate').length, 0);
  const count = client.seen.length;
  leave();
  enter();
  t.equal(client.seen.length, count);
  t.strictSame(ends, []);
});

t.test('the cursor’s place is scaled', async (t) => {
  const scale = { factor: 2, dpi: [], direct: false, stable: false };
  const { client, input, enter, last } = overV1({ scale });
  enter();
  client.say(input, 'enable');
  client.say(input, 'set_cursor_rectangle', { x: 10, y: 20, width: 2, height: 40 });
  client.say(input, 'commit');
  t.strictSame(last('set_cursor_rectangle'), { x: 5, y: 10, width: 1, height: 20 });
});

t.test('the cursor’s place is in the units of the output that its window is on', async (t) => {
  const scale = { factor: 1, dpi: [], direct: true, stable: false };
  const { client, host, input, enter, hostSurface, last } = overV1({ scale }, { wl_output: 4 });
  host.announce('wl_output', 4);
  const outputs = host.idsOf('wl_output');
  for (const [i, factor] of [1, 2].entries()) {
    host.say(outputs[i]!, 'mode', { flags: 1, width: 800 * factor, height: 600 * factor, refresh: 0 });
    host.say(outputs[i]!, 'scale', { factor });
    host.say(outputs[i]!, 'done');
  }
  host.say(hostSurface, 'enter', { output: outputs[1]! });
  enter();
  client.say(input, 'enable');
  client.say(input, 'set_cursor_rectangle', { x: 100, y: 100, width: 2, height: 20 });
  client.say(input, 'commit');
  t.strictSame(last('set_cursor_rectangle'), { x: 50, y: 50, width: 1, height: 10 });
});
