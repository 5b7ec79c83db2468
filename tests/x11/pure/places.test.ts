/** Places and sizes of X windows, as programs and the host want them, between an X server in memory and a host double. */
import t from 'tap';
import { isSent } from '../../../src/x11/connection.js';
import { plain, type ToplevelDouble } from '../../support/x/host-double.js';
import { openXDesk, type Desk } from '../../support/x/x-desk.js';

const size = { width: 300, height: 200 };

async function opened(desk: Desk) {
  const client = await desk.program();
  const id = client.create({ x: 0, y: 0, ...size, color: 1 });
  return { client, id, host: await desk.toplevel(client, id) };
}

const geometry = (desk: Desk, id: number): string => {
  const { x, y, width, height } = desk.server.getWindow(id);
  return `${width}x${height}+${x}+${y}`;
};
const last = ({ told }: ToplevelDouble): string | undefined => told.at(-1);

t.test('a program places its window before it is mapped; then only its size is its own', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const client = await desk.program();
  const id = client.create({ x: 7, y: 8, ...size, color: 1 });
  client.x.ConfigureWindow(id, { x: 70, y: 80, width: 310, height: 210 });
  await desk.settled();
  t.equal(geometry(desk, id), '310x210+70+80');
  const host = await desk.toplevel(client, id);
  t.equal(geometry(desk, id), '310x210+0+0', 'it stands at the corner of the screen');
  client.x.ConfigureWindow(id, { x: 90, width: 320 });
  await desk.settled();
  t.equal(geometry(desk, id), '320x210+0+0');
  t.equal(last(host), 'settle 320x210');
  host.listener.configured({ width: 320, height: 210 }, { ...plain, maximized: true });
  client.x.ConfigureWindow(id, { width: 100, height: 100 });
  await desk.settled();
  t.equal(geometry(desk, id), '320x210+0+0', 'nor the size of one that is maximised');
});

t.test('a program that asks for a size and at once for a place has both', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const client = await desk.program();
  const id = client.create({ x: 0, y: 0, width: 1, height: 1, color: 1 });
  await desk.settled();
  client.x.ConfigureWindow(id, { width: 310, height: 210 });
  client.x.ConfigureWindow(id, { x: 70, y: 80 });
  client.x.ConfigureWindow(id, { height: 220 });
  await desk.settled();
  t.equal(geometry(desk, id), '310x220+70+80');
});

t.test(
  'a window that is shown has no border, whatever its program wants: frames are the host’s',
  async (t) => {
    const desk = await openXDesk();
    t.teardown(() => desk.close());
    const client = await desk.program();
    const id = client.create({ x: 0, y: 0, ...size, color: 1 });
    client.x.ConfigureWindow(id, { borderWidth: 3 });
    const border = async (): Promise<number> => {
      await desk.settled();
      return desk.server.getWindow(id).borderWidth;
    };
    t.equal(await border(), 3);
    await desk.toplevel(client, id);
    t.equal(await border(), 0);
    client.x.ConfigureWindow(id, { borderWidth: 2 });
    t.equal(await border(), 0);
  },
);

t.test('a program whose request changes nothing is told where its window is', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { client, id } = await opened(desk);
  client.x.ChangeWindowAttributes(id, { eventMask: 0x2_0000 });
  await desk.settled();
  client.events.length = 0;
  client.x.ConfigureWindow(id, { x: 50 });
  await desk.settled();
  const told = client.events.filter((event) => event.name === 'ConfigureNotify' && isSent(event));
  t.equal(told.length, 1);
  t.match(told[0], { width: 300, height: 200, x: 0, y: 0 });
});

t.test('a size of the host’s is the X window’s before the host is told', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { id, host } = await opened(desk);
  host.listener.configured({ width: 500, height: 0 }, plain);
  await desk.settled();
  t.equal(geometry(desk, id), '500x200+0+0', '0 is the window’s own choice');
  t.equal(last(host), 'settle 500x200');
});
