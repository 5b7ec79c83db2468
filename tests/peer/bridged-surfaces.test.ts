/** Bridges for what surfaces show and how large: single pixels, fractional scales, logical outputs, damage in pixels. */
import { readFileSync } from 'node:fs';
import t from 'tap';
import { OwnedFd } from '../../src/native/fd.js';
import { wp_fractional_scale_manager_v1 } from '../../src/protocol/generated/fractional-scale-v1.js';
import { wp_single_pixel_buffer_manager_v1 } from '../../src/protocol/generated/single-pixel-buffer-v1.js';
import { wp_viewporter } from '../../src/protocol/generated/viewporter.js';
import { wl_compositor, wl_output, wl_surface } from '../../src/protocol/generated/wayland.js';
import { zxdg_output_manager_v1 } from '../../src/protocol/generated/xdg-output-unstable-v1.js';
import type { ViewConfig } from '../../src/config/config.js';
import { bridged, type Bridged } from '../support/bridged.js';
import { noLeaks } from '../support/fixture.js';

noLeaks(t);

t.test('a single pixel is a buffer of shared memory with that colour', async (t) => {
  const { client, host, make, last } = bridged({ wl_shm: 1, wl_compositor: 4 });
  const manager = client.bind(wp_single_pixel_buffer_manager_v1);
  const colour = { r: 0xffff_ffff, g: 0x8000_0000, b: 0, a: 0xffff_ffff };
  const buffer = make(manager, 'create_u32_rgba_buffer', colour);
  t.match(last('create_buffer'), { offset: 0, width: 1, height: 1, stride: 4, format: 0 });
  const fd = last('create_pool')?.['fd'];
  if (!(fd instanceof OwnedFd)) throw new Error('control: the host has got no descriptor');
  t.strictSame(
    [...readFileSync(`/proc/self/fd/${fd.fd}`).subarray(0, 4)],
    [0, 0x80, 0xff, 0xff],
    'blue first',
  );
  t.equal(
    host.seenOf('create_pool').length,
    host.seen.filter(({ interface: of, message }) => of === 'wl_shm_pool' && message === 'destroy').length,
  );
  const surface = make(client.bind(wl_compositor), 'create_surface');
  client.say(surface, 'attach', { buffer, x: 0, y: 0 });
  t.match(last('attach'), { buffer: last('create_buffer')?.['id'] });
  host.say(last('create_buffer')?.['id'] as number, 'release');
  t.match(client.seen.at(-1), { id: buffer, message: 'release' });
  client.say(buffer, 'destroy');
  t.match(host.seen.at(-1), { interface: 'wl_buffer', message: 'destroy' });
  client.say(manager, 'destroy');
  t.match(client.seen.at(-1), { message: 'delete_id', args: { id: manager } });
});

t.test('a single pixel with an id that is taken is the client’s fault', async (t) => {
  const { client, ends } = bridged({ wl_shm: 1 });
  const manager = client.bind(wp_single_pixel_buffer_manager_v1);
  client.say(manager, 'create_u32_rgba_buffer', { id: manager, r: 0, g: 0, b: 0, a: 0 });
  t.equal(ends[0]?.cause, 'client-fault');
});

/** What the host says of an output. */
interface Output {
  readonly x?: number;
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  readonly transform?: number;
  readonly name?: string;
}

function describe(
  { host }: Bridged,
  id: number,
  { x = 0, transform = 0, scale, name, ...size }: Output,
): void {
  const common = {
    x,
    y: 0,
    physical_width: 0,
    physical_height: 0,
    subpixel: 0,
    make: '',
    model: '',
    transform,
  };
  host.say(id, 'geometry', common);
  host.say(id, 'mode', { flags: 1, ...size, refresh: 0 });
  host.say(id, 'scale', { factor: scale });
  if (name !== undefined) host.say(id, 'name', { name });
  host.say(id, 'done');
}

const wide = { x: 100, width: 1920, height: 1080, scale: 2, name: 'DP-1' };

