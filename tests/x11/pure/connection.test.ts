/** The window manager's connection: questions without an answer, names of atoms, and who hears of what. */
import t from 'tap';
import { openSelectionDesk, received, writeAll } from '../../support/x/selection-desk.js';
import { openXDesk } from '../../support/x/x-desk.js';

const piece = 64 * 1024;
const stringType = 31;

t.test(
  'a question that is open when the server goes is answered by nothing, and so is each one after',
  async (t) => {
    const desk = await openSelectionDesk();
    t.teardown(() => desk.close());
    const { connection } = desk;
    const open = [connection.geometry(connection.root), connection.barrier(), connection.named([4])];
    desk.endServer();
    t.same(await Promise.all(open.slice(0, 2)), [undefined, undefined]);
    t.same([...(await connection.named([4000])).keys()], []);
    t.equal(await connection.geometry(connection.root), undefined);
    await t.rejects(connection.extension('sync'));
  },
);

t.test('a question that is open when the connection is closed is answered by nothing', async (t) => {
  const { connection } = await openSelectionDesk();
  const open = connection.geometry(connection.root);
  connection.close();
  t.equal(await open, undefined);
});

t.test('each name has the atom of its own bytes, whatever characters it has', async (t) => {
  const desk = await openSelectionDesk();
  t.teardown(() => desk.close());
  const { connection } = desk;
  // In Latin-1 the first one would be UTF8_STRING; the next ones are names that every object has.
  const names = [
    '\u0155TF8_STRING',
    'constructor',
    '__proto__',
    'toString',
    'text/plain;name=é',
    'x/\u{1f600}',
  ];
  const atoms = await connection.intern(names.map((name) => [name, name]));
  t.equal(atoms.size, names.length);
  for (const atom of atoms.keys()) t.type(atom, 'number');
  const utf8 = await connection.intern([['UTF8_STRING', 1]]);
  t.same([...utf8.keys()], [connection.atoms.UTF8_STRING]);
  t.same([...(await connection.named([...atoms.keys()])).keys()], names);
  const client = await desk.program();
  const [first] = atoms.keys();
  const bytes = Buffer.from(names[0]!).toString('latin1');
  t.equal(await client.intern(bytes), first, 'what the server has are the bytes of UTF-8');
});

t.test('a name that is no text, or longer than X takes, is left out', async (t) => {
  const desk = await openSelectionDesk();
  t.teardown(() => desk.close());
  const client = await desk.program();
  const atom = await client.intern('x/\u00ff');
  t.same([...(await desk.connection.named([atom, desk.connection.atoms.TARGETS])).keys()], ['TARGETS']);
  t.equal((await desk.connection.intern([['x'.repeat(0x1_0000), 1]])).size, 0);
});

t.test('a transfer to the root window leaves the window manager what it hears of', async (t) => {
  const desk = await openXDesk();
  t.teardown(() => desk.close());
  const { connection } = desk;
  const stop = connection.masks.watchProperties(connection.root);
  const client = await desk.program();
  const make = (): number => client.create({ x: 0, y: 0, width: 300, height: 200, color: 1 });
  await t.resolves(desk.toplevel(client, make()), 'during it');
  stop();
  await t.resolves(desk.toplevel(client, make()), 'and after it');
});

t.test('a program’s window is watched for the time of the transfers to it', async (t) => {
  const desk = await openSelectionDesk();
  t.teardown(() => desk.close());
  const { connection, events } = desk;
  const client = await desk.program();
  const id = client.create({ x: 0, y: 0, width: 10, height: 10, color: 1 });
  await desk.settled();
  const heard = async (): Promise<number> => {
    events.length = 0;
    client.setText(id, stringType, stringType, 'x');
    await desk.settled();
    return events.filter(({ name }) => name === 'PropertyNotify').length;
  };
  const stops = [connection.masks.watchProperties(id), connection.masks.watchProperties(id)];
  t.equal(await heard(), 1);
  stops[0]!();
  t.equal(await heard(), 1, 'one still goes on');
  stops[1]!();
  t.equal(await heard(), 0);
});

t.test('large contents come to a window in pieces, which is left alone afterwards', async (t) => {
  const desk = await openSelectionDesk();
  t.teardown(() => desk.close());
  const { connection, events } = desk;
  const client = await desk.program();
  const { atoms } = connection;
  const id = client.create({ x: 0, y: 0, width: 10, height: 10, color: 1 });
  const contents = Buffer.alloc(3 * piece, 'abc');
  desk.host.onReceive = (_type, fd) => writeAll(fd, contents);
  desk.host.listeners.get('clipboard')!.selectionChanged(['text/plain']);
  await desk.settled();
  client.x.ChangeWindowAttributes(id, { eventMask: 0x40_0000 });
  client.x.ConvertSelection(id, atoms.CLIPBOARD, atoms.UTF8_STRING, stringType);
  t.same(await received(client, id, stringType), contents);
  await desk.settled();
  events.length = 0;
  client.setText(id, stringType, stringType, 'x');
  await desk.settled();
  t.notOk(events.some(({ name }) => name === 'PropertyNotify'));
});
