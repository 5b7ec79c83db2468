/** Cursors by name, drawn from a cursor theme that the test writes. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import t from 'tap';
import { wp_cursor_shape_manager_v1 } from '../../src/protocol/generated/cursor-shape-v1.js';
import { wl_compositor, wl_seat } from '../../src/protocol/generated/wayland.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { bridged } from '../support/bridged.js';
import { noLeaks } from '../support/fixture.js';

const folder = mkdtempSync(join(tmpdir(), 'decant-cursors-'));
process.env['XCURSOR_PATH'] = folder;
t.teardown(() => rmSync(folder, { recursive: true }));
noLeaks(t);

/** A cursor file (Xcursor(3)): squares of these nominal sizes, which point at their middle. */
function cursorFile(sizes: readonly number[], delay = 0): Buffer {
  const image = 0xfffd0002;
  const starts = sizes.map((_size, i) =>
    sizes.slice(0, i).reduce((at, size) => at + 36 + 4 * size * size, 0),
  );
  const from = 16 + 12 * sizes.length;
  const words = [0x72756358, 16, 0x10000, sizes.length];
  sizes.forEach((size, i) => words.push(image, size, from + starts[i]!));
  for (const size of sizes) {
    words.push(36, image, size, 1, size, size, size >> 1, size >> 1, delay);
    words.push(...Array.from({ length: size * size }, () => 0xff00_0000 + size));
  }
  return Buffer.from(Uint32Array.from(words).buffer);
}

function writeCursor(name: string, sizes: readonly number[], delay = 0): void {
  const path = join(folder, 'default/cursors', name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, cursorFile(sizes, delay));
}

writeCursor('left_ptr', [24, 48]);
writeCursor('hand2', [24, 25]);
writeCursor('watch', [24, 24], 10);

const shapes = { arrow: 1, pointer: 4, wait: 6, zoomOut: 34 };

function desk(scale = 1) {
  const made = bridged({ wl_compositor: 6, wl_shm: 1, wl_seat: 7, wl_output: 4 });
  const { client, host, make } = made;
  const seat = client.bind(wl_seat);
  const pointer = make(seat, 'get_pointer');
  const hostPointer = host.idOf('wl_pointer');
  const manager = client.bind(wp_cursor_shape_manager_v1);
  host.say(host.idOf('wl_output'), 'scale', { factor: scale });
  const device = make(manager, 'get_pointer', { pointer }, 'cursor_shape_device');
  const show = (shape: number, serial = 7): void => client.say(device, 'set_shape', { serial, shape });
  return { ...made, seat, pointer, hostPointer, manager, device, show };
}

t.test('a shape is a surface of the theme’s picture, which points where the theme says', async (t) => {
  const { host, show, last, hostPointer } = desk();
  show(shapes.arrow);
  const set = host.seen.at(-1);
  t.match(set, { id: hostPointer, message: 'set_cursor', args: { serial: 7, hotspot_x: 12, hotspot_y: 12 } });
  t.equal(set?.args['surface'], host.idOf('wl_surface'));
  t.match(last('create_buffer'), { width: 24, height: 24, stride: 96 });
  show(shapes.arrow, 8);
  t.match(last('set_cursor'), { serial: 8, surface: set?.args['surface'] });
  t.equal(host.seenOf('create_surface').length, 1, 'a pointer has one');
});

t.test('names of older themes are known, and what a theme lacks is an arrow', async (t) => {
  const { show, last } = desk();
  show(shapes.pointer);
  t.match(last('set_cursor'), { hotspot_x: 12 });
  show(shapes.zoomOut);
  t.match(last('create_buffer'), { width: 24 });
});

t.test(
  'on a dense output there are as many pixels; a picture that cannot be halved is taken as it is',
  async (t) => {
    const { show, last, host } = desk(2);
    show(shapes.arrow);
    t.strictSame(last('set_buffer_scale'), { scale: 2 });
    t.match(last('create_buffer'), { width: 48 });
    t.match(last('set_cursor'), { hotspot_x: 12 }, 'in units');
    show(shapes.pointer);
    t.strictSame(last('set_buffer_scale'), { scale: 1 });
    t.match(last('create_buffer'), { width: 24 });
    t.equal(host.seenOf('set_buffer_scale').length, 2);
  },
);

