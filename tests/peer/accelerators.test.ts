/** Keys that are left to the host. */
import t from 'tap';
import type { AcceleratorRule } from '../../src/config/config.js';
import { acceleratorHandlers } from '../../src/peer/handlers/accelerators.js';
import * as extension from '../../src/protocol/generated/keyboard-extension-unstable-v1.js';
import * as inhibition from '../../src/protocol/generated/keyboard-shortcuts-inhibit-unstable-v1.js';
import { wl_compositor, wl_seat } from '../../src/protocol/generated/wayland.js';
import * as shell from '../../src/protocol/generated/xdg-shell.js';
import { fixture, noLeaks } from '../support/fixture.js';
import { keymapFile, keys, masks } from '../support/keymap.js';

noLeaks(t);

const rule = (keysym: string, ...modifiers: string[]): AcceleratorRule => ({
  keysym,
  modifiers,
  source: 'a test',
});

/** A client with a window that has the focus of its keyboard. */
function typing(
  always: readonly AcceleratorRule[],
  windowed: readonly AcceleratorRule[] = [],
  globals: Record<string, number> = {},
) {
  const made = fixture({
    tables: [extension, inhibition, shell].flatMap((each) => Object.values(each)),
    globals: {
      wl_compositor: 4,
      wl_seat: 10,
      xdg_wm_base: 5,
      zwp_keyboard_shortcuts_inhibit_manager_v1: 1,
      ...globals,
    },
    view: { accelerators: { always, windowed } },
  });
  const { client, host } = made;
  const make = (from: number, request: string, args: Record<string, number> = {}): number => {
    const id = client.newId();
    client.say(from, request, { ...args, id });
    return id;
  };
  const seat = client.bind(wl_seat);
  const keyboard = make(seat, 'get_keyboard');
  const surface = make(client.bind(wl_compositor), 'create_surface');
  const [hostKeyboard, hostSurface] = [host.idOf('wl_keyboard'), host.idOf('wl_surface')];
  const keymap = (contents?: string): void =>
    host.say(hostKeyboard, 'keymap', { format: 1, ...keymapFile(contents) });
  keymap();
  const enter = (held: readonly number[] = []): void =>
    host.say(hostKeyboard, 'enter', {
      serial: 1,
      surface: hostSurface,
      keys: new Uint8Array(Uint32Array.from(held).buffer),
    });
  enter();
  const hold = (depressed: number, group = 0): void =>
    host.say(hostKeyboard, 'modifiers', {
      serial: 2,
      mods_depressed: depressed,
      mods_latched: 0,
      mods_locked: 0,
      group,
    });
  const key = (code: number, state: number): void =>
    host.say(hostKeyboard, 'key', { serial: 100 + code, time: 0, key: code, state });
  const press = (code: number): void => key(code, 1);
  const release = (code: number): void => key(code, 0);
  /** What the client was told of keys, since the last time. */
  let told = 0;
  const heard = (): string[] => {
    const all = client.seenOf('key').map((args) => `${args['key'] as number} ${args['state'] as number}`);
    return all.slice(told, (told = all.length));
  };
  return {
    ...made,
    make,
    seat,
    keyboard,
    hostKeyboard,
    surface,
    hostSurface,
    keymap,
    enter,
    hold,
    key,
    press,
    release,
    heard,
  };
}

t.test('a key that is an accelerator is kept from the client with its release, others are not', async (t) => {
  const { press, release, key, heard, client } = typing([rule('Super_L')]);
  press(keys.super);
  key(keys.super, 2);
  release(keys.super);
  t.strictSame(heard(), []);
  for (const state of [1, 2, 0]) key(keys.a, state);
  t.strictSame(heard(), ['30 1', '30 2', '30 0']);
  t.equal(client.seenOf('keymap').length, 1, 'the keymap is the client’s too');
});

t.test('the modifiers must be those and no others', async (t) => {
  const { press, release, hold, heard } = typing([rule('a', 'Alt')]);
  const type = (): string[] => {
    press(keys.a);
    release(keys.a);
    return heard();
  };
  hold(masks.alt);
  t.strictSame(type(), []);
  hold(masks.alt | masks.control);
  t.equal(type().length, 2);
  hold(0);
  t.equal(type().length, 2);
});

t.test('a key is known by its lower case', async (t) => {
  const { press, hold, heard } = typing([rule('A', 'Shift')]);
  hold(masks.shift);
  press(keys.a);
  t.strictSame(heard(), []);
});

