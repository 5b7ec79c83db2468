/** Which types of X programs the host can be told of. Their names are any text that a program likes. */
import { maxTextBytes } from './windows.js';

/** More types than this are no offer but an attack. */
export const maxTypes = 256;

/** Those of `mimeTypes` that fit a message, each once, up to `maxTypes`. */
export function offerable(mimeTypes: readonly string[]): readonly string[] {
  return [...new Set(mimeTypes)].filter((each) => fits(each)).slice(0, maxTypes);
}

/** A text of a message ends with its first NUL. */
function fits(mimeType: string): boolean {
  return mimeType !== '' && !mimeType.includes('\0') && Buffer.byteLength(mimeType) <= maxTextBytes;
}
