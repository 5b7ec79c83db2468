/** Which cursors the user has: the variables that libXcursor and toolkits know. What is no size is ignored, as they do. */
import type { CursorConfig } from './config.js';
import type { Environment } from './values.js';

const usualSize = 24;
const largestSize = 512;

export function cursorConfig(env: Environment): CursorConfig {
  const size = Number(env['XCURSOR_SIZE']);
  const fits = Number.isInteger(size) && size > 0 && size <= largestSize;
  return { theme: env['XCURSOR_THEME'] ?? '', size: fits ? size : usualSize };
}
