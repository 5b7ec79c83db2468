/** Every handler there is. An interface without one is relayed as its table says. */
import type { Handler } from '../handler.js';
import { wlDisplay } from './wl-display.js';
import { wlFixes } from './wl-fixes.js';

export const handlers: readonly Handler[] = [wlDisplay, wlFixes];
