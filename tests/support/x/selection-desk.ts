/**
 * Selections and drags between two doubles: an X server in memory, for whose XFixes the test speaks; and the
 * host's selections, which write down what they are told. X programs are `TestXClient`s.
 */
import { Socket } from 'node:net';
import type { Property, Reply, XEvent } from 'x11';
import { createStreamPair, XServer } from 'x11/lib/xserver/index.js';
import { createLogger } from '../../../src/log/logger.js';
import type { OwnedFd } from '../../../src/native/fd.js';
import type {
  DragListener,
  HostDragOut,
  HostSelections,
  SelectionKind,
  SelectionListener,
} from '../../../src/peer/xwayland/exchange.js';
import type { Box } from '../../../src/peer/xwayland/windows.js';
import { XConnection } from '../../../src/x11/connection.js';
import type { WindowsBySurface } from '../../../src/x11/drags-from-host.js';
import { eventMask } from '../../../src/x11/event-masks.js';
import { Selections } from '../../../src/x11/selections.js';
import type { TestXClient } from '../../x11/x-client.js';
import { Programs } from './programs.js';
import { obliging } from './extensions.js';

const silent = createLogger({ level: 'error', format: 'text' }, 'test', () => undefined);

type Send = (mimeType: string, fd: OwnedFd) => void;

/** What is offered to the host stands in `owned`; what it is asked for goes to `onReceive`. */
export class HostSelectionsDouble implements HostSelections {
  readonly listeners = new Map<SelectionKind, SelectionListener>();
  drags: DragListener | undefined;
  readonly owned = new Map<SelectionKind, { readonly types: readonly string[]; readonly send: Send }>();
  onReceive: Send = (_mimeType, fd) => fd.close();

  listen(kind: SelectionKind, listener: SelectionListener): void {
    this.listeners.set(kind, listener);
  }

  startDrag(): HostDragOut | undefined {
    return undefined;
  }

  listenToDrags(listener: DragListener): void {
    this.drags = listener;
  }

  own(kind: SelectionKind, types: readonly string[], send: Send): void {
    this.owned.set(kind, { types, send });
  }

  disown(kind: SelectionKind): void {
    this.owned.delete(kind);
  }

  receive(_kind: SelectionKind, mimeType: string, fd: OwnedFd): void {
    this.onReceive(mimeType, fd);
  }
}

export type SelectionDesk = Awaited<ReturnType<typeof openSelectionDesk>>;

export async function openSelectionDesk() {
  const server = new XServer({ width: 1024, height: 768 });
  server.registerExtension('XFIXES', obliging);
  const [ours, theirs] = createStreamPair();
  server.addClientStream(theirs);
  const host = new HostSelectionsDouble();
  const events: XEvent[] = [];
  let selections: Selections | undefined;
  const connection = await XConnection.open(ours, silent, {
    event: (event) => {
      events.push(event);
      selections?.handle(event);
    },
    end: () => undefined,
  });
  const shown = new Map<number, { readonly id: number; readonly box: Box }>();
  const windows: WindowsBySurface = {
    windowOf: (surface) => shown.get(surface),
    raised: (surface) => Promise.resolve(shown.get(surface)),
  };
  selections = new Selections(connection, host, windows, silent);
  const following = selections;
  connection.masks.select(connection.root, eventMask.substructureNotify);
  await selections.start(true);
  const programs = new Programs(server, connection);
  const settled = (): Promise<void> => programs.settled();
  return {
    server,
    connection,
    host,
    /** Events of ours. */
    events,
    /** Windows by the surface that shows them. */
    shown,
    settled,
    program: (): Promise<TestXClient> => programs.open(),
    /** XFixes says that the selection has another owner, since request `seq`, or because the last one has left (1 or 2). */
    ownerIs(owner: number, selection: number, subtype = 0, seq = connection.x.seq_num & 0xffff): void {
      const fields = { owner, selection, selectionTimestamp: 1, subtype, seq };
      following.handle({ name: 'SelectionNotify', type: 87, rawData: Buffer.alloc(32), ...fields });
    },
    /** Xwayland and all X programs are gone. */
    endServer(): void {
      theirs.destroy();
    },
    close(): void {
      programs.close();
      connection.close();
    },
  };
}

/** A program's contents for each target's name. */
export type Contents = Readonly<
  Record<string, { readonly type: number; readonly format: 8 | 32; readonly data: Buffer }>
>;

/** Has the program own the selection and answer for it; gives the names of the targets that it was asked for, as it goes. */
export async function owns(
  desk: SelectionDesk,
  client: TestXClient,
  selection: number,
  contents: Contents,
): Promise<readonly string[]> {
  const named = Object.keys(contents).map(async (name) => [await client.intern(name), name] as const);
  const names = new Map(await Promise.all(named));
  const asked: string[] = [];
  client.x.on('event', (event) => {
    if (event.name !== 'SelectionRequest') return;
    const { requestor, property, target } = event as unknown as Record<string, number>;
    const name = names.get(target!) ?? '';
    asked.push(name);
    const found = contents[name];
    if (found) client.x.ChangeProperty(0, requestor!, property!, found.type, found.format, found.data);
    client.answer(found ? event : { ...event, property: 0 });
  });
  const window = client.create({ x: 0, y: 0, width: 10, height: 10, color: 1 });
  client.x.SetSelectionOwner(window, selection);
  await client.sync();
  desk.ownerIs(window, selection);
  await desk.settled();
  return asked;
}

/** Words of a property of format 32. */
export function wordsIn(words: readonly number[]): Buffer {
  const data = Buffer.alloc(words.length * 4);
  for (const [i, word] of words.entries()) data.writeUInt32LE(word, i * 4);
  return data;
}

/** A Wayland program's part: all of `contents`, and the end. */
export function writeAll(fd: OwnedFd, contents: Buffer): void {
  new Socket({ fd: fd.release(), readable: false, writable: true }).end(contents);
}

/** What a program gets of the selection that it has asked for, for its window's property; `undefined`: it was refused. */
export async function received(
  client: TestXClient,
  window: number,
  property: number,
): Promise<Buffer | undefined> {
  let seen = 0;
  const next = async (wanted: (event: XEvent) => boolean): Promise<XEvent> => {
    for (;;) {
      const at = client.events.findIndex((event, i) => i >= seen && wanted(event));
      if (at >= 0) {
        seen = at + 1;
        return client.events[at]!;
      }
      await client.sync();
    }
  };
  const take = (): Promise<Property> =>
    new Promise((resolve, reject) => {
      const reply: Reply<Property> = (error, found) => (error ? reject(error) : resolve(found));
      client.x.GetProperty(1, window, property, 0, 0, 0x10_0000, reply);
    });
  const answer = await next(({ name }) => name === 'SelectionNotify');
  if (answer['property'] === 0) return undefined;
  const head = await take();
  if (head.type !== (await client.intern('INCR'))) return head.data;
  const pieces: Buffer[] = [];
  for (;;) {
    await next(({ name, atom, state }) => name === 'PropertyNotify' && atom === property && state === 0);
    const { data } = await take();
    if (data.length === 0) return Buffer.concat(pieces);
    pieces.push(data);
  }
}
