/** Contents of a Wayland program's selection to an X program that asked for them (ICCCM 2.5, 2.7.2). */
import type { Readable } from 'node:stream';
import type { XConnection } from './connection.js';
import type { Mailbox } from './mailbox.js';
import { pieces } from './pipe.js';

/** Set at once; what is longer goes by INCR, in pieces of that size. A request takes less than 256 KiB. */
const pieceBytes = 64 * 1024;
/** How long an X program may take for a piece, and a Wayland program for its next word. */
export const patienceMs = 30_000;

export interface Provision {
  readonly connection: XConnection;
  /** The program's window and the property that it wants filled. */
  readonly requestor: number;
  readonly property: number;
  readonly type: number;
  /** Puts something in whenever the program deletes the property. */
  readonly deletions: Mailbox<true>;
}

/**
 * Fills the property from `reader`, which is closed. Resolves when the program can be told: `finished` resolves when all
 * of it has gone, which may be much later.
 */
export async function provide(
  provision: Provision,
  reader: Readable,
): Promise<{ readonly finished: Promise<void> }> {
  const { connection, requestor, property, type, deletions } = provision;
  const source = pieces(reader, pieceBytes);
  const first = await nextPiece(source);
  const second = first.length < pieceBytes ? undefined : await nextPiece(source);
  const set = (bytes: Buffer): void => connection.setBytes(requestor, property, type, bytes);
  if (second === undefined || second.length === 0) {
    set(first);
    reader.destroy();
    return { finished: Promise.resolve() };
  }
  const unwatch = connection.masks.watchProperties(requestor);
  connection.setWords(requestor, property, connection.atoms.INCR, [first.length + second.length]);
  const pour = async (): Promise<void> => {
    try {
      for (let piece = first; ; piece = piece === first ? second : await nextPiece(source)) {
        if (!(await deletions.next(patienceMs))) return;
        set(piece);
        if (piece.length === 0) return;
      }
    } finally {
      unwatch();
      reader.destroy();
    }
  };
  return { finished: pour() };
}

/** Empty at the end, whatever ended it. */
async function nextPiece(source: AsyncGenerator<Buffer, void>): Promise<Buffer> {
  try {
    return (await source.next()).value ?? Buffer.alloc(0);
  } catch {
    return Buffer.alloc(0);
  }
}
