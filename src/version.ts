/** The version of decant, as `--version` and `DECANT_VERSION` say it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './package-root.js';

const manifest = readFileSync(join(packageRoot, 'package.json'), 'utf8');

export const version: string = /"version": "([^"]+)"/.exec(manifest)?.[1] ?? 'unknown';
