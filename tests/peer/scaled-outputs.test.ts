/** What a client is told of outputs at another scale, and what becomes of windows whose output goes. */
import t from 'tap';
import type { ScaleConfig } from '../../src/config/config.js';
import * as fractional from '../../src/protocol/generated/fractional-scale-v1.js';
import { wl_output } from '../../src/protocol/generated/wayland.js';
import { noLeaks } from '../support/fixture.js';
import { globals, scaled } from '../support/scaled.js';
import { twoOutputs } from '../support/two-outputs.js';

noLeaks(t);

interface Output {
  readonly pixels: readonly [number, number];
  readonly mm: readonly [number, number];
  readonly scale: number;
  /** As `zxdg_output_v1` says it, if it does. */
  readonly logical?: readonly [number, number];
  readonly transform?: number;
  readonly x?: number;
}

/** What the client is told of an output: pixels, millimetres, scale, and how often that it is done. */
function told(factor: number, output: Output, more: Partial<ScaleConfig> = {}, version = 4) {
  const { logical, pixels, mm, transform = 0, x = 0 } = output;
  const others: Record<string, number> = { wl_output: 4, ...(logical ? { zxdg_output_manager_v1: 3 } : {}) };
  const made = scaled(factor, more, others);
  const { client, host } = made;
  const describe = (id: number): void => {
    const common = { x, y: 0, subpixel: 0, make: 'a', model: 'b', transform };
    host.say(id, 'geometry', { ...common, physical_width: mm[0], physical_height: mm[1] });
    host.say(id, 'mode', { flags: 1, width: pixels[0], height: pixels[1], refresh: 60_000 });
    if (version < 2 && id !== host.idsOf('wl_output')[0]) return;
    host.say(id, 'scale', { factor: output.scale });
    host.say(id, 'done');
  };
  describe(host.idOf('wl_output'));
  if (logical)
    host.say(host.idOf('zxdg_output_v1'), 'logical_size', { width: logical[0], height: logical[1] });
  client.bind(wl_output, version);
  describe(host.idsOf('wl_output')[1]!);
  const mode = client.seenOf('mode').at(-1);
  const geometry = client.seenOf('geometry').at(-1);
  return {
    ...made,
    pixels: [mode?.['width'], mode?.['height']],
    mm: [geometry?.['physical_width'], geometry?.['physical_height']],
    x: geometry?.['x'],
    scale: client.seenOf('scale').at(-1)?.['factor'],
    done: client.seenOf('done').length,
  };
}

/** An output of sommelier's: 1280×800 pixels of a millimetre. */
const coarse: Output = { pixels: [1280, 800], mm: [1280, 800], scale: 1 };

t.test('outputs are as sommelier shows them', async (t) => {
  const cases: readonly (readonly [number, unknown, number])[] = [
    [1.25, [1600, 1000], 1],
    [2, [2560, 1600], 1],
    [0.5, [1280, 800], 2],
    [0.75, [1920, 1200], 2],
  ];
  for (const [factor, pixels, scale] of cases)
    t.match(told(factor, coarse), { pixels, scale, done: 1 }, `${factor}`);
  t.match(told(1.25, coarse), { mm: [564, 352] }, 'the nearest density is 72');
  t.match(told(1.25, coarse, { dpi: [] }), { mm: [1280, 800] }, 'exact');
  t.match(told(1, coarse, { dpi: [160] }), { pixels: [1280, 800], mm: [203, 127], scale: 1 });
});

t.test('an unknown physical size stays unknown, and of two densities as near the first counts', async (t) => {
  t.match(told(2, { ...coarse, mm: [0, 0] }), { mm: [0, 0] });
  // 1000 pixels on 254 mm are 100 to the inch.
  const even = { pixels: [1000, 1000], mm: [254, 254], scale: 1 } as const;
  t.match(told(1, even, { dpi: [90, 110] }), { mm: [282, 282] });
  t.match(told(1, even, { dpi: [110, 90] }), { mm: [230, 230] });
});

t.test('the logical size of a host with a broken scale counts, turned as it is', async (t) => {
  const output: Output = { pixels: [1920, 1080], mm: [0, 0], scale: 2, logical: [1280, 720] };
  t.match(told(0.5, output), { pixels: [1920, 1080], scale: 3 });
  t.match(told(2, output), { pixels: [2560, 1440], scale: 1 });
  t.match(told(2, { ...output, logical: [720, 1280], transform: 1 }), { pixels: [2560, 1440] });
});

