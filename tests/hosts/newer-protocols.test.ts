/**
 * Protocols that Debian 12's hosts lack, on newer ones: locks of the session, shapes of the cursor, fractional scales, single
 * pixels. Each program is shown through decant as it is without, and says in its own log that it used the protocol.
 */
import t from 'tap';
import type { Host } from '../../tools/hosts/host.js';
import { newerProgram, newerSway, newerWeston } from '../../tools/hosts/newer.js';
import type { Picture } from '../../tools/hosts/picture.js';
import { startSway, type Sway } from '../../tools/hosts/sway.js';
import { startWeston } from '../../tools/hosts/weston.js';
import { inSession, samePicture } from '../support/compare.js';
import { foot, quickPrograms } from '../support/programs/catalogue.js';
import { look, lookSettled, runProgram } from '../support/programs/run.js';
import type { Program } from '../support/programs/program.js';
import type { Session } from '../support/session.js';
import { VirtualPointer } from '../support/virtual-pointer.js';

t.setTimeout(400_000);
t.comment('timeout=400000');

function fetched<T>(what: T | undefined): T {
  if (what === undefined) throw new Error('not there: tools/hosts/fetch-newer.sh fetches it');
  return what;
}

/** 1200×960, so that no scale of this file cuts the logical size off. */
const size = { width: 1200, height: 960 };
const startNewerSway = (): Promise<Sway> => startSway({ ...size, installation: fetched(newerSway()) });
const startNewerWeston = (): Promise<Host> => startWeston({ installation: fetched(newerWeston()) });

/** foot of the same suite, which knows fractional scales and shapes of cursors. */
const newerFoot: Program = {
  ...foot,
  env: { WAYLAND_DEBUG: '1' },
  prepare(place) {
    const [, ...words] = foot.prepare(place);
    return [...fetched(newerProgram('foot')), ...words];
  },
};

/** The pointer is at the same pixel from the beginning. */
async function withPointer(host: Host, use: () => Promise<void>): Promise<void> {
  const pointer = await VirtualPointer.open(host.socketPath, size);
  pointer.moveTo(600, 600);
  await use();
  pointer.close();
}

/** What the newer foot shows on a newer sway of that output scale, without decant. */
async function footDirectly(scale: string): Promise<Picture> {
  let wanted: Picture | undefined;
  await inSession(startNewerSway, 'direct', async (session, host) => {
    await host.msg('output', 'HEADLESS-1', 'scale', scale);
    await withPointer(host, async () => {
      wanted = (await runProgram(newerFoot, session, '')).picture;
    });
  });
  return fetched(wanted);
}

/** Lines of the program's own log. */
function said(log: string, pattern: RegExp): string[] {
  return log.split('\n').filter((line) => pattern.test(line));
}

for (const [scale, flags, preferred] of [
  ['1', [], 120],
  ['2', ['--scale=0.5'], 240],
  ['1.333333', ['--scale=0.75'], 160],
] as const) {
  await t.test(`foot [${flags.join(' ')}] names its cursor and draws at ${preferred}/120`, async (t) => {
    const wanted = await footDirectly(scale);
    await inSession(
      startNewerSway,
      'decant',
      async (session, host) => {
        await withPointer(host, async () => {
          const { child } = await runProgram(newerFoot, session, '');
          await samePicture(t, session, `newer-foot-${preferred}`, wanted);
          t.ok(
            said(child.log(), /-> wp_cursor_shape_device_v1[@#]\d+\.set_shape/).length > 0,
            'cursor-shape',
          );
          const scales = said(child.log(), /wp_fractional_scale_v1[@#]\d+\.preferred_scale/);
          t.match(scales.at(-1), `preferred_scale(${preferred})`);
        });
      },
      flags,
    );
  });
}

/** swaylock shows its ring at once, and asks nobody for a password as long as no key is pressed. */
async function lock(session: Session): Promise<{ readonly picture: Picture; readonly log: string }> {
  const empty = await look(session);
  const words = [
    '--config',
    '/dev/null',
    '--color',
    '336699',
    '--indicator-idle-visible',
    '--font',
    'DejaVu Sans',
  ];
  const child = session.start([...fetched(newerProgram('swaylock')), ...words], { WAYLAND_DEBUG: '1' });
  const detail = (): string => child.logTail();
  const picture = await lookSettled('the session is locked', session, {
    unlike: empty,
    settleMs: 800,
    detail,
  });
  return { picture, log: child.log() };
}

for (const [scale, flags] of [
  ['1', []],
  ['2', ['--scale=0.5']],
  ['0.5', ['--scale=2']],
] as const) {
  await t.test(
    `swaylock [${flags.join(' ')}] locks the session, as on a host of scale ${scale}`,
    async (t) => {
      let wanted: Picture | undefined;
      await inSession(startNewerSway, 'direct', async (session, host) => {
        await host.msg('output', 'HEADLESS-1', 'scale', scale);
        wanted = (await lock(session)).picture;
      });
      await inSession(
        startNewerSway,
        'decant',
        async (session) => {
          const { log } = await lock(session);
          await samePicture(t, session, `swaylock-${scale}`, fetched(wanted));
          t.ok(said(log, /-> ext_session_lock_v1[@#]\d+\.get_lock_surface/).length > 0, 'session-lock');
          t.ok(said(log, /ext_session_lock_v1[@#]\d+\.locked\(\)/).length > 0, 'the host has locked it');
        },
        flags,
      );
    },
  );
}

const interfacesOf = (text: string): string[] => text.match(/interface: '[^']+', +version: +\d+/g) ?? [];

await t.test('a newer weston’s globals are there, and weston-terminal is drawn alike', async (t) => {
  const terminal = fetched(quickPrograms.find((each) => each.name === 'weston-terminal'));
  const seen: { readonly interfaces: string[]; readonly picture: Picture }[] = [];
  for (const leg of ['direct', 'decant'] as const)
    await inSession(startNewerWeston, leg, async (session) => {
      const interfaces = interfacesOf((await session.run(['wayland-info'])).stdout);
      const { picture } = await runProgram(terminal, session, '');
      if (seen[0]) await samePicture(t, session, 'newer-weston-terminal', seen[0].picture);
      seen.push({ interfaces, picture });
    });
  const [direct, decant] = seen;
  for (const name of [
    'wp_single_pixel_buffer_manager_v1',
    'wp_alpha_modifier_v1',
    'wp_fifo_manager_v1',
    'xdg_wm_base',
  ])
    t.ok(
      decant?.interfaces.some((line) => line.includes(`'${name}'`)),
      name,
    );
  const missing = direct?.interfaces.filter((line) => !decant?.interfaces.includes(line)) ?? [];
  t.comment(`not offered: ${missing.join('; ')}`);
  t.ok(missing.length < 5, missing.join('; '));
});
