/** Real programs on hosts that lack what they speak: decant serves it over something else (docs/CLI.md, "What the host lacks"). */
import t, { type Test } from 'tap';
import { runCommand } from '../../../tools/hosts/child.js';
import { plainEnvironment } from '../../../tools/hosts/host.js';
import type { Picture } from '../../../tools/hosts/picture.js';
import { startSway, type Sway } from '../../../tools/hosts/sway.js';
import { waitFor } from '../../../tools/hosts/wait.js';
import { inSession, samePicture } from '../../support/compare.js';
import { behindDecant } from '../../support/lacking.js';
import { foot, quickPrograms } from '../../support/programs/catalogue.js';
import type { Program } from '../../support/programs/program.js';
import { runProgram } from '../../support/programs/run.js';

const patience = { timeoutMs: 60_000 };

t.setTimeout(600_000);
// The runner's own limit for a file is raised by a comment of this form (@tapjs/core, spawn).
t.comment('timeout=600000');

/** A sway that is seen through decants, one before the other, with these flags. */
const through =
  (...decants: readonly (readonly string[])[]) =>
  async (): Promise<Sway> => {
    let host = await startSway();
    for (const flags of decants) host = await behindDecant(host, flags);
    return host;
  };

const gtk = 'gtk_primary_selection_device_manager';
const zwp = 'zwp_primary_selection_device_manager_v1';
/** With it, wl-clipboard needs neither of them. */
const dataControl = '--deny-globals=zwlr_data_control_manager_v1';

const withoutZwp = `--deny-globals=${zwp}`;
/** The name that programs use, what stands before sway, and the flags of the last decant. */
const ways = [
  [zwp, [[], [withoutZwp]], [dataControl]],
  [gtk, [[]], [`${dataControl},${zwp}`]],
] as const;

for (const [spoken, decants, flags] of ways) {
  await t.test(`wl-copy and wl-paste --primary by ${spoken}, where only the other is`, async (t) => {
    await inSession(
      through(...decants),
      'decant',
      async (session, host) => {
        const environment = { ...plainEnvironment(session.home), ...host.env };
        const lacking = spoken === gtk ? environment : { ...environment, WAYLAND_DISPLAY: host.socketPath };
        const globals = await runCommand(['wayland-info'], lacking);
        t.notMatch(globals.stdout, spoken, 'control: it is not there');
        // Who sets a selection has to have the keyboard, and sway has none but this.
        session.start(['wtype', '-s', '1000000', '-k', 'Escape']);
        await waitFor('the seat has a keyboard', patience, async () => {
          const seats = await host.msg('--raw', '-t', 'get_seats');
          return seats.includes('"keyboard"') || undefined;
        });
        const copy = ['wl-copy', '--primary', '--foreground', '--type', 'text/plain', 'over a bridge'];
        const owner = session.start(copy, { WAYLAND_DEBUG: '1' });
        const paste = ['wl-paste', '--primary', '--no-newline'];
        await waitFor('the selection is there', patience, async () => {
          const { stdout } = await runCommand([...paste, '--list-types'], environment);
          return stdout.includes('text/plain') || undefined;
        });
        t.match(owner.log(), new RegExp(String.raw`${spoken.replace('_manager', '')}[@#]\d+\.set_selection`));
        const pasted = await session.run(paste);
        t.equal(pasted.stdout, 'over a bridge');
        const direct = await runCommand(paste, environment);
        t.equal(direct.stdout, 'over a bridge', 'and on the host itself');
      },
      flags,
    );
  });
}

/** What wayland-info says of logical outputs. Places are left out: wlroots says no place by `wl_output`. */
function logicalOutputs(text: string): string[] {
  const [, said = ''] = text.split(/^interface: 'zxdg_output_manager_v1'.*$/m);
  const [ours = ''] = said.split(/^interface/m);
  const each = /name: '(.*)'\n\s*description: '(.*)'\n\s*logical_x.*\n\s*(logical_width.*)$/gm;
  return [...ours.matchAll(each)].map(([, ...words]) => words.join(', ')).toSorted();
}

await t.test(
  'logical outputs made from wl_output are as large as sway says, and called the same',
  async (t) => {
    await inSession(through(['--deny-globals=zxdg_output_manager_v1']), 'decant', async (session, host) => {
      await host.msg('create_output');
      await host.msg('output', 'HEADLESS-1', 'scale', '2', 'transform', '90');
      const info = ['wayland-info'];
      const direct = await runCommand(info, { ...plainEnvironment(session.home), ...host.env });
      const wanted = logicalOutputs(direct.stdout);
      t.equal(wanted.length, 2);
      t.match(wanted[0], 'logical_width: 384, logical_height: 512', 'control: turned, and half as large');
      t.strictSame(logicalOutputs((await session.run(info)).stdout), wanted);
    });
  },
);

/** A program's picture, and that it is the same on a host that lacks something. */
async function looksAlike(
  t: Test,
  program: Program,
  flags: readonly string[],
  spoken: RegExp,
): Promise<void> {
  let wanted: Picture | undefined;
  await inSession(startSway, 'direct', async (session) => {
    wanted = (await runProgram(program, session, '')).picture;
  });
  const debugged = { ...program, env: { ...program.env, WAYLAND_DEBUG: '1' } };
  await inSession(through(flags), 'decant', async (session) => {
    const { child } = await runProgram(debugged, session, '');
    t.match(child.log(), spoken);
    await samePicture(t, session, `${program.name}-bridged`, wanted!);
  });
}

await t.test('foot gets the frame that the host draws by KDE’s protocol', (t) =>
  looksAlike(
    t,
    foot,
    ['--deny-globals=zxdg_decoration_manager_v1'],
    /zxdg_toplevel_decoration_v1[@#]\d+\.configure\(2\)/,
  ),
);

await t.test('GTK, which asks for frames by KDE’s protocol, gets them by the other', (t) =>
  looksAlike(
    t,
    quickPrograms.find(({ name }) => name === 'gtk3-demo')!,
    ['--deny-globals=org_kde_kwin_server_decoration_manager'],
    /-> org_kde_kwin_server_decoration_manager[@#]\d+\.create/,
  ),
);

await t.test('foot damages pixels, on a compositor that knows no such thing', (t) =>
  looksAlike(t, foot, ['--no-support-damage-buffer'], /wl_surface[@#]\d+\.damage_buffer\(/),
);
