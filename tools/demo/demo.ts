/**
 * `npm run demo`: decant at work. On a desktop it opens a terminal through decant there; without one it brings a
 * headless desktop of its own, opens programs through decant on it and keeps a picture.
 * Exit status: 0, or 1 with the reason on stderr.
 */
import { runOnDesktop } from './desktop.js';
import { runHeadless } from './headless.js';

const display = process.env['WAYLAND_DISPLAY'];
try {
  process.exitCode =
    display === undefined || display === '' ? await runHeadless() : await runOnDesktop(display);
} catch (error) {
  console.error(`demo: failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
