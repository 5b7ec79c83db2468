/** What `wayland-info` shows: the same globals, versions and details through decant as on the host. */
import t from 'tap';
import { inSession } from '../../support/compare.js';
import { hostStarters } from '../../support/programs/seen.js';
import { allInterfaces } from '../../../src/protocol/generated/index.js';
import { notOffered } from '../../../src/protocol/not-offered.js';

const known = new Map(allInterfaces.map(({ name, version }) => [name, version]));

/** What decant serves in the stead of Debian 12's hosts. */
const bridged = {
  weston: [
    'wp_single_pixel_buffer_manager_v1',
    'wp_fractional_scale_manager_v1',
    'wp_cursor_shape_manager_v1',
  ],
  sway: [
    'gtk_primary_selection_device_manager',
    'zwp_text_input_manager_v1',
    'wp_single_pixel_buffer_manager_v1',
    'wp_fractional_scale_manager_v1',
    'wp_cursor_shape_manager_v1',
  ],
} as const;

interface Global {
  readonly interface: string;
  readonly version: number;
  /** What wayland-info says of it, line by line. */
  readonly details: readonly string[];
}

/** Names (numbers) of globals are left out: decant gives its own. */
function globalsIn(text: string): Global[] {
  const globals: Global[] = [];
  for (const line of text.split('\n')) {
    const found = /^interface: '(\w+)', +version: +(\d+), name: +\d+$/.exec(line);
    if (found !== null) globals.push({ interface: found[1]!, version: Number(found[2]), details: [] });
    else if (line !== '') (globals.at(-1)!.details as string[]).push(line);
  }
  return globals;
}

for (const name of ['weston', 'sway'] as const) {
  await t.test(
    `wayland-info shows the globals of ${name} through decant, with versions and details`,
    async (t) => {
      const start = hostStarters[name];
      const direct = await inSession(start, 'direct', (session) => session.run(['wayland-info']));
      const through = await inSession(start, 'decant', (session) => session.run(['wayland-info']));
      t.strictSame([direct.status, through.status], [0, 0], `${direct.stderr}${through.stderr}`);
      const wanted = globalsIn(direct.stdout)
        .filter((global) => known.has(global.interface) && notOffered[global.interface] === undefined)
        .map((global) => ({ ...global, version: Math.min(global.version, known.get(global.interface)!) }));
      t.ok(wanted.length > 10, 'control: the host has globals that decant knows');
      const seen = globalsIn(through.stdout);
      t.strictSame(seen.slice(0, wanted.length), wanted);
      t.strictSame(
        seen.slice(wanted.length).map((global) => global.interface),
        bridged[name],
        'and behind them what the host lacks',
      );
    },
  );
}
