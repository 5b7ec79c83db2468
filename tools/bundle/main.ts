/**
 * Part of `npm run build:ts`: what `bin/decant` loads, in a dozen files instead of some five hundred, which halves the time to
 * start. What a mode loads for itself alone is in files of its own. Names stay, so that stack traces can be read.
 */
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../../..');
const target = join(root, 'dist/bundle');
const unfinished = join(root, `dist/bundle.${process.pid}`);

// CommonJS packages ask for Node's own modules by `require`, which modules of the newer kind do not have.
const requireForPackages = `import { createRequire as requireFor } from 'node:module';
const require = requireFor(import.meta.url);`;

await build({
  entryPoints: [join(root, 'dist/src/entry.js')],
  outdir: unfinished,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  banner: { js: requireForPackages },
  // They find files of their own beside their code.
  external: ['yargs', '@napi-rs/canvas'],
  logLevel: 'warning',
});
rmSync(target, { recursive: true, force: true });
renameSync(unfinished, target);
