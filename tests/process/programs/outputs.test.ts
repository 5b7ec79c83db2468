/** Outputs of sway that change and appear while a program runs through decant. */
import t from 'tap';
import { difference, type Picture } from '../../../tools/hosts/picture.js';
import { startSway } from '../../../tools/hosts/sway.js';
import { waitFor } from '../../../tools/hosts/wait.js';
import { inSession, samePicture } from '../../support/compare.js';
import { foot } from '../../support/programs/catalogue.js';
import { lookSettled, runProgram } from '../../support/programs/run.js';

for (const [what, words] of [
  ['resolution', ['resolution', '800x600']],
  ['scale', ['scale', '2']],
  ['fractional scale', ['scale', '1.5']],
] as const) {
  await t.test(`a program follows a new ${what} of its output as it does without decant`, async (t) => {
    const change = ['output', 'HEADLESS-1', ...words];
    let wanted: Picture | undefined;
    await inSession(startSway, 'direct', async (session, host) => {
      const { picture } = await runProgram(foot, session, '');
      await host.msg(...change);
      wanted = await lookSettled(`foot follows ${what}`, session, { unlike: picture, settleMs: 1000 });
      t.not(difference(wanted, picture).pixels, 0, 'control: the change shows');
    });
    await inSession(startSway, 'decant', async (session, host) => {
      await runProgram(foot, session, '');
      await host.msg(...change);
      await samePicture(t, session, `foot-${what.replace(' ', '-')}`, wanted!);
    });
  });
}

await t.test(
  'an output created while a program runs is announced to it, and to those that come later',
  async (t) => {
    await inSession(startSway, 'decant', async (session, host) => {
      const debugged = { ...foot, env: { WAYLAND_DEBUG: '1' } };
      const { child } = await runProgram(debugged, session, '');
      const announced = (): string[] =>
        [...child.log().matchAll(/wl_registry[@#]\d+\.global\((\d+), "wl_output", \d+\)/g)].map(
          (match) => match[1]!,
        );
      const geometries = (): number => child.log().match(/\] wl_output[@#]\d+\.geometry\(/g)?.length ?? 0;
      t.equal(announced().length, 1, 'control: one output at first');
      t.equal(geometries(), 1);
      await host.msg('create_output');
      await waitFor(
        'the program hears of the new output',
        { timeoutMs: 10_000 },
        () => announced().length === 2 || undefined,
      );
      await waitFor('it has bound it', { timeoutMs: 10_000 }, () => geometries() === 2 || undefined);
      t.equal(new Set(announced()).size, 2, 'under a name of its own');
      const later = await session.run(['wayland-info', '-i', 'wl_output']);
      t.equal(later.stdout.match(/interface: 'wl_output'/g)?.length, 2);
      t.equal(child.status, undefined, 'the program still runs');
    });
  },
);
