/** Outputs of a newer sway that go away while programs run through decant: Debian 12's cannot remove one. */
import { join } from 'node:path';
import t from 'tap';
import { newerSway } from '../../tools/hosts/newer.js';
import { colourCount, readPicture } from '../../tools/hosts/picture.js';
import { startSway, type Sway } from '../../tools/hosts/sway.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { inSession, samePicture } from '../support/compare.js';
import { foot } from '../support/programs/catalogue.js';
import { runProgram } from '../support/programs/run.js';

t.setTimeout(300_000);
t.comment('timeout=300000');

const timeoutMs = 10_000;

function startNewerSway(): Promise<Sway> {
  const installation = newerSway();
  if (!installation) throw new Error('no newer sway: tools/hosts/fetch-newer.sh fetches it');
  return startSway({ installation });
}

await t.test('an output that is removed while a program runs is taken back from it', async (t) => {
  await inSession(startNewerSway, 'decant', async (session, host) => {
    await host.msg('create_output');
    const { child } = await runProgram({ ...foot, env: { WAYLAND_DEBUG: '1' } }, session, '');
    const log = (): string => child.log();
    const names = [...log().matchAll(/wl_registry[@#]\d+\.global\((\d+), "wl_output", \d+\)/g)].map(
      (match) => match[1],
    );
    t.equal(names.length, 2, 'control: two outputs at first');
    t.notMatch(log(), /global_remove/, 'control: none is gone yet');
    await host.msg('output', 'HEADLESS-2', 'unplug');
    const gone = await waitFor(
      'the program hears of the removal',
      { timeoutMs },
      () => /wl_registry[@#]\d+\.global_remove\((\d+)\)/.exec(log())?.[1],
    );
    t.ok(names.includes(gone), 'it was one of the two');
    const later = await session.run(['wayland-info', '-i', 'wl_output']);
    t.equal(later.stdout.match(/interface: 'wl_output'/g)?.length, 1, 'later programs see one output');
    t.equal(child.status, undefined, 'the program still runs');
  });
});

for (const [flags, scale] of [
  [['--direct-scale'], '2'],
  [['--scale=0.5'], '1.5'],
] as const) {
  await t.test(
    `with ${flags.join(' ')}, a window comes back right from an output that is removed`,
    async (t) => {
      await inSession(
        startNewerSway,
        'decant',
        async (session, host) => {
          const { picture, child } = await runProgram(foot, session, '');
          await host.msg('create_output');
          await host.msg('output', 'HEADLESS-2', 'scale', scale, 'position', '1024', '0');
          await host.msg('[app_id="foot"]', 'move', 'container', 'to', 'output', 'HEADLESS-2');
          const shown = async (): Promise<number> => {
            const path = join(session.runtimeDir, '..', 'second.png');
            await host.screenshot(path, 'HEADLESS-2');
            return colourCount(readPicture(path));
          };
          await waitFor(
            'it is on the other output',
            { timeoutMs },
            async () => (await shown()) > 10 || undefined,
          );
          await host.msg('output', 'HEADLESS-2', 'unplug');
          // Its workspace is on the first output now, behind the one that was there.
          await host.msg('[app_id="foot"]', 'focus');
          await samePicture(t, session, `foot-back-${scale}`, picture);
          t.equal(child.status, undefined, 'the program still runs');
        },
        flags,
      );
    },
  );
}

await t.test('outputs that come and go many times leave every program alive', async (t) => {
  await inSession(startNewerSway, 'decant', async (session, host) => {
    const { child } = await runProgram(foot, session, '');
    for (let n = 2; n < 12; n++) {
      await host.msg('create_output');
      await host.msg('output', `HEADLESS-${n}`, 'unplug');
    }
    const later = await session.run(['wayland-info', '-i', 'wl_output']);
    t.equal(later.stdout.match(/interface: 'wl_output'/g)?.length, 1);
    t.equal(child.status, undefined, 'the program still runs');
  });
});

await t.test('wayland-info shows what the newer host offers, but for what no table has', async (t) => {
  const globals = (text: string): string[] => text.match(/interface: '[^']+', +version: +\d+/g) ?? [];
  const seen: string[][] = [];
  for (const leg of ['direct', 'decant'] as const)
    await inSession(
      startNewerSway,
      leg,
      async (session) => {
        seen.push(globals((await session.run(['wayland-info'])).stdout));
      },
      ['--no-bridge=all'],
    );
  const [direct, decant] = seen as [string[], string[]];
  t.ok(direct.length > 45, `the host offers ${direct.length}`);
  const missing = direct.filter((line) => !decant.includes(line));
  t.comment(`not offered: ${missing.join('; ')}`);
  t.same(
    decant.filter((line) => !direct.includes(line)),
    [],
    'nothing is invented or changed',
  );
  t.ok(missing.length < 5, missing.join('; '));
});