t.test('a logical output is what wl_output says, and follows it', async (t) => {
  const made = bridged({ wl_output: 4 });
  const { client, host, make, told } = made;
  const output = client.bind(wl_output);
  const hostOutput = host.idOf('wl_output');
  const manager = client.bind(zxdg_output_manager_v1);
  const xdgOutput = make(manager, 'get_xdg_output', { output });
  t.equal(told('logical_size'), undefined, 'not known yet');
  const own = host.idsOf('wl_output').at(-1)!;
  t.not(own, hostOutput, 'the peer has bound its own');
  describe(made, own, wide);
  t.strictSame(told('logical_position'), { x: 100, y: 0 });
  t.strictSame(told('logical_size'), { width: 960, height: 540 });
  t.strictSame(told('name'), { name: 'DP-1' });
  t.match(client.seen.at(-1), { id: output, message: 'done' });
  describe(made, own, { ...wide, transform: 1, scale: 1 });
  t.strictSame(told('logical_size'), { width: 1080, height: 1920 }, 'turned');
  t.equal(client.seenOf('name').length, 1, 'the name is said once');
  const count = client.seen.length;
  describe(made, own, { ...wide, transform: 1, scale: 1 });
  t.equal(client.seen.length, count, 'nothing is said twice');
  client.say(xdgOutput, 'destroy');
  describe(made, own, wide);
  t.match(client.seen.at(-1), { message: 'delete_id', args: { id: xdgOutput } });
});

t.test('without names of outputs, logical outputs have version 1 and their own done', async (t) => {
  const made = bridged({ wl_output: 3 });
  const { client, host, make, offered, told } = made;
  t.equal(offered(zxdg_output_manager_v1.name), 1);
  const output = client.bind(wl_output);
  const id = make(client.bind(zxdg_output_manager_v1), 'get_xdg_output', { output });
  describe(made, host.idsOf('wl_output').at(-1)!, { width: 800, height: 600, scale: 1 });
  t.strictSame(told('logical_size'), { width: 800, height: 600 });
  t.match(client.seen.at(-1), { id, message: 'done' });
});

t.test('a logical output of an output that was taken away, or of no output', async (t) => {
  const { client, host, make, ends } = bridged({ wl_output: 4 });
  const output = client.bind(wl_output);
  const manager = client.bind(zxdg_output_manager_v1);
  make(manager, 'get_xdg_output', { output });
  host.withdraw(1);
  make(manager, 'get_xdg_output', { output });
  t.strictSame(ends, []);
  client.say(manager, 'get_xdg_output', { id: client.newId(), output: manager });
  t.match(ends, [{ cause: 'client-fault', text: /no living wl_output/ }]);
});

t.test('an output that the client has let go of is named no more, though its id is another’s', async (t) => {
  const made = bridged({ wl_output: 4, wl_compositor: 6 });
  const { client, host, make } = made;
  const output = client.bind(wl_output);
  const released = host.idOf('wl_output');
  const manager = client.bind(zxdg_output_manager_v1);
  const id = make(manager, 'get_xdg_output', { output });
  client.say(output, 'release');
  host.deleteId(released);
  t.equal(client.bind(wl_compositor), output, 'control: the id comes again');
  const own = host.idsOf('wl_output').find((each) => each !== released)!;
  describe(made, own, wide);
  t.match(client.seen.at(-1), { id }, 'the logical output still is told');
});

t.test('logical outputs are scaled like the host’s', async (t) => {
  const scale = { factor: 2, dpi: [], direct: false, stable: false };
  const made = bridged({ wl_output: 4, wl_compositor: 6, wp_viewporter: 1 }, { view: { scale } });
  const { client, host, make, told } = made;
  for (const id of host.idsOf('wl_output')) describe(made, id, wide);
  const output = client.bind(wl_output);
  make(client.bind(zxdg_output_manager_v1), 'get_xdg_output', { output });
  t.strictSame(told('logical_position'), { x: 200, y: 0 });
  t.strictSame(told('logical_size'), { width: 1920, height: 1080 });
});

t.test('a fractional scale is the density of the outputs that a surface is on', async (t) => {
  const made = bridged({ wl_output: 4, wl_compositor: 6, wp_viewporter: 1, zxdg_output_manager_v1: 3 });
  const { client, host, make, told } = made;
  const output = client.bind(wl_output);
  const hostOutput = host.idOf('wl_output');
  const surface = make(client.bind(wl_compositor), 'create_surface');
  const manager = client.bind(wp_fractional_scale_manager_v1);
  const scale = make(manager, 'get_fractional_scale', { surface });
  t.strictSame(told('preferred_scale'), { scale: 120 }, 'nothing else is known');
  const own = host.idsOf('wl_output').at(-1)!;
  describe(made, own, { width: 1920, height: 1080, scale: 2 });
  host.say(host.idOf('zxdg_output_v1'), 'logical_size', { width: 1280, height: 720 });
  t.strictSame(told('preferred_scale'), { scale: 180 }, '1.5');
  host.say(host.idOf('wl_surface'), 'enter', { output: hostOutput });
  t.match(client.seen.at(-1), { message: 'enter', args: { output } });
  client.say(scale, 'destroy');
  make(manager, 'get_fractional_scale', { surface });
  t.strictSame(told('preferred_scale'), { scale: 180 }, 'a new one is told again');
  make(manager, 'get_fractional_scale', { surface });
  t.match(told('error'), { object_id: manager, code: 0 });
});

