/**
 * The typed face of the module `decant_cursor`, and the only importer of it: pictures of the user's cursor theme, by
 * libXcursor. Loaded only where a cursor by name must be drawn.
 */
import { loadNative } from './native-module.js';

/** One picture of a cursor. */
export interface CursorImage {
  readonly width: number;
  readonly height: number;
  /** The pixel that points. */
  readonly hotX: number;
  readonly hotY: number;
  /** How long it is shown if there are several. */
  readonly delayMs: number;
  /** `argb8888`, premultiplied, rows without padding. */
  readonly pixels: Buffer;
}

interface Cursors {
  loadCursor(name: string, theme: string, size: number): CursorImage[];
}

/**
 * The cursor `name` of `theme` (empty: the default one), the pictures nearest to `size` pixels; empty if there is none. Throws
 * an `Error` with code ERR_DLOPEN_FAILED where libXcursor is not installed.
 */
export function loadCursor(name: string, theme: string, size: number): readonly CursorImage[] {
  return (loadNative('decant_cursor') as Cursors).loadCursor(name, theme, size);
}