t.test('a cursor that moves goes on until something else is shown', async (t) => {
  const { client, host, show, pointer, hostPointer, make } = desk();
  make(client.bind(wl_compositor), 'create_surface');
  const surface = host.idOf('wl_surface');
  const pictures = (): number => host.seenOf('attach').length;
  const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const without = timers();
  const more = async (): Promise<void> => {
    const before = pictures();
    await waitFor('the next picture', { timeoutMs: 60_000 }, () => {
      client.sync();
      return pictures() > before || undefined;
    });
    t.equal(timers(), without + 1, 'it moves');
  };
  const rests = (): void => {
    t.equal(timers(), without, 'it rests');
  };
  show(shapes.wait);
  await more();
  await more();
  host.say(hostPointer, 'leave', { serial: 9, surface });
  rests();
  show(shapes.wait);
  t.equal(timers(), without, 'nobody sees it');
  host.say(hostPointer, 'enter', { serial: 10, surface, surface_x: 0, surface_y: 0 });
  show(shapes.wait);
  await more();
  client.say(pointer, 'set_cursor', { serial: 7, surface: 0, hotspot_x: 0, hotspot_y: 0 });
  rests();
  show(shapes.wait);
  await more();
  show(shapes.arrow);
  rests();
  show(shapes.wait);
});

t.test('a picture is made once, however often it is shown', async (t) => {
  const { host, show } = desk();
  for (let serial = 0; serial < 100; serial++) {
    show(shapes.arrow, serial);
    show(shapes.pointer, serial);
  }
  t.equal(host.seenOf('set_cursor').length, 200);
  t.equal(host.seenOf('create_pool').length, 2);
});

t.test('a host that calls an output incredibly dense gets a cursor all the same', async (t) => {
  const { show, last, ends } = desk(0x7fff_ffff);
  show(shapes.arrow);
  t.match(last('set_cursor'), { serial: 7 });
  t.strictSame(ends, []);
});

t.test('the cursor stays when its device goes, and goes with its pointer', async (t) => {
  const { client, host, show, device, pointer, seat, make, manager } = desk();
  show(shapes.arrow);
  client.say(device, 'destroy');
  t.match(client.seen.at(-1), { message: 'delete_id', args: { id: device } });
  t.equal(host.seen.at(-1)?.message, 'set_cursor');
  const other = make(manager, 'get_pointer', { pointer }, 'cursor_shape_device');
  client.say(pointer, 'release');
  t.ok(host.seen.some(({ interface: of, message }) => of === 'wl_surface' && message === 'destroy'));
  const count = host.seen.length;
  client.say(other, 'set_shape', { serial: 7, shape: 1 });
  t.equal(host.seen.length, count, 'of a pointer that is gone nothing is said');
  make(seat, 'get_pointer');
});

t.test('what is no shape and what is no pointer are faults', async (t) => {
  const first = desk();
  first.show(99);
  t.match(first.told('error'), { object_id: first.device, code: 1 });
  const second = desk();
  second.make(second.manager, 'get_pointer', { pointer: second.seat }, 'cursor_shape_device');
  t.match(second.ends, [{ cause: 'client-fault', text: /no living wl_pointer/ }]);
});

t.test('nothing is asked of the host, nor looked at, for a client that wants no shape', async (t) => {
  const { client, host, make } = bridged({ wl_compositor: 6, wl_shm: 1, wl_seat: 7, wl_output: 4 });
  make(client.bind(wl_seat), 'get_pointer');
  make(client.bind(wl_compositor), 'create_surface');
  host.say(host.idOf('wl_pointer'), 'leave', { serial: 9, surface: host.idOf('wl_surface') });
  t.equal(host.seenOf('bind').length, 2);
});
