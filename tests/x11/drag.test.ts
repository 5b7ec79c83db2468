/** Drag and drop between Wayland programs and X11 programs on sway: the images of GTK's demo of the clipboard. */
import t from 'tap';
import { startChild, type Child } from '../../tools/hosts/child.js';
import { plainEnvironment } from '../../tools/hosts/host.js';
import { VirtualPointer } from '../support/virtual-pointer.js';
import { openDesk } from './desk.js';
import { takeDrops, type DragTarget, type Wishes } from './drag-target.js';

const size = { width: 1024, height: 768 };
/** Where the demo has its first image. */
const image = { x: 28, y: 200 };
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

const heard = ({ told }: DragTarget, name: string): boolean => told.some(({ message }) => message === name);

t.test('what a Wayland program drags can be dropped on an X11 program', async (t) => {
  const { client, target: x11 } = await target('Basket', { type: 'image/png' });
  await dragOver('a position', () => heard(x11, 'XdndPosition'));
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
  await dragOver('a position', () => heard(x11, 'XdndPosition'));
  t.equal(x11.told.find(({ message }) => message === 'XdndEnter')!.data[1]! >>> 24, 3);
  pointer.release();
  await until('a drop', () => Promise.resolve(x11.dropped !== undefined));
  client.close();
});

t.test('a drag that goes elsewhere leaves, and drops nothing', async (t) => {
  const { client, target: x11 } = await target('Passed', { type: 'image/png' });
  await dragOver('a position', () => heard(x11, 'XdndPosition'));
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
  await dragOver('a position', () => heard(x11, 'XdndPosition'));
  pointer.release();
  await until('a drop', () => Promise.resolve(x11.dropped !== undefined));
  t.pass();
  client.close();
});
