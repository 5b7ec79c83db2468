/** Cursors that programs draw at another scale, real sway: as large, as sharp and as far to the side as on a host of that scale. */
import t from 'tap';
import type { Picture } from '../../../tools/hosts/picture.js';
import { startSway, type Sway } from '../../../tools/hosts/sway.js';
import { waitFor } from '../../../tools/hosts/wait.js';
import { inSession, samePicture } from '../../support/compare.js';
import { foot } from '../../support/programs/catalogue.js';
import { lookSettled, runProgram } from '../../support/programs/run.js';
import type { Session } from '../../support/session.js';
import { VirtualPointer } from '../../support/virtual-pointer.js';

t.setTimeout(300_000);
t.comment('timeout=300000');

const size = { width: 1200, height: 960 };
const at = { x: 600, y: 600 };

/** Runs foot, which draws an I below the pointer, on an output of that scale. */
async function withPointer(
  session: Session,
  host: Sway,
  scale: string,
  use: (picture: Picture) => Promise<void>,
): Promise<void> {
  await host.msg('output', 'HEADLESS-1', 'scale', scale);
  const pointer = await VirtualPointer.open(host.socketPath, size);
  pointer.moveTo(at.x, at.y);
  const { child, empty } = await runProgram({ ...foot, env: { WAYLAND_DEBUG: '1' } }, session, '');
  // sway may not have said yet that the pointer is in the new window.
  pointer.moveTo(at.x + 1, at.y);
  pointer.moveTo(at.x, at.y);
  const named = (): true | undefined => /-> wl_pointer[@#]\d+\.set_cursor/.test(child.log()) || undefined;
  await waitFor('foot has set its cursor', { timeoutMs: 20_000, detail: () => child.logTail() }, named);
  const picture = await lookSettled('the cursor is there', session, { unlike: empty, settleMs: 800 });
  // Nothing else is drawn around it.
  const around = picture.data.subarray(
    4 * (at.y * size.width + at.x - 40),
    4 * (at.y * size.width + at.x + 40),
  );
  if (!around.some((byte, index) => byte !== around[index % 4])) throw new Error('foot has no cursor');
  await use(picture);
  pointer.close();
}

for (const [flags, scale, alike] of [
  [['--scale=0.5'], '1', '2'],
  [['--scale=0.25'], '0.5', '2'],
  [['--scale=0.5'], '1.5', '3'],
] as const) {
  await t.test(
    `[${flags.join(' ')}] on scale ${scale}, foot's cursor is that of scale ${alike}`,
    async (t) => {
      let wanted: Picture | undefined;
      await inSession(
        () => startSway(size),
        'direct',
        async (session, host) => {
          await withPointer(session, host, alike, async (picture) => {
            wanted = picture;
          });
        },
      );
      await inSession(
        () => startSway(size),
        'decant',
        async (session, host) => {
          await withPointer(session, host, scale, async () => {
            await samePicture(t, session, `cursor-${scale}-${alike}`, wanted!);
          });
        },
        flags,
      );
    },
  );
}
