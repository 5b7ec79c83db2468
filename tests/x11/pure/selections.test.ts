/** Selections of X programs and of the host's, between an X server in memory and a host double. */
import { readFileSync } from 'node:fs';
import t from 'tap';
import type { XEvent } from 'x11';
import { addon } from '../../../src/native/addon.js';
import { OwnedFd } from '../../../src/native/fd.js';
import {
  openSelectionDesk,
  owns,
  received,
  wordsIn,
  writeAll,
  type SelectionDesk,
} from '../../support/x/selection-desk.js';
import { waitFor } from '../../../tools/hosts/wait.js';
import type { TestXClient } from '../x-client.js';

const [atomType, stringType] = [4, 31];
const property = 39;
const utf8 = 'text/plain;charset=utf-8';
const propertyChange = 0x40_0000;

/** A program of its own that asks for the clipboard's `target`. */
async function pasted(desk: SelectionDesk, target: number): Promise<Buffer | undefined> {
  const client = await desk.program();
  const window = client.create({ x: 0, y: 0, width: 10, height: 10, color: 1 });
  client.x.ChangeWindowAttributes(window, { eventMask: propertyChange });
  client.x.ConvertSelection(window, desk.connection.atoms.CLIPBOARD, target, property);
  return received(client, window, property);
}

/** What a Wayland program gets of the X program's clipboard. */
async function written(desk: SelectionDesk, mimeType: string): Promise<string> {
  const [near, far] = addon.socketPair();
  addon.setNonBlocking(near, false);
  desk.host.owned.get('clipboard')!.send(mimeType, new OwnedFd(far));
  await desk.settled();
  const text = readFileSync(near, 'utf8');
  addon.close(near);
  return text;
}

const targets = async (client: TestXClient, names: readonly string[]) => ({
  type: atomType,
  format: 32 as const,
  data: wordsIn(await Promise.all(names.map((name) => client.intern(name)))),
});
const text = (bytes: string) => ({
  type: stringType,
  format: 8 as const,
  data: Buffer.from(bytes, 'latin1'),
});

t.test('an owner that never ends to say what it has is not listened to for ever', async (t) => {
  const desk = await openSelectionDesk();
  t.teardown(() => desk.close());
  const client = await desk.program();
  const incr = await client.intern('INCR');
  const names = Array.from({ length: 100 }, (_, i) => `x/${i}`);
  const { data } = await targets(client, names);
  client.x.on('event', ({ name, state, wid, atom }) => {
    // Each piece is followed by another one.
    if (name === 'PropertyNotify' && state === 1)
      client.x.ChangeProperty(0, wid as number, atom as number, atomType, 32, data);
  });
  client.x.on('event', ({ name, requestor }) => {
    if (name === 'SelectionRequest')
      client.x.ChangeWindowAttributes(requestor as number, { eventMask: propertyChange });
  });
  await owns(desk, client, desk.connection.atoms.CLIPBOARD, {
    TARGETS: { type: incr, format: 32, data: wordsIn([400]) },
  });
  await waitFor('it is owned', { timeoutMs: 5000 }, () => desk.host.owned.has('clipboard') || undefined);
  t.same(desk.host.owned.get('clipboard')?.types, names);
});

t.test('of a long list of targets the first ones are taken', async (t) => {
  const desk = await openSelectionDesk();
  t.teardown(() => desk.close());
  const client = await desk.program();
  const names = Array.from({ length: 300 }, (_, i) => `x/${i}`);
  await owns(desk, client, desk.connection.atoms.CLIPBOARD, { TARGETS: await targets(client, names) });
  t.same(desk.host.owned.get('clipboard')?.types, names.slice(0, 256));
});

t.test('what a program leaves behind is read once, however often it asks', async (t) => {
  const desk = await openSelectionDesk();
  t.teardown(() => desk.close());
  const { atoms } = desk.connection;
  const client = await desk.program();
  const asked = await owns(desk, client, atoms.CLIPBOARD, {
    TARGETS: await targets(client, ['STRING']),
    STRING: text('left'),
  });
  const window = client.create({ x: 0, y: 0, width: 10, height: 10, color: 1 });
  for (let i = 0; i < 5; i++)
    client.x.ConvertSelection(window, atoms.CLIPBOARD_MANAGER, atoms.SAVE_TARGETS, property + i);
  const answers = () => client.events.filter(({ name }) => name === 'SelectionNotify');
  while (answers().length < 5) await desk.settled();
  t.same(asked, ['TARGETS', 'TARGETS', 'STRING'], 'for the host, and to be kept');
  t.same(
    answers().map((event) => event['property']),
    [0, 1, 2, 3, 4].map((i) => property + i),
  );
  t.equal((await pasted(desk, stringType))?.toString(), 'left');
});

t.test('of offers that follow each other the last one counts', async (t) => {
  const desk = await openSelectionDesk();
  t.teardown(() => desk.close());
  const { atoms } = desk.connection;
  const { selectionChanged } = desk.host.listeners.get('clipboard')!;
  // The first one's name is to be asked for, the others are known.
  selectionChanged(['x/first']);
  selectionChanged(['UTF8_STRING']);
  await desk.settled();
  const [first] = (await desk.connection.intern([['x/first', 1]])).keys();
  const list = await pasted(desk, atoms.TARGETS);
  t.ok(list?.includes(wordsIn([atoms.UTF8_STRING])));
  t.notOk(list?.includes(wordsIn([first!])));
});

