/** Drag and drop between Wayland programs and X11 programs on sway: the images of GTK's demo of the clipboard. */
import t from 'tap';
import { startChild, type Child } from '../../tools/hosts/child.js';
import { plainEnvironment } from '../../tools/hosts/host.js';
import { VirtualPointer } from '../support/virtual-pointer.js';
import { openDesk } from './desk.js';
import { dragText, type DragSource } from './drag-source.js';
import { takeDrops, type DragTarget, type Wishes } from './drag-target.js';

const size = { width: 1024, height: 768 };
/** Where the demo has its first image. */
const image = { x: 28, y: 200 };
/** The middle of its first text field. */
const entry = [130, 90] as const;
const pngSignature = '89504e470d0a1a0a';

const { sway, x, until, opened } = await openDesk();
const pointer = await VirtualPointer.open(sway.socketPath, size);
const demo = await startDemo();
t.teardown(async () => {
  pointer.close();
  await demo.stop();
  await x.close();
});

async function startDemo(): Promise<Child> {
  const env = { ...plainEnvironment(sway.runtimeDir), ...sway.env, GDK_BACKEND: 'wayland' };
  const child = startChild(['gtk3-demo', '--run=clipboard'], { env, logPath: `${sway.runtimeDir}/demo.log` });
  await until('the demo', async () => (await x.windows()).some(({ name }) => name === 'Clipboard'));
  await sway.msg('[title="Clipboard"] move position 20 20');
  await sway.msg('[title="Application Class"] move position 20 400');
  return child;
}

/** An X window at the right, and how it takes drops. */
async function target(name: string, wishes: Wishes) {
  const { client, id } = await opened(name);
  await sway.msg(`[app_id="${name}"] move position 600 100`);
  return { client, id, target: await takeDrops(client, id, wishes) };
}

/** Takes the image and moves it about over the X window until `done`. */
async function dragOver(what: string, done: () => boolean): Promise<void> {
  let step = 0;
  pointer.moveTo(20 + image.x, 20 + image.y);
  pointer.press();
  await until(what, () => {
    step++;
    // GTK takes it for a drag after a few pixels.
    if (step < 5) pointer.moveTo(20 + image.x + step * 6, 20 + image.y);
    else pointer.moveTo(700 + (step % 20), 200);
    return Promise.resolve(done());
  });
}

/** The second position is told when the first one's answer has gone to the host. */
const settled = ({ told }: DragTarget): boolean =>
  told.filter(({ message }) => message === 'XdndPosition').length > 1;

const heard = ({ told }: DragTarget, name: string): boolean => told.some(({ message }) => message === name);

t.test('what a Wayland program drags can be dropped on an X11 program', async (t) => {
  const { client, target: x11 } = await target('Basket', { type: 'image/png' });
  await dragOver('two positions', () => settled(x11));
  const enter = x11.told.find(({ message }) => message === 'XdndEnter');
  t.equal(enter!.data[1]! >>> 24, 5, 'by version 5');
  await until('a drop', () => {
    pointer.moveTo(710, 210);
    pointer.release();
    return Promise.resolve(x11.dropped !== undefined);
  });
  t.equal(x11.dropped?.subarray(0, 8).toString('hex'), pngSignature);
  const position = x11.told.findLast(({ message }) => message === 'XdndPosition')!.data[2]!;
  t.ok(Math.abs((position >>> 16) - 110) < 20, `x ${position >>> 16}`);
  t.ok(Math.abs((position & 0xffff) - 110) < 20, `y ${position & 0xffff}`);
  client.close();
});

t.test('a program of version 3 is spoken to in that version', async (t) => {
  const { client, target: x11 } = await target('Ancient', { type: 'image/png', version: 3 });
  await dragOver('two positions', () => settled(x11));
  t.equal(x11.told.find(({ message }) => message === 'XdndEnter')!.data[1]! >>> 24, 3);
  pointer.release();
  await until('a drop', () => Promise.resolve(x11.dropped !== undefined));
  client.close();
});

t.test('a drag that goes elsewhere leaves, and drops nothing', async (t) => {
  const { client, target: x11 } = await target('Passed', { type: 'image/png' });
  await dragOver('two positions', () => settled(x11));
  await until('it leaves', () => {
    pointer.moveTo(980, 740);
    return Promise.resolve(heard(x11, 'XdndLeave'));
  });
  pointer.release();
  t.notOk(heard(x11, 'XdndDrop'));
  client.close();
});

