/** An X window that takes drops (XDND 5), and tells what it was told. */
import type { XEvent } from 'x11';
import type { TestXClient } from './x-client.js';

const messages = [
  'XdndEnter',
  'XdndPosition',
  'XdndStatus',
  'XdndLeave',
  'XdndDrop',
  'XdndFinished',
] as const;
type Message = (typeof messages)[number];

export interface DragTarget {
  /** What was told, in order. */
  readonly told: { readonly message: Message; readonly data: readonly number[] }[];
  /** What was dropped, as the wanted type. */
  dropped: Buffer | undefined;
}

export interface Wishes {
  /** The type that is asked for after the drop. */
  readonly type: string;
  readonly version?: number;
  /** Whether drops are taken. */
  readonly accepts?: boolean;
  /** Whether positions are answered at all. */
  readonly answers?: boolean;
}

export async function takeDrops(client: TestXClient, window: number, wishes: Wishes): Promise<DragTarget> {
  const { type, version = 5, accepts = true, answers = true } = wishes;
  const target: DragTarget = { told: [], dropped: undefined };
  const names = ['XdndAware', 'XdndSelection', 'XdndActionCopy', 'DROPPED', type, ...messages];
  const interned = await Promise.all(names.map((name) => client.intern(name)));
  const atom = (name: string): number => interned[names.indexOf(name)]!;
  client.setWords(window, atom('XdndAware'), 4, [version]);
  let source = 0;
  const say = (message: Message, data: readonly number[]): void => {
    const event = Buffer.alloc(32);
    event.set([33, 32]);
    for (const [i, word] of [source, atom(message), window, ...data].entries())
      event.writeUInt32LE(word >>> 0, 4 + i * 4);
    client.x.SendEvent(source, 0, 0, event);
  };
  const heard = (message: Message, data: readonly number[]): void => {
    target.told.push({ message, data });
    source = data[0]!;
    const answer = [accepts ? 1 : 0, 0, 0, accepts ? atom('XdndActionCopy') : 0];
    if (message === 'XdndPosition' && answers) say('XdndStatus', answer);
    if (message === 'XdndDrop')
      client.x.ConvertSelection(window, atom('XdndSelection'), atom(type), atom('DROPPED'));
  };
  const read = (): void => {
    client.x.GetProperty(1, window, atom('DROPPED'), 0, 0, 1_000_000, (_error, property) => {
      target.dropped = property?.data ?? Buffer.alloc(0);
      say('XdndFinished', [1, atom('XdndActionCopy')]);
      return true;
    });
  };
  client.x.on('event', (event: XEvent) => {
    if (event.name === 'SelectionNotify') read();
    if (event.name !== 'ClientMessage') return;
    const message = messages.find((name) => atom(name) === event['message_type']);
    if (message) heard(message, event['data'] as readonly number[]);
  });
  await client.sync();
  return target;
}
