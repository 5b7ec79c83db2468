/** An X window that drags text with the first button (XDND 5), as toolkits do: it looks under the pointer at every motion. */
import type { XEvent } from 'x11';
import type { TestXClient } from './x-client.js';

export interface DragSource {
  /** The button is down, as far as it knows. */
  pressed: boolean;
  /** Windows that it told of the drag, in order. */
  readonly entered: number[];
  /** Whether the last answer was that the drop would be taken. */
  accepted: boolean;
  /** What the target said of the drop; `undefined`: nothing yet. */
  finished: boolean | undefined;
  /** Types that were asked for. */
  readonly asked: string[];
}

const xdnd = [
  'XdndActionCopy',
  'XdndAware',
  'XdndDrop',
  'XdndEnter',
  'XdndFinished',
  'XdndLeave',
  'XdndPosition',
  'XdndSelection',
  'XdndStatus',
  'XdndTypeList',
] as const;
/** Buttons and motion. */
const masks = 0xc | 0x40;

export async function dragText(client: TestXClient, window: number, text: string): Promise<DragSource> {
  const source: DragSource = {
    pressed: false,
    entered: [],
    accepted: false,
    finished: undefined,
    asked: [],
  };
  const types = ['UTF8_STRING', 'text/plain;charset=utf-8', 'text/plain', 'STRING'];
  const names = [...types, ...xdnd];
  const interned = await Promise.all(names.map((name) => client.intern(name)));
  const atom = (name: string): number => interned[names.indexOf(name)]!;
  const { x } = client;
  x.ChangeWindowAttributes(window, { eventMask: masks });
  let over = 0;
  const say = (message: string, data: readonly number[]): void => {
    const event = Buffer.alloc(32);
    event.set([33, 32]);
    for (const [i, word] of [over, atom(message), window, ...data].entries())
      event.writeUInt32LE(word >>> 0, 4 + i * 4);
    x.SendEvent(over, 0, 0, event);
  };
  const look = ({ rootx, rooty }: Record<string, number>): void => {
    x.QueryPointer(client.root, (_error, { child }) => {
      x.GetProperty(0, child, atom('XdndAware'), 0, 0, 1, (error, property) => {
        if (!source.pressed) return true;
        const aware = !error && property.type !== 0 ? child : 0;
        if (over !== aware) {
          if (over !== 0) say('XdndLeave', [0, 0, 0, 0]);
          over = aware;
          source.accepted = false;
          if (over !== 0) source.entered.push(over);
          if (over !== 0) say('XdndEnter', [(5 << 24) | 1, 0, 0, 0]);
        }
        if (over !== 0) say('XdndPosition', [0, (rootx! << 16) | rooty!, 0, atom('XdndActionCopy')]);
        return true;
      });
      return true;
    });
  };
  const give = (fields: Record<string, number>): void => {
    const { requestor, target, property } = fields;
    source.asked.push(names[interned.indexOf(target!)] ?? String(target));
    x.ChangeProperty(0, requestor!, property!, target!, 8, Buffer.from(text));
    client.answer(fields as unknown as XEvent);
  };
  x.on('event', (event: XEvent) => {
    const fields = event as unknown as Record<string, number>;
    const data = event['data'] as readonly number[] | undefined;
    if (event.name === 'ButtonPress') {
      source.pressed = true;
      source.accepted = false;
      client.setWords(window, atom('XdndTypeList'), 4, types.map(atom));
      x.SetSelectionOwner(window, atom('XdndSelection'));
    } else if (event.name === 'MotionNotify' && source.pressed) look(fields);
    else if (event.name === 'ButtonRelease') {
      source.pressed = false;
      if (over !== 0) say(source.accepted ? 'XdndDrop' : 'XdndLeave', [0, 0, 0, 0]);
      over = 0;
    } else if (event.name === 'SelectionRequest') give(fields);
    else if (fields['message_type'] === atom('XdndStatus') && data) source.accepted = (data[1]! & 1) !== 0;
    else if (fields['message_type'] === atom('XdndFinished') && data) source.finished = (data[1]! & 1) !== 0;
  });
  await client.sync();
  return source;
}
