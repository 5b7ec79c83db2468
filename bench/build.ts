/**
 * Builds the bench's two C programs, unless they are newer than their sources.
 * Owns the folder `dist/bench/native` and nothing else.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout, seen from `dist/bench`. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Paths of the two programs (`bench/native`). */
export interface NativePrograms {
  readonly host: string;
  readonly client: string;
}

const flags = ['-O2', '-std=c11', '-Wall', '-Wextra', '-Wshadow', '-Wconversion', '-Werror'];
const sourcesOf = { host: ['host.c'], client: ['client.c', 'load.c', 'wire.c'] } as const;

/** Compiles what is out of date. Throws with the compiler's own words if that fails. */
export function buildNative(): NativePrograms {
  const sources = join(root, 'bench/native');
  const target = join(root, 'dist/bench/native');
  mkdirSync(target, { recursive: true });
  const newest = Math.max(...readdirSync(sources).map((name) => changedAt(join(sources, name))));
  const build = (name: keyof typeof sourcesOf): string => {
    const program = join(target, name);
    if (changedAt(program) < newest) {
      const inputs = sourcesOf[name].map((file) => join(sources, file));
      execFileSync('cc', [...flags, '-o', program, ...inputs], { stdio: ['ignore', 'inherit', 'inherit'] });
    }
    return program;
  };
  return { host: build('host'), client: build('client') };
}

/** Milliseconds since 1970, 0 for a file that is not there. */
function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