function oldHost(globals: Record<string, number> = {}, view: Partial<ViewConfig> = {}) {
  const made = bridged({ wl_compositor: 3, ...globals }, { view });
  const compositor = made.client.bind(wl_compositor);
  const surface = made.make(compositor, 'create_surface');
  return { ...made, surface };
}

const everything = { x: 0, y: 0, width: 0x7fff_ffff, height: 0x7fff_ffff };

t.test('damage in pixels reaches a host that knows only the surface’s units', async (t) => {
  const { client, host, last, offered, surface } = oldHost();
  t.equal(offered(wl_compositor.name), 4);
  t.match(last('bind'), { id: { interface: wl_compositor.name, version: 3 } });
  client.say(surface, 'damage_buffer', { x: 3, y: 5, width: 7, height: 9 });
  t.strictSame(last('damage'), { x: 3, y: 5, width: 7, height: 9 });
  client.say(surface, 'set_buffer_scale', { scale: 2 });
  t.strictSame(last('damage'), everything, 'a new scale');
  client.say(surface, 'damage_buffer', { x: 3, y: 5, width: 7, height: 9 });
  t.strictSame(last('damage'), { x: 1, y: 2, width: 4, height: 5 }, 'all that the pixels touch');
  client.say(surface, 'set_buffer_transform', { transform: 1 });
  client.say(surface, 'damage_buffer', { x: 3, y: 5, width: 7, height: 9 });
  t.strictSame(last('damage'), everything, 'turned');
  client.say(surface, 'set_buffer_transform', { transform: 0 });
  client.say(surface, 'damage_buffer', everything);
  t.strictSame(last('damage'), everything, 'the whole of it');
  t.equal(host.seenOf('damage_buffer').length, 0);
});

t.test('damage in pixels of a surface with a viewport is all of it', async (t) => {
  const { client, make, last, surface } = oldHost({ wp_viewporter: 1 });
  make(client.bind(wp_viewporter), 'get_viewport', { surface });
  client.say(surface, 'damage_buffer', { x: 1, y: 1, width: 1, height: 1 });
  t.strictSame(last('damage'), everything);
});

t.test('damage of the same commit before the buffer is turned or cropped is all of it', async (t) => {
  const { client, host, make, surface } = oldHost({ wp_viewporter: 1 });
  const viewporter = client.bind(wp_viewporter);
  const some = { x: 1, y: 1, width: 1, height: 1 };
  const damaged = (): unknown => host.seenOf('damage').at(-1);
  client.say(surface, 'damage_buffer', some);
  t.strictSame(damaged(), some);
  client.say(surface, 'set_buffer_transform', { transform: 3 });
  t.strictSame(damaged(), everything);
  client.say(surface, 'set_buffer_transform', { transform: 0 });
  client.say(surface, 'damage_buffer', some);
  t.strictSame(damaged(), some);
  make(viewporter, 'get_viewport', { surface });
  t.strictSame(damaged(), everything);
});

t.test('damage in pixels of a surface that is scaled is all of it', async (t) => {
  const scale = { factor: 0.5, dpi: [], direct: false, stable: false };
  const { client, host, surface } = oldHost({ wp_viewporter: 1 }, { scale });
  client.say(surface, 'set_buffer_scale', { scale: 2 });
  client.say(surface, 'damage_buffer', { x: 150, y: 0, width: 50, height: 200 });
  t.strictSame(host.seenOf('damage'), [everything, everything]);
});

t.test(
  'newer and older compositors than 3 are left as they are, and so is 3 if that is asked for',
  async (t) => {
    for (const version of [2, 4, 6])
      t.equal(bridged({ wl_compositor: version }).offered('wl_compositor'), version);
    t.equal(bridged({ wl_compositor: 3 }, { off: ['damage-buffer'] }).offered('wl_compositor'), 3);
    const { client, make, host } = bridged({ wl_compositor: 4 });
    const surface = make(client.bind(wl_compositor), 'create_surface');
    client.say(surface, 'damage_buffer', { x: 0, y: 0, width: 1, height: 1 });
    t.match(host.seen.at(-1), { interface: wl_surface.name, message: 'damage_buffer' });
  },
);
