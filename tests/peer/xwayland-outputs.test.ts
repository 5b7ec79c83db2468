/** Outputs as Xwayland is told of them, in memory: what places they have, and which of them a window is on. */
import t from 'tap';
import { takenGlobals, viewHandlers } from '../../src/peer/view-handlers.js';
import { x11Handlers } from '../../src/peer/xwayland/handlers.js';
import { wl_output } from '../../src/protocol/generated/wayland.js';
import * as relativePointer from '../../src/protocol/generated/relative-pointer-unstable-v1.js';
import * as xdgOutput from '../../src/protocol/generated/xdg-output-unstable-v1.js';
import { globals, listener, xwayland } from '../support/fake-xwayland.js';
import { noLeaks } from '../support/fixture.js';

noLeaks(t);

interface Output {
  readonly x: number;
  readonly y: number;
  readonly pixels: readonly [number, number];
  readonly mm?: readonly [number, number];
  readonly transform?: number;
  readonly scale?: number;
}

/** A peer for Xwayland with outputs, in their order; Xwayland has bound each. */
function screens(...outputs: readonly Output[]) {
  const x = xwayland({
    globals: { ...globals, wl_subcompositor: 1 },
    handlers: [...x11Handlers, ...viewHandlers({}, { copies: false, x11: true })],
  });
  const { host, client } = x;
  let changes = 0;
  x.windows.listener = { ...x.windows.listener, outputsChanged: () => void changes++ };
  const describe = (
    id: number,
    { x: left, y: top, pixels, mm = [0, 0], transform = 0, scale = 1 }: Output,
  ): void => {
    const common = { x: left, y: top, subpixel: 0, make: 'a', model: 'b', transform };
    host.say(id, 'geometry', { ...common, physical_width: mm[0], physical_height: mm[1] });
    host.say(id, 'mode', { flags: 1, width: pixels[0], height: pixels[1], refresh: 60_000 });
    host.say(id, 'scale', { factor: scale });
    host.say(id, 'done');
  };
  const added = outputs.map((output) => {
    const name = host.announce('wl_output', 4);
    const own = host.idsOf('wl_output').at(-1)!;
    describe(own, output);
    client.getRegistry();
    const id = client.bind(wl_output, 4, client.getRegistry());
    return { name, own, id, hostId: host.idsOf('wl_output').at(-1)!, output };
  });
  for (const { hostId, output } of added) describe(hostId, output);
  /** What Xwayland was told last of an output's place. */
  const place = (which: number): unknown => {
    const { x: left, y: top } = client.seen.findLast(
      ({ message, id }) => message === 'geometry' && id === added[which]!.id,
    )!.args as { x: number; y: number };
    return [left, top];
  };
  return { ...x, added, describe, place, changes: () => changes };
}

t.test('places are told from the left-most and the top-most edge', (t) => {
  const { place, windows } = screens(
    { x: -500, y: 40, pixels: [400, 300] },
    { x: -100, y: -60, pixels: [200, 100] },
  );
  t.same(place(0), [0, 100]);
  t.same(place(1), [400, 0]);
  t.same(windows.outputs(), [
    { x: 0, y: 100, width: 400, height: 300 },
    { x: 400, y: 0, width: 200, height: 100 },
  ]);
  t.end();
});

t.test('when the output at the edge goes or moves, the others follow', (t) => {
  const { place, windows, host, added, describe, changes } = screens(
    { x: -500, y: 0, pixels: [400, 300] },
    { x: -100, y: 0, pixels: [200, 100] },
  );
  const moved = { x: -700, y: 0, pixels: [400, 300] } as const;
  for (const id of [added[0]!.own, added[0]!.hostId]) describe(id, moved);
  t.same(place(1), [600, 0]);
  const before = changes();
  host.withdraw(added[0]!.name);
  t.same(place(1), [0, 0]);
  t.same(windows.outputs(), [{ x: 0, y: 0, width: 200, height: 100 }]);
  t.ok(changes() > before, 'and that is told');
  t.end();
});

