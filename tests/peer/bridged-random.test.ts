/** Bridges under messages of any kind from both sides: whatever is said, the peer ends for a fault or not at all, and nothing leaks. */
import * as fc from 'fast-check';
import t from 'tap';
import { allInterfaces } from '../../src/protocol/generated/index.js';
import type { ArgSchema } from '../../src/protocol/schema.js';
import type { OwnedFd } from '../../src/native/fd.js';
import type { Args } from '../../src/wire/reader.js';
import { bridged, type Bridged } from '../support/bridged.js';
import type { FakeEnd } from '../support/fake-end.js';
import { noLeaks, openDescriptors, someFd } from '../support/fixture.js';
import { checkObjects } from '../support/object-checks.js';

noLeaks(t);

const runs = 100;
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
];

interface Step {
  readonly byClient: boolean;
  readonly object: number;
  readonly message: number;
  readonly numbers: readonly number[];
}

const numbers = fc.oneof(
  { weight: 6, arbitrary: fc.nat(40) },
  { weight: 1, arbitrary: fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff }) },
);
const steps = fc.array(
  fc.record({
    byClient: fc.boolean(),
    object: fc.nat(1000),
    message: fc.nat(1000),
    numbers: fc.array(numbers, { minLength: 12, maxLength: 12 }),
  }),
  { minLength: 40, maxLength: 150, size: 'max' },
);

/** Would end the peer, or are said in their own way. */
const unsaid: ReadonlySet<string> = new Set(['wl_display', 'wl_registry', 'wl_callback']);

function argument(end: FakeEnd, newId: () => number, arg: ArgSchema, number: number): Args<OwnedFd>[string] {
  switch (arg.type) {
    case 'new_id':
      return newId();
    case 'object': {
      const fitting = [...end.objects].filter(([, table]) => !arg.interface || table.name === arg.interface);
      return fitting[Math.abs(number) % (fitting.length || 1)]?.[0] ?? (arg.nullable ? 0 : number);
    }
    case 'string':
      return `text ${number}`;
    case 'array':
      return new Uint8Array(4);
    case 'fd':
      return someFd();
    case 'uint':
      return number >>> 0;
    default:
      return number;
  }
}

/** Says something to one of the living objects. */
function say(end: FakeEnd, kind: 'requests' | 'events', newId: () => number, step: Step): void {
  const objects = [...end.objects].filter(([, { name }]) => !unsaid.has(name));
  const [id, table] = objects[step.object % (objects.length || 1)] ?? [];
  const messages = table?.[kind] ?? [];
  const message = messages[step.message % (messages.length || 1)];
  if (id === undefined || !message || message.since > 1) return;
  const args = message.args.map((arg, i) => [arg.name, argument(end, newId, arg, step.numbers[i]!)] as const);
  end.say(id, message.name, Object.fromEntries(args));
}

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
}

t.test('random messages to bridged objects end in faults at the worst', async (t) => {
  const before = openDescriptors();
  let faults = 0;
  fc.assert(
    fc.property(fc.constantFrom(...hosts), steps, (globals, story) => {
      const made = bridged(globals);
      const { client, host, peer, ends } = made;
      begin(made);
      for (const step of story) {
        if (ends.length > 0) break;
        if (step.byClient) say(client, 'requests', () => client.newId(), step);
        else if (step.message % 5 === 0) host.answerSyncs();
        else say(host, 'events', () => host.newId(), step);
      }
      if (ends.length > 0) faults++;
      checkObjects(peer.context.objects);
      made.close();
      checkObjects(peer.context.objects);
    }),
    { numRuns: runs, endOnFailure: true },
  );
  t.not(faults, runs, 'control: not all of them are wrong');
  t.equal(openDescriptors(), before);
});
