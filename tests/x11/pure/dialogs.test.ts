/** Dialogs and the windows that they belong to, between an X server in memory and a host double. */
import t from 'tap';
import { plain, type ToplevelDouble } from '../../support/x/host-double.js';
import { openXDesk, type Desk } from '../../support/x/x-desk.js';

const size = { width: 300, height: 200 };
const atoms = { window: 33, transientFor: 68 } as const;

async function opened(desk: Desk) {
  const client = await desk.program();
  const id = client.create({ x: 0, y: 0, ...size, color: 1 });
  return { client, id, host: await desk.toplevel(client, id) };
}

t.test('dialogs have the window that they name for a parent, or one of their group', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const main = await opened(desk);
  const { client } = main;
  const group = (id: number): void => client.setWords(id, 35, 35, [64, 0, 0, 0, 0, 0, 0, 0, 0x77]);
  group(main.id);
  await desk.settled();
  const dialogFor = async (transientFor: number): Promise<ToplevelDouble> => {
    const id = client.create({ x: 0, y: 0, ...size, color: 1 });
    client.setWords(id, atoms.transientFor, atoms.window, [transientFor]);
    group(id);
    return desk.toplevel(client, id);
  };
  t.equal((await dialogFor(main.id)).parent, main.host);
  t.equal((await dialogFor(0x7f_ffff)).parent, undefined);
  const named = desk.host.windows[1] as ToplevelDouble;
  named.listener.configured(size, { ...plain, activated: true });
  t.equal((await dialogFor(client.root)).parent, named, 'the one that is active');
});

t.test('a dialog that comes before its window finds it', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const client = await desk.program();
  const [main, dialog] = [0, 1].map(() => client.create({ x: 0, y: 0, ...size, color: 1 }));
  client.setWords(dialog!, atoms.transientFor, atoms.window, [main!]);
  const second = await desk.toplevel(client, dialog!);
  t.equal(second.parent, undefined);
  const first = await desk.toplevel(client, main!);
  t.equal(second.parent, first);
});
