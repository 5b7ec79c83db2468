/**
 * Contents of a selection from the X program that owns it (ICCCM 2.4, 2.7.2). Each transfer has a window of its own, so any
 * number can be under way. An owner that does not answer is not waited for longer than `timeoutMs`.
 */
import type { XConnection } from './connection.js';
import type { Mailbox } from './mailbox.js';

export const timeoutMs = 10_000;
/** Read at once. */
const partBytes = 256 * 1024;

/** What can happen to a transfer's window. */
export type FetchEvent =
  /** The owner has answered; `property` is 0 if it has nothing of that kind. */
  | { readonly kind: 'answered'; readonly property: number }
  /** The property has a new value. */
  | { readonly kind: 'changed' };

export interface Fetch {
  readonly connection: XConnection;
  /** The window that asks, which has been created and selects changes of properties. */
  readonly window: number;
  readonly events: Mailbox<FetchEvent>;
  readonly selection: number;
  readonly target: number;
}

/**
 * Gives the contents to `take`, piece by piece; the next piece is asked for when that has resolved, and no more if to
 * `false`. Whether all of it was taken.
 */
export async function fetchSelection(
  { connection, window, events, selection, target }: Fetch,
  take: (piece: Buffer) => Promise<boolean>,
): Promise<boolean> {
  const { x, atoms } = connection;
  const property = atoms._DECANT_SELECTION;
  x.ConvertSelection(window, selection, target, property);
  let answer: FetchEvent | undefined;
  do answer = await events.next(timeoutMs);
  while (answer?.kind === 'changed');
  if (answer === undefined || answer.property === 0) return false;
  const head = await connection.property(window, property, 4);
  if (head?.type !== atoms.INCR)
    return (await takeProperty(connection, window, property, take)) !== undefined;
  // Deleting the property asks for the first piece, and so on until one is empty.
  events.clear();
  x.DeleteProperty(window, property);
  for (;;) {
    if (!(await events.next(timeoutMs))) return false;
    const taken = await takeProperty(connection, window, property, take);
    if (taken === undefined) return false;
    if (taken === 0) return true;
  }
}

/** Takes all of a property and deletes it. How many bytes there were; `undefined`: it was not there, or not taken. */
async function takeProperty(
  connection: XConnection,
  window: number,
  property: number,
  take: (piece: Buffer) => Promise<boolean>,
): Promise<number | undefined> {
  for (let taken = 0; ;) {
    const part = await connection.takeProperty(window, property, taken, partBytes);
    if (!part) return undefined;
    if (part.data.length > 0 && !(await take(part.data))) return undefined;
    taken += part.data.length;
    if (part.bytesAfter === 0 || part.data.length === 0) return taken;
  }
}
