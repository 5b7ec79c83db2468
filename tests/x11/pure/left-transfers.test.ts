/** Transfers whose other end goes: between an X server in memory and a host double. Nothing here waits for a time-out. */
import { readSync } from 'node:fs';
import t, { type Test } from 'tap';
import type { XEvent } from 'x11';
import { addon } from '../../../src/native/addon.js';
import { OwnedFd } from '../../../src/native/fd.js';
import { isSystemError } from '../../../src/errors.js';
import { openSelectionDesk, type SelectionDesk } from '../../support/x/selection-desk.js';

const atomType = 4;
const utf8 = 'text/plain;charset=utf-8';
const selectionsByKind = { clipboard: 'CLIPBOARD', primary: 'PRIMARY' } as const;
type Kind = keyof typeof selectionsByKind;

/** A program that owns the selection and says that it has UTF-8. What else it is asked for stands in `requests`, without an answer. */
async function silentOwner(desk: SelectionDesk, kind: Kind) {
  const client = await desk.program();
  const names = [selectionsByKind[kind], 'TARGETS', 'UTF8_STRING'];
  const [selection = 0, targets = 0, text = 0] = await Promise.all(names.map((name) => client.intern(name)));
  const requests: XEvent[] = [];
  client.x.on('event', (event) => {
    if (event.name !== 'SelectionRequest') return;
    const { requestor, target, property: where } = event as unknown as Record<string, number>;
    if (target !== targets) {
      requests.push(event);
      return;
    }
    client.setWords(requestor!, where!, atomType, [text]);
    client.answer(event);
  });
  const window = client.create({ x: 0, y: 0, width: 10, height: 10, color: 1 });
  client.x.SetSelectionOwner(window, selection);
  await client.sync();
  desk.ownerIs(window, selection);
  await desk.settled();
  return { client, window, selection, text, requests };
}

/** A Wayland program that asks for the contents. */
async function asks(t: Test, desk: SelectionDesk, kind: Kind) {
  const [near, far] = addon.socketPair();
  t.teardown(() => addon.close(near));
  desk.host.owned.get(kind)!.send(utf8, new OwnedFd(far));
  await desk.settled();
  const buffer = Buffer.alloc(256);
  return {
    /** What is there; `undefined`: nothing yet, '': the end. */
    read(): string | undefined {
      try {
        return buffer.toString('latin1', 0, readSync(near, buffer));
      } catch (error) {
        if (isSystemError(error) && error.code === 'EAGAIN') return undefined;
        throw error;
      }
    },
  };
}

for (const kind of ['clipboard', 'primary'] as const) {
  t.test(`${kind}: an owner whose window goes before it has answered is not waited for`, async (t) => {
    const desk = await openSelectionDesk();
    t.teardown(() => desk.close());
    const { client, window, requests } = await silentOwner(desk, kind);
    const { read } = await asks(t, desk, kind);
    t.equal(requests.length, 1);
    t.equal(read(), undefined, 'it may still answer');
    client.x.DestroyWindow(window);
    await desk.settled();
    t.equal(read(), '');
  });

  t.test(`${kind}: what an owner has told by the time it goes is passed on`, async (t) => {
    const desk = await openSelectionDesk();
    t.teardown(() => desk.close());
    const { client, selection, requests, text } = await silentOwner(desk, kind);
    const { read } = await asks(t, desk, kind);
    const { requestor, property: where } = requests[0] as unknown as Record<string, number>;
    client.setWords(requestor!, where!, await client.intern('INCR'), [100]);
    client.answer(requests[0]!);
    await desk.settled();
    client.setText(requestor!, where!, text, 'the first half');
    await desk.settled();
    t.equal(read(), 'the first half');
    t.equal(read(), undefined, 'there may be more');
    client.setText(requestor!, where!, text, 'and more');
    await client.sync();
    desk.ownerIs(0, selection, 2);
    await desk.settled();
    t.equal(read(), 'and more');
    t.equal(read(), '');
  });
}

t.test('an owner that only loses the selection goes on with what it was asked for', async (t) => {
  const desk = await openSelectionDesk();
  t.teardown(() => desk.close());
  const { client, selection, requests, text } = await silentOwner(desk, 'clipboard');
  const { read } = await asks(t, desk, 'clipboard');
  const other = await desk.program();
  desk.ownerIs(other.create({ x: 0, y: 0, width: 10, height: 10, color: 1 }), selection);
  await desk.settled();
  t.equal(read(), undefined);
  const { requestor, property: where } = requests[0] as unknown as Record<string, number>;
  client.setText(requestor!, where!, text, 'late');
  client.answer(requests[0]!);
  await desk.settled();
  t.equal(read(), 'late');
  t.equal(read(), '');
});

t.test('who is asked is who owned the selection when the server was asked', async (t) => {
  const desk = await openSelectionDesk();
  t.teardown(() => desk.close());
  const { client, selection, window } = await silentOwner(desk, 'clipboard');
  const earlier = desk.connection.x.seq_num & 0xffff;
  const { read } = await asks(t, desk, 'clipboard');
  const other = await desk.program();
  const next = other.create({ x: 0, y: 0, width: 10, height: 10, color: 1 });
  desk.ownerIs(next, selection, 0, earlier);
  client.x.DestroyWindow(window);
  await desk.settled();
  t.equal(read(), undefined, 'the one before was not asked');
  other.x.DestroyWindow(next);
  await desk.settled();
  t.equal(read(), '');
});

t.test('a Wayland program is not read any more for an X program that has gone', async (t) => {
  const desk = await openSelectionDesk();
  t.teardown(() => desk.close());
  const ends: OwnedFd[] = [];
  desk.host.onReceive = (_mimeType, fd) => ends.push(fd);
  desk.host.listeners.get('clipboard')!.selectionChanged(['UTF8_STRING']);
  await desk.settled();
  const { atoms } = desk.connection;
  const client = await desk.program();
  const window = client.create({ x: 0, y: 0, width: 10, height: 10, color: 1 });
  client.x.ConvertSelection(window, atoms.CLIPBOARD, atoms.UTF8_STRING, 39);
  await desk.settled();
  using writing = ends[0]!;
  addon.setNonBlocking(writing.fd, true);
  const more = (): number => addon.write(writing.fd, Buffer.alloc(64 * 1024), 0, 64 * 1024);
  // More than is read before the program takes the first piece.
  while (!client.events.some(({ name }) => name === 'SelectionNotify')) {
    more();
    await desk.settled();
  }
  t.doesNotThrow(more, 'it is read as the program takes it');
  client.x.DestroyWindow(window);
  await desk.settled();
  t.throws(more, { code: 'EPIPE' });
});
