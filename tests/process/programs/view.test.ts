/** Programs behind a decant that hides some globals, or lets the clipboard go one way only, on real hosts. */
import t from 'tap';
import { isSway, startSway } from '../../../tools/hosts/sway.js';
import { startWeston } from '../../../tools/hosts/weston.js';
import { runCommand } from '../../../tools/hosts/child.js';
import { plainEnvironment } from '../../../tools/hosts/host.js';
import { waitFor } from '../../../tools/hosts/wait.js';
import { openSession, type Session } from '../../support/session.js';

t.setTimeout(300_000);
t.comment('timeout=300000');

const starters = { weston: startWeston, sway: startSway };

async function withFlags<T>(
  name: keyof typeof starters,
  flags: readonly string[],
  use: (session: Session) => Promise<T>,
): Promise<T> {
  const session = await openSession(await starters[name](), 'decant', flags);
  try {
    return await use(session);
  } finally {
    await session.close();
  }
}

/** Interfaces and versions that a program sees. */
async function globals(session: Session): Promise<Map<string, number>> {
  const { stdout } = await session.run(['wayland-info']);
  return new Map(
    [...stdout.matchAll(/^interface: '(\w+)', +version: +(\d+)/gm)].map((match) => [
      match[1]!,
      Number(match[2]),
    ]),
  );
}

for (const name of ['weston', 'sway'] as const) {
  t.test(`wayland-info sees less of ${name} where globals are denied, allowed or capped`, async (t) => {
    const all = await withFlags(name, [], globals);
    t.ok((all.get('wl_compositor') ?? 0) >= 4 && all.has('xdg_wm_base'), 'control: all is there');
    const denied = await withFlags(name, ['--deny-globals=xdg_*', '--no-support-damage-buffer'], globals);
    const expected = [...all].filter(([each]) => !each.startsWith('xdg_'));
    t.strictSame([...denied], [...new Map(expected).set('wl_compositor', 3)]);
    const allowed = await withFlags(name, ['--allow-globals=wl_shm,xdg_wm_base<=1'], globals);
    t.strictSame(Object.fromEntries(allowed), { wl_shm: all.get('wl_shm'), xdg_wm_base: 1 });
  });
}

/** What sway 1.7 has that programs are not to have. */
const kept = {
  desktop: ['zwlr_export_dmabuf_manager_v1', 'zwlr_input_inhibit_manager_v1'],
  untrusted: [
    'zwlr_data_control_manager_v1',
    'zwlr_export_dmabuf_manager_v1',
    'zwlr_foreign_toplevel_manager_v1',
    'zwlr_gamma_control_manager_v1',
    'zwlr_input_inhibit_manager_v1',
    'zwlr_layer_shell_v1',
    'zwlr_output_manager_v1',
    'zwlr_output_power_manager_v1',
    'zwlr_screencopy_manager_v1',
    'zwlr_virtual_pointer_manager_v1',
    'zwp_input_method_manager_v2',
    'zwp_keyboard_shortcuts_inhibit_manager_v1',
    'zwp_virtual_keyboard_manager_v1',
  ],
};

for (const [profile, names] of Object.entries(kept))
  t.test(`wayland-info sees all of sway but ${names.length} with --profile=${profile}`, async (t) => {
    const all = await withFlags('sway', [], globals);
    const seen = await withFlags('sway', [`--profile=${profile}`], globals);
    t.strictSame([...all.keys()].filter((each) => !seen.has(each)).toSorted(), names);
    t.strictSame(
      [...seen],
      [...all].filter(([each]) => !names.includes(each)),
      'the others as they are',
    );
  });

t.test('an untrusted program takes no picture of sway, and opens its window', async (t) => {
  await withFlags('sway', ['--profile=untrusted'], async (session) => {
    const { status, stderr } = await session.run(['grim', '-']);
    t.not(status, 0);
    t.match(stderr, /compositor doesn't support wlr-screencopy/);
    t.equal((await session.run(['foot', 'true'])).status, 0);
  });
});

/** Runs a program on the host itself. */
const onHost = (session: Session, argv: readonly string[]) =>
  runCommand(argv, { ...plainEnvironment(session.home), ...session.host.env }, { timeoutMs: 20_000 });

/** wl-copy goes to the background and serves until another selection replaces it. */
const copy = (text: string): string[] => ['sh', '-c', 'wl-copy "$0" >/dev/null 2>&1', text];
const paste = ['wl-paste', '--no-newline'];

t.test('--clipboard=to-host: what is copied inside is pasted outside, and not the other way', async (t) => {
  await withFlags('sway', ['--clipboard=to-host'], async (session) => {
    t.equal((await onHost(session, copy('outside'))).status, 0);
    const empty = await session.run(paste);
    t.strictSame([empty.status, empty.stdout], [1, '']);
    t.match(empty.stderr, /Nothing is copied|No selection/);
    t.equal((await session.run(copy('inside'))).status, 0);
    t.equal((await onHost(session, paste)).stdout, 'inside');
  });
});

t.test('--clipboard=from-host: what is copied outside is pasted inside, and not the other way', async (t) => {
  await withFlags('sway', ['--clipboard=from-host'], async (session) => {
    t.equal((await onHost(session, copy('outside'))).status, 0);
    await waitFor(
      'the selection is there',
      { timeoutMs: 10_000 },
      async () => (await session.run(paste)).stdout === 'outside' || undefined,
    );
    session.start(['wl-copy', '--foreground', 'inside']);
    t.equal((await session.run(paste)).stdout, 'outside');
    t.equal((await onHost(session, paste)).stdout, 'outside');
  });
});

t.test('--clipboard=none: neither way, and no program fails for it', async (t) => {
  await withFlags('sway', ['--clipboard=none'], async (session) => {
    t.equal((await onHost(session, copy('outside'))).status, 0);
    t.equal((await session.run(paste)).status, 1);
    const inside = session.start(['wl-copy', '--foreground', '--primary', 'inside']);
    t.equal((await onHost(session, [...paste, '--primary'])).status, 1);
    t.equal(inside.status, undefined, 'wl-copy believes that it owns the selection');
  });
});

t.test("sway's windows have the tag in their titles and the machine in their ids", async (t) => {
  const flags = ['--tag=[vm] ', '--vm-identifier=termina'];
  await withFlags('sway', flags, async (session) => {
    session.start(['foot', '--title=shell', '--app-id=foot', 'sleep', '60']);
    if (!isSway(session.host)) throw new Error('sway was started');
    const { msg } = session.host;
    const tree = await waitFor('the window is there', { timeoutMs: 10_000 }, async () => {
      const text = await msg('--raw', '-t', 'get_tree');
      return text.includes('"app_id": "') ? text : undefined;
    });
    t.match(tree, '"name": "[vm] shell"');
    t.match(tree, '"app_id": "org.chromium.guest_os.termina.wayland.foot"');
  });
});

t.test('a host without security contexts gets plain connections, and the user one warning', async (t) => {
  await withFlags('sway', ['--security-context'], async (session) => {
    t.ok((await globals(session)).has('xdg_wm_base'));
    const warnings = session.decant?.log().match(/--security-context: .*/g);
    t.strictSame(warnings, [
      '--security-context: the host offers no wp_security_context_manager_v1; ignored',
    ]);
  });
});
