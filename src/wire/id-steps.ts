/**
 * The short way for messages of fixed size whose only ids stand at fixed places: where they stand and what they must
 * be, in flat arrays by message number. Strings, arrays, descriptors and untyped new ids are not for the short way.
 */
import { headerBytes } from './framing.js';
import { step, type MessageLayout } from './layout.js';

/** Kinds of `IdSteps.kinds`. */
export const idKind = { object: 0, objectOrNull: 1, newId: 2 } as const;

const kindOfStep: Readonly<Record<number, number>> = {
  [step.object]: idKind.object,
  [step.objectOrNull]: idKind.objectOrNull,
  [step.newId]: idKind.newId,
};

export class IdSteps {
  /** Ids of message `n` are those from `starts[n]` up to `starts[n + 1]`; new ids come last. */
  readonly starts: Int32Array;
  /** Word of the message, counted from its header. */
  readonly words: Uint8Array;
  readonly kinds: Uint8Array;
  /** Interface number, 0 for any. */
  readonly interfaces: Uint16Array;
  /** Whether the message ends its object. */
  readonly ends: Uint8Array;

  constructor(messages: readonly MessageLayout[]) {
    this.starts = new Int32Array(messages.length + 1);
    this.ends = Uint8Array.from(messages, (message) => (message.schema.destructor ? 1 : 0));
    const ids = messages.map((message) => (isShort(message) ? idsOf(message) : []));
    ids.forEach((own, n) => (this.starts[n + 1] = this.starts[n]! + own.length));
    const flat = ids.flat();
    this.words = Uint8Array.from(flat, (id) => id.word);
    this.kinds = Uint8Array.from(flat, (id) => id.kind);
    this.interfaces = Uint16Array.from(flat, (id) => id.interfaceNumber);
  }
}

/** Whether the short way can carry a message. */
export function isShort(message: MessageLayout): boolean {
  return message.fixedBytes > 0 && message.fdCount === 0;
}

interface IdPlace {
  readonly word: number;
  readonly kind: number;
  readonly interfaceNumber: number;
}

function idsOf(message: MessageLayout): IdPlace[] {
  const places: IdPlace[] = [];
  message.steps.forEach((kind, i) => {
    const known = kindOfStep[kind];
    if (known === undefined) return;
    places.push({ word: headerBytes / 4 + i, kind: known, interfaceNumber: message.stepInterfaces[i]! });
  });
  // Whether a message passes is known when its objects were looked at; only then is a new id taken.
  return places.toSorted((a, b) => Number(a.kind === idKind.newId) - Number(b.kind === idKind.newId));
}