t.test('a program that does not want it, or never says, gets no drop, and the next one does', async (t) => {
  for (const [name, wishes] of [
    ['Unwilling', { accepts: false }],
    ['Silent', { answers: false }],
  ] as const) {
    const { client, target: x11 } = await target(name, { type: 'image/png', ...wishes });
    await dragOver('a position', () => heard(x11, 'XdndPosition'));
    pointer.release();
    await until('it is over', () => Promise.resolve(heard(x11, 'XdndLeave')));
    t.notOk(heard(x11, 'XdndDrop'), name);
    client.close();
    await until('its window goes', async () => !(await x.windows()).some((each) => each.app_id === name));
  }
  const { client, target: x11 } = await target('Willing', { type: 'image/png' });
  await dragOver('two positions', () => settled(x11));
  pointer.release();
  await until('a drop', () => Promise.resolve(x11.dropped !== undefined));
  t.pass();
  client.close();
});

/** An X window at the right with text to drag. */
async function textAtTheRight(name: string) {
  const { client, id } = await opened(name);
  await sway.msg(`[app_id="${name}"] move position 600 100`);
  return { client, id, source: await dragText(client, id, 'dragged out of X11') };
}

/**
 * Presses the button over the X window, then moves to `to` and about there until `done`. sway may still be busy with the
 * end of the drag before, so the button is pressed until the program hears of it.
 */
async function dragTo(
  source: DragSource,
  to: readonly [number, number],
  what: string,
  done: () => boolean,
): Promise<void> {
  let step = 0;
  await until('the button is down', () => {
    if (source.pressed) return Promise.resolve(true);
    pointer.release();
    pointer.moveTo(700, 200 + (step++ % 2));
    pointer.press();
    return Promise.resolve(false);
  });
  await until(what, () => {
    step++;
    if (step < 8) pointer.moveTo(700 + step, 200);
    else pointer.moveTo(to[0] + (step % 10), to[1]);
    return Promise.resolve(done());
  });
}

t.test('what an X11 program drags can be dropped on a Wayland program', async (t) => {
  const { client, source } = await textAtTheRight('Giver');
  await dragTo(source, entry, 'the entry takes it', () => source.accepted);
  pointer.release();
  await until('it is done', () => Promise.resolve(source.finished !== undefined));
  t.ok(source.finished);
  t.ok(source.asked.length > 0, source.asked.join());
  client.close();
});

t.test('what an X11 program drags over the desktop is dropped nowhere', async (t) => {
  const { client, source } = await textAtTheRight('Clumsy');
  await dragTo(source, [980, 740], 'nobody is there', () => source.entered.length > 0);
  pointer.release();
  await until('it knows that the button is up', () => Promise.resolve(!source.pressed));
  t.notOk(source.accepted);
  t.same(source.asked, []);
  client.close();
});

t.test('drags that follow each other at once all reach the host', async (t) => {
  const { client, id } = await opened('Hasty');
  await sway.msg('[app_id="Hasty"] move position 600 100');
  const source = await dragText(client, id, 'dragged out of X11');
  for (let round = 0; round < 3; round++) {
    for (const to of [[980, 740], entry] as const) {
      const [before, taken] = [source.entered.length, to === entry];
      await dragTo(source, to, 'it is there', () =>
        taken ? source.accepted : source.entered.length > before,
      );
      pointer.release();
      await until('it knows that the button is up', () => Promise.resolve(!source.pressed));
    }
  }
  t.notMatch(x.log(), 'the host cannot be told of');
  client.close();
});

t.test('X11 programs drop on each other, and decant has no part in it', async (t) => {
  const giver = await textAtTheRight('Left');
  const taker = await opened('Right');
  await sway.msg('[app_id="Right"] move position 600 400');
  const x11 = await takeDrops(taker.client, taker.id, { type: 'text/plain' });
  await dragTo(
    giver.source,
    [700, 500],
    'the other takes it',
    () => giver.source.accepted && heard(x11, 'XdndPosition'),
  );
  t.same(giver.source.entered.at(-1), taker.id);
  pointer.release();
  await until('it is there', () => Promise.resolve(x11.dropped !== undefined));
  t.equal(x11.dropped?.toString(), 'dragged out of X11');
  await until('and the giver knows', () => Promise.resolve(giver.source.finished === true));
  giver.client.close();
  taker.client.close();
});

t.test('nothing of all this has ended Xwayland', (t) => {
  t.notMatch(x.log(), /Xwayland ends/);
  t.end();
});
