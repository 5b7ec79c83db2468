/** Turned outputs and panels at another scale, real sway: pixel for pixel what a host of the resulting scale shows. */
import t from 'tap';
import { difference, type Picture } from '../../../tools/hosts/picture.js';
import { startSway, type Sway } from '../../../tools/hosts/sway.js';
import { waitFor } from '../../../tools/hosts/wait.js';
import { inSession, samePicture } from '../../support/compare.js';
import { foot } from '../../support/programs/catalogue.js';
import { lookSettled, look, runProgram } from '../../support/programs/run.js';
import type { Session } from '../../support/session.js';
import { VirtualPointer } from '../../support/virtual-pointer.js';

t.setTimeout(400_000);
t.comment('timeout=400000');

const output = 'HEADLESS-1';
/** All scales of this file divide it. */
const size = { width: 1200, height: 960 };
const start = (): Promise<Sway> => startSway({ ...size, config: ['seat * hide_cursor 100'] });

const turns = ['90', '180', '270', 'flipped', 'flipped-90', 'flipped-180', 'flipped-270', 'normal'];

for (const [flags, scale, alike] of [
  [['--scale=0.75'], '1.5', '2'],
  [['--direct-scale'], '2', '1'],
] as const) {
  await t.test(
    `[${flags.join(' ')}] foot follows its output of scale ${scale} however it is turned`,
    async (t) => {
      const wanted: Picture[] = [];
      await inSession(start, 'direct', async (session, host) => {
        await host.msg('output', output, 'scale', alike);
        let { picture } = await runProgram(foot, session, '');
        for (const turn of turns) {
          await host.msg('output', output, 'transform', turn);
          picture = await lookSettled(`foot is turned ${turn}`, session, { unlike: picture, settleMs: 700 });
          wanted.push(picture);
        }
        t.not(difference(wanted[0]!, wanted[1]!).pixels, 0, 'control: they differ');
      });
      await inSession(
        start,
        'decant',
        async (session, host) => {
          await host.msg('output', output, 'scale', scale);
          await runProgram(foot, session, '');
          for (const [at, turn] of turns.entries()) {
            await host.msg('output', output, 'transform', turn);
            await samePicture(t, session, `foot-${scale}-${turn}`, wanted[at]!);
          }
        },
        flags,
      );
    },
  );
}

/** A panel of sway's own at the top, with a button at its right end that closes it. */
const panel = [
  'swaynag',
  '--config',
  '/dev/null',
  '--font',
  'DejaVu Sans 12',
  '--message',
  'A message',
  '--dismiss-button',
  'Close',
];
/** Where the button is, in the panel's units from the right and the top. */
const button = { fromRight: 30, fromTop: 14 };

async function showPanel(session: Session): Promise<Picture> {
  const unlike = await look(session);
  session.start(panel);
  return lookSettled('the panel is there', session, { unlike, settleMs: 700 });
}

for (const [flags, scale, alike] of [
  [['--scale=0.5'], '1', '2'],
  [['--scale=0.75'], '1', '1.333332'],
  [['--direct-scale'], '1.5', '1'],
] as const) {
  await t.test(`[${flags.join(' ')}] a panel is where it belongs, and its button hits`, async (t) => {
    let wanted: Picture | undefined;
    await inSession(start, 'direct', async (session, host) => {
      await host.msg('output', output, 'scale', alike);
      wanted = await showPanel(session);
    });
    await inSession(
      start,
      'decant',
      async (session, host) => {
        await host.msg('output', output, 'scale', scale);
        const child = session.start(panel);
        await samePicture(t, session, `panel-${flags[0]}`, wanted!);
        const pointer = await VirtualPointer.open(host.socketPath, size);
        const units = Number(alike);
        const [x, y] = [
          size.width - Math.round(button.fromRight * units),
          Math.round(button.fromTop * units),
        ];
        pointer.moveTo(x - 1, y);
        await waitFor('the button closes it', { timeoutMs: 10_000 }, () => {
          // The panel may not have its pointer yet.
          pointer.moveTo(x, y);
          pointer.press();
          pointer.release();
          return child.status === undefined ? undefined : true;
        });
        t.equal(child.status, 0);
        pointer.close();
      },
      flags,
    );
  });
}
