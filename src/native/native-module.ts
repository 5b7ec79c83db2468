/** Loads what `npm run build:addon` builds. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { packageRoot } from '../package-root.js';

const require = createRequire(import.meta.url);

/** The module of that name. Throws an `Error` with code ERR_DLOPEN_FAILED where a library of its is not installed. */
export function loadNative(name: string): unknown {
  return require(join(packageRoot, 'build/Release', `${name}.node`));
}