t.test('what a key means follows the layout, and a new keymap', async (t) => {
  const { press, release, hold, heard, keymap } = typing([rule('q')]);
  press(keys.a);
  release(keys.a);
  t.equal(heard().length, 2);
  hold(0, 1);
  press(keys.a);
  release(keys.a);
  t.strictSame(heard(), []);
  keymap('this is no keymap');
  press(keys.a);
  t.equal(heard().length, 1, 'without a keymap all keys are the client’s');
});

t.test('modifiers let go while an accelerator is held do not bring its release back', async (t) => {
  const { press, release, hold, heard } = typing([rule('a', 'Alt')]);
  hold(masks.alt);
  press(keys.a);
  hold(0);
  release(keys.a);
  t.strictSame(heard(), []);
});

t.test('no key is stuck after the focus was elsewhere', async (t) => {
  const { press, release, heard, host, hostKeyboard, hostSurface, enter } = typing([rule('Super_L')]);
  press(keys.a);
  host.say(hostKeyboard, 'leave', { serial: 3, surface: hostSurface });
  t.strictSame(heard(), ['30 1']);
  enter([keys.control]);
  release(keys.control);
  t.strictSame(heard(), ['29 0'], 'a key that was down when the focus came');
  release(keys.a);
  t.strictSame(heard(), [], 'the client took it for released when it lost the focus');
});

/** Makes the client's surface a window; the function returned says what the host makes of it. */
function shownAs(made: ReturnType<typeof typing>): (...states: number[]) => void {
  const { client, host, make, surface } = made;
  const xdgSurface = make(client.bind(shell.xdg_wm_base), 'get_xdg_surface', { surface });
  make(xdgSurface, 'get_toplevel');
  return (...states) =>
    host.say(host.idOf('xdg_toplevel'), 'configure', {
      width: 9,
      height: 9,
      states: new Uint8Array(Uint32Array.from(states).buffer),
    });
}

t.test('accelerators of windowed programs are the program’s on a whole screen', async (t) => {
  const made = typing([rule('Super_L')], [rule('a', 'Control')]);
  const { press, release, hold, heard } = made;
  const show = shownAs(made);
  const type = (): string[] => {
    hold(masks.control);
    press(keys.a);
    release(keys.a);
    hold(0);
    press(keys.super);
    release(keys.super);
    return heard();
  };
  show(4);
  t.strictSame(type(), []);
  show(4, 2);
  t.strictSame(type(), ['30 1', '30 0']);
  show(1);
  t.strictSame(type(), []);
});

t.test('while the host lets a client inhibit shortcuts, all keys are the client’s', async (t) => {
  const { client, host, make, surface, seat, press, release, heard } = typing([rule('Super_L')]);
  const manager = client.bind(inhibition.zwp_keyboard_shortcuts_inhibit_manager_v1);
  const inhibitor = make(manager, 'inhibit_shortcuts', { surface, seat });
  const hostInhibitor = host.idOf('zwp_keyboard_shortcuts_inhibitor_v1');
  const type = (): number => {
    press(keys.super);
    release(keys.super);
    return heard().length;
  };
  t.equal(type(), 0);
  host.say(hostInhibitor, 'active');
  t.equal(type(), 2);
  host.say(hostInhibitor, 'inactive');
  t.equal(type(), 0);
  host.say(hostInhibitor, 'active');
  client.say(inhibitor, 'destroy');
  t.equal(type(), 0);
});

t.test('a host that asks is told of each key whether the client had it', async (t) => {
  const { client, host, keyboard, press, release } = typing([rule('Super_L')], [], {
    zcr_keyboard_extension_v1: 1,
  });
  press(keys.super);
  release(keys.super);
  press(keys.a);
  t.strictSame(host.seenOf('ack_key'), [
    { serial: 100 + keys.super, handled: 0 },
    { serial: 100 + keys.super, handled: 0 },
    { serial: 100 + keys.a, handled: 1 },
  ]);
  client.say(keyboard, 'release');
  t.strictSame(
    host.seen.slice(-2).map(({ interface: owner, message }) => `${owner}.${message}`),
    ['zcr_extended_keyboard_v1.destroy', 'wl_keyboard.release'],
  );
});

t.test('a key that nobody knows is an error that names it', async (t) => {
  const make = (): unknown => acceleratorHandlers({ always: [rule('Hyperdrive')], windowed: [] });
  t.throws(make, { name: 'UsageError', message: /^a test: "Hyperdrive" is not the name of a key/ });
});
