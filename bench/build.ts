/**
 * Builds the bench's programs in C and C++, unless they are newer than their sources.
 * Owns the folder `dist/bench/native` and nothing else.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout, seen from `dist/bench`. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Paths of the programs (`bench/native`). */
export interface NativePrograms {
  readonly host: string;
  readonly client: string;
  readonly copy: string;
}

const warnings = ['-Wall', '-Wextra', '-Wshadow', '-Wconversion', '-Werror'];
const cFlags = ['-O2', '-std=c11', ...warnings];
/** The addon's own (CMakeLists.txt). */
const addonFlags = ['-O2', '-DNDEBUG', '-std=c++20', '-fPIC', '-D_GNU_SOURCE', ...warnings];

const sources = join(root, 'bench/native');
const addonSources = join(root, 'addon/src');
const target = join(root, 'dist/bench/native');

/** Compiles what is out of date. Throws with the compiler's own words if that fails. */
export function buildNative(): NativePrograms {
  mkdirSync(target, { recursive: true });
  return {
    host: build('host', [sources], (out) => compileC(out, ['host.c'])),
    client: build('client', [sources], (out) =>
      compileC(out, ['client.c', 'frames.c', 'load.c', 'samples.c', 'wire.c']),
    ),
    copy: build('copy', [sources, addonSources], compileCopy),
  };
}

function build(name: string, folders: readonly string[], compile: (program: string) => void): string {
  const program = join(target, name);
  const files = folders.flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)));
  if (changedAt(program) < Math.max(...files.map(changedAt))) compile(program);
  return program;
}

function compileC(program: string, files: readonly string[], ...more: readonly string[]): void {
  run('cc', [...cFlags, ...more, '-o', program, ...files.map((file) => join(sources, file))]);
}

/** The addon's copy, compiled as the addon is, and a bare loop, which is C and cannot be inlined into the caller. */
function compileCopy(program: string): void {
  const bare = join(target, 'bare.o');
  compileC(bare, ['bare.c'], '-c');
  const names = ['bus_guard', 'copy', 'error', 'mapping', 'region', 'stream'];
  const core = names.map((name) => join(addonSources, `${name}.cc`));
  const library = (option: string): string[] =>
    execFileSync('pkg-config', [option, 'pixman-1'], { encoding: 'utf8' }).split(/\s+/).filter(Boolean);
  const inputs = [join(sources, 'copy.cc'), ...core, bare];
  const flags = [...addonFlags, '-iquote', addonSources, ...library('--cflags')];
  run('c++', [...flags, '-o', program, ...inputs, ...library('--libs')]);
}

function run(compiler: string, argv: readonly string[]): void {
  execFileSync(compiler, argv, { stdio: ['ignore', 'inherit', 'inherit'] });
}

/** Milliseconds since 1970, 0 for a file that is not there. */
function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