t.test('an owner that has nothing takes the place of the one before', async (t) => {
  const desk = await openSelectionDesk();
  t.teardown(() => desk.close());
  const { atoms } = desk.connection;
  const [one, other] = [await desk.program(), await desk.program()];
  await owns(desk, one, atoms.CLIPBOARD, { TARGETS: await targets(one, ['STRING']) });
  t.ok(desk.host.owned.has('clipboard'));
  await owns(desk, other, atoms.CLIPBOARD, { TARGETS: await targets(other, []) });
  t.notOk(desk.host.owned.has('clipboard'));
});

t.test('the target STRING is Latin-1, and text of Wayland programs UTF-8', async (t) => {
  const desk = await openSelectionDesk();
  t.teardown(() => desk.close());
  const { atoms } = desk.connection;
  const client = await desk.program();
  await owns(desk, client, atoms.CLIPBOARD, {
    TARGETS: await targets(client, ['STRING']),
    STRING: text('caf\u00e9'),
  });
  t.equal(await written(desk, utf8), 'caf\u00e9');
  t.equal(await written(desk, 'text/plain'), 'caf\u00e9');
  desk.host.onReceive = (_type, fd) => writeAll(fd, Buffer.from('caf\u00e9 \u{1f600} \u20ac'));
  desk.host.listeners.get('clipboard')!.selectionChanged([utf8]);
  await desk.settled();
  t.equal((await pasted(desk, stringType))?.toString('latin1'), 'caf\u00e9 ? ?');
  t.equal((await pasted(desk, atoms.UTF8_STRING))?.toString(), 'caf\u00e9 \u{1f600} \u20ac');
});

t.test('a program that says again what it would do with a drop is told of the drop once', async (t) => {
  const desk = await openSelectionDesk();
  t.teardown(() => desk.close());
  const { atoms } = desk.connection;
  const client = await desk.program();
  const id = client.create({ x: 0, y: 0, width: 10, height: 10, color: 1 });
  const [aware, status, drop] = [atoms.XdndAware, atoms.XdndStatus, atoms.XdndDrop];
  client.setWords(id, aware, atomType, [5]);
  await client.sync();
  desk.shown.set(1, { id, box: { x: 0, y: 0, width: 10, height: 10 } });
  const done: boolean[] = [];
  const drag = {
    mimeTypes: ['text/plain'],
    actions: ['copy'] as const,
    accept: () => undefined,
    receive: (_type: string, fd: OwnedFd) => fd.close(),
    end: (is: boolean) => void done.push(is),
  };
  desk.host.drags!.dragEntered(drag, 1, { x: 1, y: 1 });
  await desk.settled();
  const messages = (type: number) =>
    client.events.filter((event) => event.name === 'ClientMessage' && event['message_type'] === type);
  const [source] = messages(atoms.XdndPosition)[0]!['data'] as number[];
  const answer = (type: number, flags: number): void => {
    const event = Buffer.alloc(32);
    event.set([33, 32]);
    for (const [i, word] of [source!, type, id, flags, 0, 0, atoms.XdndActionCopy].entries())
      event.writeUInt32LE(word, 4 + i * 4);
    client.x.SendEvent(source!, 0, 0, event);
  };
  desk.host.drags!.dragDropped();
  for (let i = 0; i < 3; i++) answer(status, 1);
  answer(status, 0);
  await desk.settled();
  t.equal(messages(drop).length, 1);
  t.same(messages(atoms.XdndLeave), []);
  answer(atoms.XdndFinished, 1);
  await desk.settled();
  t.same(done, [true]);
});

t.test('a property that is being filled is not asked for from the host again', async (t) => {
  const desk = await openSelectionDesk();
  t.teardown(() => desk.close());
  const { atoms } = desk.connection;
  const asked: OwnedFd[] = [];
  desk.host.onReceive = (_type, fd) => void asked.push(fd);
  desk.host.listeners.get('clipboard')!.selectionChanged([utf8]);
  await desk.settled();
  const client = await desk.program();
  const window = client.create({ x: 0, y: 0, width: 10, height: 10, color: 1 });
  for (let i = 0; i < 3; i++) client.x.ConvertSelection(window, atoms.CLIPBOARD, atoms.UTF8_STRING, property);
  await desk.settled();
  const answers = () => client.events.filter(({ name }) => name === 'SelectionNotify');
  t.same(
    answers().map((event) => event['property']),
    [0, 0],
    'two are refused',
  );
  t.equal(asked.length, 1);
  writeAll(asked[0]!, Buffer.from('text'));
  while (answers().length < 3) await desk.settled();
  t.equal(answers()[2]!['property'], property);
});

t.test('a Wayland program is asked for no more at once than can be passed on', async (t) => {
  const desk = await openSelectionDesk();
  t.teardown(() => desk.close());
  const { host, connection } = desk;
  host.listeners.get('clipboard')!.selectionChanged([utf8]);
  await desk.settled();
  const asked: OwnedFd[] = [];
  host.onReceive = (_mimeType, fd) => void asked.push(fd);
  const client = await desk.program();
  const window = client.create({ x: 0, y: 0, width: 10, height: 10, color: 1 });
  const { CLIPBOARD, UTF8_STRING } = connection.atoms;
  for (let i = 0; i < 300; i++)
    client.x.ConvertSelection(window, CLIPBOARD, UTF8_STRING, await client.intern(`TO_${i}`));
  await desk.settled();
  t.equal(asked.length, 128);
  for (const fd of asked) fd.close();
  const answers = (): readonly XEvent[] => client.events.filter(({ name }) => name === 'SelectionNotify');
  for (let turn = 0; answers().length < 300 && turn < 1000; turn++) await desk.settled();
  t.equal(answers().length, 300, 'every one is answered');
});
