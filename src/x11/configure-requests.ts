/** What becomes of a program's wish for another place or size of its window (ICCCM 4.1.5). */
import type { XConnection } from './connection.js';
import type { Box } from '../peer/xwayland/windows.js';
import type { Outputs } from './outputs.js';
import type { XWindow } from './window.js';

/** Bits of a ConfigureRequest's value mask. */
const asked = { x: 1, y: 2, width: 4, height: 8 } as const;
const configureNotify = 22;
/** X11 protocol, appendix B. */
const structureNotify = 0x2_0000;

/**
 * Grants the request as far as the window is the program's to place: a toplevel's place is the host's, and so is the size of
 * one that is maximised, fullscreen or tiled.
 */
export function answerConfigureRequest(
  connection: XConnection,
  window: XWindow,
  { mask: bits, x, y, width, height }: Readonly<Record<string, number>>,
  outputs: Pick<Outputs, 'within'>,
): void {
  const wants = (bit: number): boolean => (bits! & bit) !== 0;
  const managed = window.toplevel !== undefined && (window.mapped || window.early !== undefined);
  const sizeFixed = managed && window.sizing.isHosts;
  // What is not asked for is not said: the X server may have another size by now than the one that is known here.
  const size = sizeFixed
    ? {}
    : {
        ...(wants(asked.width) ? { width: width! } : {}),
        ...(wants(asked.height) ? { height: height! } : {}),
      };
  const wanted = { ...(wants(asked.x) ? { x: x! } : {}), ...(wants(asked.y) ? { y: y! } : {}) };
  const ownPlace = window.placesItself ? outputs.within({ ...window.box, ...size, ...wanted }) : {};
  const granted = { ...(managed ? ownPlace : wanted), ...size };
  // Borders of X are not drawn by anybody's frame, and would be part of the contents.
  window.sizing.configure({ ...granted, borderWidth: 0 });
  const changed = Object.entries(granted).some(([name, value]) => window.box[name as keyof Box] !== value);
  if (managed && !changed) tellWhereItIs(connection, window);
}

/** A program whose request changed nothing is told so. */
function tellWhereItIs(connection: XConnection, { id, box, border }: XWindow): void {
  const event = Buffer.alloc(32);
  event[0] = configureNotify;
  event.writeUInt32LE(id, 4);
  event.writeUInt32LE(id, 8);
  event.writeInt16LE(box.x, 16);
  event.writeInt16LE(box.y, 18);
  // X says sizes without the border; with it they may be more than fits.
  event.writeUInt16LE(box.width - 2 * border, 20);
  event.writeUInt16LE(box.height - 2 * border, 22);
  event.writeUInt16LE(border, 24);
  connection.x.SendEvent(id, 0, structureNotify, event);
}
