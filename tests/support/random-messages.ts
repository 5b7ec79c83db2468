/** Messages of any kind to objects that live, whose arguments are sometimes wild. */
import * as fc from 'fast-check';
import type { OwnedFd } from '../../src/native/fd.js';
import { idFlag, type IdRange } from '../../src/peer/ids.js';
import { entryOf } from '../../src/peer/objects.js';
import type { ArgSchema } from '../../src/protocol/schema.js';
import type { Args } from '../../src/wire/reader.js';
import type { FakeEnd } from './fake-end.js';
import { someFd, type Fixture } from './fixture.js';

/** One message: by whom, to which object, and what its numbers are. */
export interface Step {
  readonly byClient: boolean;
  readonly object: number;
  readonly message: number;
  readonly numbers: readonly number[];
}

const numbers = fc.oneof(
  { weight: 30, arbitrary: fc.nat(40) },
  { weight: 1, arbitrary: fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff }) },
);
/** A story of them. */
export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    byClient: fc.boolean(),
    object: fc.nat(1000),
    message: fc.nat(1000),
    numbers: fc.array(numbers, { minLength: 12, maxLength: 12 }),
  }),
  { minLength: 40, maxLength: 150, size: 'max' },
);

/** Would end the peer, or are said in their own way. */
const unsaid: ReadonlySet<string> = new Set(['wl_display', 'wl_registry', 'wl_callback']);

/** Numbers above this name objects of the wrong kind, or none. */
const wild = 40;

/** One side of a peer. */
export interface Side {
  readonly end: FakeEnd;
  readonly kind: 'requests' | 'events';
  newId(): number;
  newFd(): OwnedFd;
  /** The version of an object that it may speak of; 0 where there is none. */
  versionOf(id: number): number;
}

/** Objects that the argument may name. */
function fitting({ end, versionOf }: Side, arg: ArgSchema): number[] {
  const all = [...end.objects].filter(
    ([id, table]) => versionOf(id) > 0 && (!arg.interface || table.name === arg.interface),
  );
  return [...all.map(([id]) => id), ...(arg.nullable ? [0] : [])];
}

function argument(side: Side, arg: ArgSchema, number: number): Args<OwnedFd>[string] {
  switch (arg.type) {
    case 'new_id':
      return side.newId();
    case 'object': {
      const ids = fitting(side, arg);
      return Math.abs(number) > wild ? number : ids[Math.abs(number) % ids.length]!;
    }
    case 'string':
      return `text ${number}`;
    case 'array':
      return new Uint8Array(4);
    case 'fd':
      return side.newFd();
    case 'uint':
      return number >>> 0;
    default:
      return number;
  }
}

/** What is said rather than anything else, and what becomes of its arguments. */
export interface Directed {
  readonly interface: string;
  readonly message: string;
  fit?(args: Args<OwnedFd>): Args<OwnedFd>;
}

/** Says something to one of the living objects; that which is `directed`, where it is. */
export function say(side: Side, step: Step, directed?: Directed): void {
  const { end, kind, versionOf } = side;
  const objects = [...end.objects].filter(
    ([id, { name }]) =>
      !unsaid.has(name) && (!directed || (directed.interface === name && versionOf(id) > 0)),
  );
  const [id, table] = objects[step.object % (objects.length || 1)] ?? [];
  const messages = (table?.[kind] ?? []).filter(({ name }) => !directed || directed.message === name);
  const message = messages[step.message % (messages.length || 1)];
  if (id === undefined || !message || message.since > versionOf(id)) return;
  // There is nothing yet that it could be about.
  if (message.args.some((arg) => arg.type === 'object' && fitting(side, arg).length === 0)) return;
  const args = Object.fromEntries(
    message.args.map((arg, i) => [arg.name, argument(side, arg, step.numbers[i]!)] as const),
  );
  end.say(id, message.name, directed?.fit?.(args) ?? args);
}

/** The client's, then the host's. `newFd`: what it hands over. */
export function sides(
  { client, host, peer }: Fixture,
  newFd = (): OwnedFd => someFd(),
): readonly [Side, Side] {
  const { objects } = peer.context;
  const versionIn = (range: IdRange | undefined, id: number, without: number): number => {
    const entry = entryOf(id);
    return range && (range.flags[entry]! & without) === 0 ? range.versions[entry]! : 0;
  };
  return [
    {
      newFd,
      end: client,
      kind: 'requests',
      newId: () => client.newId(),
      versionOf: (id) => versionIn(objects.clientRange(id), id, idFlag.destroyed),
    },
    {
      newFd,
      end: host,
      kind: 'events',
      newId: () => host.newId(),
      // What the client has destroyed may still be spoken to.
      versionOf: (id) => versionIn(objects.hostRange(id), id, 0),
    },
  ];
}