t.test('a logical size that the host has cut off counts, and hides no density', async (t) => {
  const output: Output = { pixels: [1024, 768], mm: [0, 0], scale: 2, logical: [682, 512] };
  t.match(told(0.5, output), { pixels: [1023, 768], scale: 3 });
});

t.test('outputs beside each other stay so', async (t) => {
  t.match(told(0.75, { ...coarse, x: 1280 }), { x: 960 });
});

t.test('a client that knows no scale is told pixels of its own', async (t) => {
  t.match(told(0.5, coarse, {}, 1), { pixels: [640, 400], scale: undefined });
});

t.test('with direct scaling, units of the client are pixels', async (t) => {
  const output: Output = { pixels: [1920, 1080], mm: [500, 300], scale: 2, logical: [1280, 720] };
  t.match(told(0.5, output, { direct: true }), { pixels: [960, 540], scale: 1, mm: [500, 300] });
  t.match(told(1, output, { direct: true }), { pixels: [1920, 1080], scale: 1 });
});

t.test('an output whose logical size changes is told anew, and done again', async (t) => {
  const output: Output = { pixels: [1920, 1080], mm: [0, 0], scale: 2, logical: [1280, 720] };
  const { client, host } = told(2, output);
  const before = client.seen.length;
  host.say(host.idOf('zxdg_output_v1'), 'logical_size', { width: 960, height: 540 });
  t.equal(client.seen.length, before, 'its scale or its transform may be said next');
  host.say(host.idsOf('wl_output')[0]!, 'done');
  t.match(client.seenOf('mode').at(-1), { width: 1920, height: 1080 });
  t.equal(client.seen.at(-1)?.message, 'done');
});

t.test(
  'where the host says no fractional scale, the peer does: the highest of a surface’s outputs',
  async (t) => {
    const { wp_fractional_scale_manager_v1: _manager, ...without } = globals;
    const { client, host, make, surface, ends } = scaled(0.75, {}, { ...without, wl_output: 4 });
    const describe = (id: number, scale: number): void => {
      host.say(id, 'mode', { flags: 1, width: 1024, height: 768, refresh: 60_000 });
      host.say(id, 'scale', { factor: scale });
      host.say(id, 'done');
    };
    describe(host.idOf('wl_output'), 1);
    client.getRegistry();
    t.notOk(client.globals().some((each) => each.interface === 'wp_fractional_scale_manager_v1'));
    host.answerSyncs();
    const manager = client.bind(fractional.wp_fractional_scale_manager_v1);
    const id = surface();
    const scale = make(manager, 'get_fractional_scale', { surface: id });
    t.strictSame(client.seenOf('preferred_scale'), [{ scale: 160 }]);
    const output = client.bind(wl_output);
    const hostOutput = host.idsOf('wl_output').at(-1)!;
    host.say(host.idOf('wl_surface'), 'enter', { output: hostOutput });
    t.match(client.seen.at(-1), { message: 'enter', args: { output } }, 'nothing new, and the event passes');
    describe(host.idsOf('wl_output')[0]!, 2);
    t.strictSame(client.seenOf('preferred_scale'), [{ scale: 160 }, { scale: 320 }]);
    client.say(scale, 'destroy');
    t.match(client.seen.at(-1), { message: 'delete_id', args: { id: scale } });
    make(manager, 'get_fractional_scale', { surface: id });
    t.strictSame(client.seenOf('preferred_scale').at(-1), { scale: 320 });
    make(manager, 'get_fractional_scale', { surface: id });
    t.match(client.seen.at(-1), { message: 'error', args: { object_id: manager, code: 0 } });
    t.equal(ends[0]?.cause, 'client-fault');
  },
);

t.test('a window is in the units of the output that it went to when its own was unplugged', async (t) => {
  const { host, first, second, describe, wlSurface, enter, show, last } = twoOutputs();
  const unplugged = host.announce('wl_output', 4);
  const third = host.idsOf('wl_output').at(-1)!;
  describe(first, 0, 1600, 2);
  describe(second, 800, 800, 1);
  describe(third, 1600, 1600, 2);
  enter(third);
  show(wlSurface, 400, 300);
  t.strictSame(last('set_destination'), { width: 200, height: 150 });
  host.withdraw(unplugged);
  enter(second);
  show(wlSurface, 400, 300);
  t.strictSame(last('set_destination'), { width: 400, height: 300 });
});
