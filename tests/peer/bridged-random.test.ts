/**
 * Bridges, and clients that see another scale, under messages of any kind from both sides: whatever is said, the peer ends for a
 * fault or not at all, tells the host nothing that would end an innocent client, and leaks nothing.
 */
import * as fc from 'fast-check';
import t from 'tap';
import type { ViewConfig } from '../../src/config/config.js';
import { allInterfaces } from '../../src/protocol/generated/index.js';
import type { OwnedFd } from '../../src/native/fd.js';
import type { Args } from '../../src/wire/reader.js';
import { bridged, type Bridged } from '../support/bridged.js';
import { noLeaks, openDescriptors, someFd } from '../support/fixture.js';
import { checkObjects } from '../support/object-checks.js';
import { say, sides, steps } from '../support/random-messages.js';
import { playing } from '../support/random-sessions.js';

noLeaks(t);

const options = playing(150);
const common = { wl_shm: 1, wl_seat: 7, wl_output: 4, xdg_wm_base: 5, wp_viewporter: 1 };
/** What hosts have; each lacks what the other has. */
const hosts: readonly Readonly<Record<string, number>>[] = [
  {
    ...common,
    wl_compositor: 3,
    gtk_primary_selection_device_manager: 1,
    org_kde_kwin_server_decoration_manager: 1,
    zwp_text_input_manager_v1: 1,
  },
  {
    ...common,
    wl_compositor: 6,
    zwp_primary_selection_device_manager_v1: 1,
    zxdg_decoration_manager_v1: 1,
    zwp_text_input_manager_v3: 1,
  },
  { ...common, wl_compositor: 6, zaura_shell: 38, zwp_tablet_manager_v2: 1 },
  {
    ...common,
    wl_compositor: 6,
    wl_subcompositor: 1,
    wl_data_device_manager: 3,
    wp_fractional_scale_manager_v1: 1,
    zwlr_layer_shell_v1: 4,
    zwp_pointer_constraints_v1: 1,
    zxdg_output_manager_v1: 3,
  },
];
const noScale = { factor: 1, dpi: [], direct: false, stable: false };
/** What clients see. */
const views: readonly Partial<ViewConfig>[] = [
  {},
  { scale: { ...noScale, factor: 0.75 } },
  { scale: { ...noScale, factor: 2.5, dpi: [72, 96], stable: true } },
  { scale: { ...noScale, direct: true } },
  { scale: { ...noScale, factor: 0.6, direct: true } },
];

/** A client that has one of each that can be had. */
function begin({ client, host, make }: Bridged): void {
  const bound = new Map<string, number>();
  for (const { interface: name } of client.globals()) {
    const table = allInterfaces.find((each) => each.name === name);
    if (table) bound.set(name, client.bind(table));
  }
  const from = (manager: string, request: string, args: Args<OwnedFd> = {}, name = 'id'): number => {
    const id = bound.get(manager);
    return id === undefined ? 0 : make(id, request, args, name);
  };
  const surface = from('wl_compositor', 'create_surface');
  const xdgSurface = from('xdg_wm_base', 'get_xdg_surface', { surface });
  const toplevel = make(xdgSurface, 'get_toplevel');
  const [seat, output] = [bound.get('wl_seat')!, bound.get('wl_output')!];
  const pointer = make(seat, 'get_pointer');
  for (const id of host.idsOf('wl_seat')) host.say(id, 'capabilities', { capabilities: 7 });
  from('wp_cursor_shape_manager_v1', 'get_pointer', { pointer }, 'cursor_shape_device');
  from('zxdg_decoration_manager_v1', 'get_toplevel_decoration', { toplevel });
  from('org_kde_kwin_server_decoration_manager', 'create', { surface });
  from('zwp_text_input_manager_v1', 'create_text_input');
  from('zwp_text_input_manager_v3', 'get_text_input', { seat });
  from('wp_fractional_scale_manager_v1', 'get_fractional_scale', { surface });
  from('zxdg_output_manager_v1', 'get_xdg_output', { output });
  from('zwp_primary_selection_device_manager_v1', 'get_device', { seat });
  from('gtk_primary_selection_device_manager', 'get_device', { seat });
  from('zwlr_layer_shell_v1', 'get_layer_surface', {
    surface: from('wl_compositor', 'create_surface'),
    output,
    layer: 1,
    namespace: '',
  });
  from('zwp_pointer_constraints_v1', 'lock_pointer', { surface, pointer, region: 0, lifetime: 2 });
  from('wl_subcompositor', 'get_subsurface', {
    surface: from('wl_compositor', 'create_surface'),
    parent: surface,
  });
  from('wl_compositor', 'create_region');
  from('xdg_wm_base', 'create_positioner');
  const pool = make(bound.get('wl_shm')!, 'create_pool', { fd: someFd(), size: 400 });
  make(pool, 'create_buffer', { offset: 0, width: 10, height: 10, stride: 40, format: 0 });
}

/** What viewports of decant's own are told must be right, whatever the client says (viewporter.xml). */
function checkViewports({ host }: Bridged): void {
  for (const { interface: owner, message, args } of host.seen) {
    if (owner !== 'wp_viewport' || message === 'destroy') continue;
    const { x = 0, y = 0, width, height } = args as Record<string, number>;
    const none = message === 'set_source' && [x, y, width, height].every((each) => each === -256);
    if (!none && (x < 0 || y < 0 || width! <= 0 || height! <= 0))
      throw new Error(`wp_viewport.${message}: ${JSON.stringify(args)}`);
  }
}

/** Has two outputs, each of which the host describes with other numbers. */
function describeOutputs({ host }: Bridged): void {
  for (const [i, id] of host.idsOf('wl_output').entries()) {
    const factor = 1 + (i % 2);
    host.say(id, 'mode', { flags: 1, width: 800 * factor, height: 600, refresh: 0 });
    host.say(id, 'scale', { factor });
    host.say(id, 'done');
  }
}

t.test('random messages to bridged objects end in faults at the worst', async (t) => {
  const before = openDescriptors();
  let faults = 0;
  fc.assert(
    fc.property(fc.constantFrom(...hosts), fc.constantFrom(...views), steps, (globals, view, story) => {
      const made = bridged(globals, { view });
      const { host, peer, ends } = made;
      host.announce('wl_output', 4);
      begin(made);
      describeOutputs(made);
      const [asClient, asHost] = sides(made);
      for (const step of story) {
        if (ends.length > 0) break;
        if (step.byClient) say(asClient, step);
        else if (step.message % 5 === 0) host.answerSyncs();
        else say(asHost, step);
      }
      if (ends.length > 0) faults++;
      if (view.scale) checkViewports(made);
      checkObjects(peer.context.objects);
      made.close();
      checkObjects(peer.context.objects);
    }),
    options,
  );
  t.not(faults, options.numRuns, 'control: not all of them are wrong');
  t.equal(openDescriptors(), before);
});
