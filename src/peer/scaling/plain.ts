/** Handlers for the messages whose arguments are scaled one by one, made from `table.ts`. */
import type { Rect } from '../../geometry/rect.js';
import type { Scale } from '../../geometry/scale.js';
import type { InterfaceSchema } from '../../protocol/schema.js';
import type { Args } from '../../wire/reader.js';
import type { OwnedFd } from '../../native/fd.js';
import type { AnyHandlers, Handler, Target } from '../handler.js';
import { treatments, type Treatment } from './table.js';
import type { ViewOf } from './view.js';

type Direction = 'requests' | 'events';
type Change = (scale: Scale, args: Args<OwnedFd>) => object;

/** Handlers for those of `interfaces` that the table has something for. */
export function plainHandlers(interfaces: readonly InterfaceSchema[], view: ViewOf): Handler[] {
  return interfaces.flatMap((table) => {
    const functions = (direction: Direction): [string, AnyHandlers[string]][] =>
      table[direction].flatMap(({ name }) => {
        const treatment = treatments[`${table.name}.${name}`];
        const change = treatment && changeOf(treatment, direction);
        const of = treatment && 'of' in treatment ? treatment.of : undefined;
        return change ? [[name, apply(view, change, direction, of)]] : [];
      });
    const [requests, events] = [functions('requests'), functions('events')];
    if (requests.length + events.length === 0) return [];
    return [
      {
        interface: table,
        requests: Object.fromEntries(requests),
        events: Object.fromEntries(events),
        rawEvents: {},
      },
    ];
  });
}

/** `of`: the argument with the surface whose units they are; else what the message's object is about says so. */
function apply(view: ViewOf, change: Change, direction: Direction, of?: string): AnyHandlers[string] {
  return ({ peer, id, counterpart }: Target, args) => {
    const named = of === undefined ? 0 : (args[of] as number);
    const scale =
      named === 0
        ? view(peer).scaleOf(direction === 'requests' ? id : counterpart)
        : view(peer).surface(named).scale;
    return { ...args, ...change(scale, args) };
  };
}

function changeOf(treatment: Treatment, direction: Direction): Change | undefined {
  const toHost = direction === 'requests';
  if ('ints' in treatment) return each(treatment.ints, toHost ? 'intToHost' : 'intToClient');
  if ('lengths' in treatment) return each(treatment.lengths, toHost ? 'lengthToHost' : 'lengthToClient');
  if ('fixed' in treatment) return each(treatment.fixed, toHost ? 'fixedToHost' : 'fixedToClient');
  if ('rect' in treatment)
    return (scale, args) => scale[toHost ? 'rectToHost' : 'rectToClient'](rectOf(args));
  return undefined;
}

type OneNumber =
  'intToHost' | 'intToClient' | 'lengthToHost' | 'lengthToClient' | 'fixedToHost' | 'fixedToClient';

function each(names: readonly string[], convert: OneNumber): Change {
  return (scale, args) =>
    Object.fromEntries(names.map((name) => [name, scale[convert](args[name] as number)]));
}

function rectOf(args: Args<OwnedFd>): Rect {
  const number = (name: string): number => args[name] as number;
  return { x: number('x'), y: number('y'), width: number('width'), height: number('height') };
}
