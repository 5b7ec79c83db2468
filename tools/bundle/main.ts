/**
 * Part of `npm run build:ts`: what `bin/decant` loads, in a dozen files instead of some five hundred, which halves the time to
 * start. What a mode loads for itself alone is in files of its own. Names stay, so that stack traces can be read.
 */
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../../..');
const target = join(root, 'dist/bundle');
const entry = 'entry.js';
const keptMs = 600_000;
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

// A process that is just starting reads what the entry of before names: that stays for a while. The new entry comes last.
const files = readdirSync(unfinished).toSorted((a, b) => Number(a === entry) - Number(b === entry));
mkdirSync(target, { recursive: true });
for (const file of files) renameSync(join(unfinished, file), join(target, file));
rmSync(unfinished, { recursive: true });
for (const file of readdirSync(target)) {
  const path = join(target, file);
  if (!files.includes(file) && Date.now() - statSync(path).mtimeMs > keptMs)
    rmSync(path, { recursive: true });
}
