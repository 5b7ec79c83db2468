/** Programs at another scale, on real hosts: as sharp as on a host of that scale, and hit where they are clicked. */
import t from 'tap';
import { colourCount, difference } from '../../../tools/hosts/picture.js';
import type { Host } from '../../../tools/hosts/host.js';
import { startSway } from '../../../tools/hosts/sway.js';
import { startWeston } from '../../../tools/hosts/weston.js';
import { samePicture } from '../../support/compare.js';
import { foot, quickPrograms } from '../../support/programs/catalogue.js';
import { look, lookSettled, runProgram } from '../../support/programs/run.js';
import type { Program } from '../../support/programs/program.js';
import { openSession, type Leg, type Session } from '../../support/session.js';
import { buildEmulators } from '../../support/emulators.js';
import { VirtualPointer } from '../../support/virtual-pointer.js';

const size = { width: 1024, height: 768 };

function program(name: string): Program {
  const found = quickPrograms.find((each) => each.name === name);
  if (!found) throw new Error(`${name} is in the catalogue`);
  return found;
}

t.setTimeout(300_000);
t.comment('timeout=300000');
buildEmulators();

async function on<H extends Host, T>(
  start: () => Promise<H>,
  leg: Leg,
  flags: readonly string[],
  use: (session: Session, host: H) => Promise<T>,
): Promise<T> {
  const host = await start();
  const session = await openSession(host, leg, flags);
  try {
    return await use(session, host);
  } finally {
    await session.close();
  }
}

/** The program on a sway of twice the density. */
const drawnDirectly = (drawn: Program) =>
  on(startSway, 'direct', [], async (session, host) => {
    await host.msg('output', 'HEADLESS-1', 'scale', '2');
    return (await runProgram(drawn, session, '')).picture;
  });

for (const [drawn, leg] of [
  [foot, 'decant'],
  [foot, 'virtwl'],
  [program('gtk4-demo'), 'decant'],
] as const) {
  await t.test(
    `${drawn.name} at --scale=0.5 (${leg}) is what it is on a host of twice the density`,
    async (t) => {
      const wanted = await drawnDirectly(drawn);
      await on(startSway, leg, ['--scale=0.5'], async (session) => {
        await runProgram(drawn, session, '');
        await samePicture(t, session, `${drawn.name}-scaled-${leg}`, wanted);
      });
    },
  );
}

/** Where gtk4-demo has its menu, in client units from the right and from the top. */
const menu = { fromRight: 71, fromTop: 23 };

for (const scale of [0.5, 0.75, 1.25, 2]) {
  await t.test(
    `at --scale=${scale}, a click opens the menu below it, at the edge of the screen`,
    async (t) => {
      await on(startSway, 'decant', [`--scale=${scale}`], async (session, host) => {
        const { picture } = await runProgram(program('gtk4-demo'), session, '');
        const pointer = await VirtualPointer.open(host.socketPath, size);
        const [x, y] = [size.width - menu.fromRight / scale, menu.fromTop / scale];
        pointer.moveTo(Math.round(x), Math.round(y));
        const hovered = await lookSettled('the pointer is there', session, {
          unlike: picture,
          settleMs: 800,
        });
        pointer.press();
        pointer.release();
        const open = await lookSettled('the menu opens', session, { unlike: hovered, settleMs: 800 });
        const { box } = difference(hovered, open);
        t.ok(box, 'something has changed');
        // The popover is wider than 150 units, begins below the button, and touches the right edge.
        t.ok(box!.right - box!.left > 150 / scale, `${box!.right - box!.left} wide`);
        t.ok(box!.right > size.width - 20 / scale, `ends at ${box!.right}`);
        t.ok(box!.bottom < 250 / scale, `down to ${box!.bottom}`);
        pointer.close();
      });
    },
  );
}

await t.test('weston-terminal on weston is half as large at 2', async (t) => {
  const boxes = [];
  for (const scale of [1, 2])
    boxes.push(
      await on(startWeston, 'decant', [`--scale=${scale}`], async (session) => {
        const empty = await look(session);
        const { picture } = await runProgram(program('weston-terminal'), session, '');
        t.ok(colourCount(picture) > 10, 'it is drawn');
        return difference(empty, picture).box;
      }),
    );
  const [whole, half] = boxes.map((box) => (box ? box.right - box.left : 0));
  t.ok(Math.abs(whole! - 2 * half!) <= 4, `${whole} and ${half}`);
});

await t.test('wayland-info shows the output at the client’s scale, its size in units too', async (t) => {
  await on(startSway, 'decant', ['--scale=1.25'], async (session) => {
    const { stdout } = await session.run(['wayland-info']);
    t.match(stdout, /width: 1280 px, height: 960 px/);
    t.match(stdout, /logical_width: 1280, logical_height: 960/);
  });
  await on(startSway, 'decant', ['--scale=0.5'], async (session, host) => {
    await host.msg('output', 'HEADLESS-1', 'scale', '1.5');
    const { stdout } = await session.run(['wayland-info']);
    t.match(stdout, /scale: 3,/);
    t.match(stdout, /logical_width: 34[12], logical_height: 256/);
  });
});