t.test('an output of unknown size has 96 dots to the inch, another the size that it has', (t) => {
  const { client } = screens(
    { x: 0, y: 0, pixels: [960, 480] },
    { x: 960, y: 0, pixels: [960, 480], mm: [300, 150] },
  );
  const sizes = client.seenOf('geometry').map((args) => [args['physical_width'], args['physical_height']]);
  t.same(sizes.at(-2), [254, 127]);
  t.same(sizes.at(-1), [300, 150]);
  t.end();
});

t.test('a turned output has its sides exchanged', (t) => {
  const { windows } = screens({ x: 0, y: 0, pixels: [400, 300], transform: 1 });
  t.same(windows.outputs(), [{ x: 0, y: 0, width: 300, height: 400 }]);
  t.end();
});

t.test('a surface is on the output that it entered first and has not left', (t) => {
  const { added, windows, surface, host, client } = screens(
    { x: 0, y: 0, pixels: [400, 300] },
    { x: 400, y: 0, pixels: [200, 100] },
  );
  const id = surface();
  client.sync();
  const hostSurface = host.idOf('wl_surface');
  t.equal(windows.outputOf(id), undefined);
  const [first, second] = added.map(({ hostId }) => hostId);
  host.say(hostSurface, 'enter', { output: first! });
  host.say(hostSurface, 'enter', { output: second! });
  t.match(windows.outputOf(id), { x: 0 });
  host.say(hostSurface, 'leave', { output: first! });
  t.match(windows.outputOf(id), { x: 400 });
  client.say(id, 'destroy', {});
  t.equal(windows.outputOf(id), undefined);
  t.end();
});

t.test(
  'a surface is on no output that has been unplugged, whether or not the host says that it left',
  (t) => {
    const { added, windows, surface, host, client } = screens(
      { x: 0, y: 0, pixels: [400, 300] },
      { x: 400, y: 0, pixels: [200, 100] },
    );
    const id = surface();
    client.sync();
    const [first, second] = added;
    const enter = ({ hostId }: { readonly hostId: number }): void =>
      host.say(host.idOf('wl_surface'), 'enter', { output: hostId });
    enter(second!);
    t.match(windows.outputOf(id), { width: 200 }, 'control');
    host.withdraw(second!.name);
    enter(first!);
    t.match(windows.outputOf(id), { width: 400 });
    t.end();
  },
);

t.test('a frame has as many pixels as the densest output shows, and others when that changes', (t) => {
  const output = { x: 0, y: 0, pixels: [800, 600], scale: 2 } as const;
  const { added, describe, windows, surface, draw, buffer, configure, seenOf } = screens(output);
  const size = { width: 300, height: 200 };
  const id = surface();
  const window = windows.openToplevel(id, listener())!;
  window.open();
  configure({ width: 0, height: 0 });
  window.settle(size);
  draw(id, buffer(300, 200));
  t.same(
    seenOf('set_buffer_scale').map(({ scale }) => scale),
    [2, 2, 2, 2],
  );
  const pictures = (): readonly (readonly [unknown, unknown])[] =>
    seenOf('create_buffer').map(({ width, height }) => [width, height] as const);
  t.same(
    pictures().filter(([width]) => width !== 300),
    [
      [620, 60],
      [10, 400],
      [10, 400],
      [620, 10],
    ],
  );
  t.match(seenOf('set_window_geometry').at(-1), { width: 310, height: 235 }, 'its size is the same');
  for (const each of [added[0]!.own, added[0]!.hostId]) describe(each, { ...output, scale: 1 });
  t.equal(seenOf('set_buffer_scale').at(-1)?.['scale'], 1);
  t.same(
    pictures().find(([width]) => width === 310),
    [310, 30],
  );
  t.end();
});

t.test('Xwayland is offered what the host has, but for what would tell it of other places', (t) => {
  const offered = { wl_output: 4, zwp_relative_pointer_manager_v1: 1 };
  const { client } = xwayland({
    notOffered: takenGlobals({}, { copies: false, x11: true }),
    globals: { ...globals, ...offered, zxdg_output_manager_v1: 3 },
    handlers: [...x11Handlers, ...viewHandlers({}, { copies: false, x11: true })],
    tables: [...Object.values(xdgOutput), ...Object.values(relativePointer)],
  });
  const seen = new Map(client.globals().map((each) => [each.interface, each.version]));
  t.same(Object.fromEntries(seen), { ...globals, ...offered });
  t.end();
});
