/** bin/decant: what it starts, from wherever and by whatever name it is called. A fake node says what it was given. */
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';

const root = join(import.meta.dirname, '../../..');
const flags = ['--single-threaded', '--v8-pool-size=0', '--max-semi-space-size=1', '--no-memory-reducer'];

/** A tree that looks like a built decant, in which node only prints its arguments. */
function fakeTree(dir: string): {
  run: (command: string, args: string[], cwd?: string) => ReturnType<typeof spawnSync>;
} {
  for (const name of ['bin', 'dist/src', 'build/Release', 'path', 'elsewhere'])
    mkdirSync(join(dir, name), { recursive: true });
  copyFileSync(join(root, 'bin/decant'), join(dir, 'bin/decant'));
  chmodSync(join(dir, 'bin/decant'), 0o755);
  symlinkSync('decant', join(dir, 'bin/sommelier'));
  symlinkSync('../bin/sommelier', join(dir, 'elsewhere/sommelier'));
  symlinkSync(join(dir, 'elsewhere/sommelier'), join(dir, 'path/sommelier'));
  writeFileSync(join(dir, 'dist/src/entry.js'), '');
  writeFileSync(join(dir, 'build/Release/decant_addon.node'), '');
  writeFileSync(join(dir, 'path/node'), '#!/bin/sh\nfor word; do printf "%s\\n" "$word"; done\n', {
    mode: 0o755,
  });
  const env = { PATH: `${join(dir, 'path')}:/usr/bin:/bin` };
  return { run: (command, args, cwd = dir) => spawnSync(command, args, { cwd, env, encoding: 'utf8' }) };
}

t.test('node gets the V8 flags, the program, the name and the words as they are', (t) => {
  const { run } = fakeTree(t.testdir());
  const words = String(run('bin/decant', ['--tag=a b', '', '--', '*', '$HOME']).stdout).split('\n');
  for (const flag of flags) t.ok(words.indexOf(flag) < words.indexOf('decant') && words.includes(flag), flag);
  t.same(words.slice(words.indexOf('decant')), ['decant', '--tag=a b', '', '--', '*', '$HOME', '']);
  t.end();
});

t.test('it is found through links, from any folder, and goes by the name of the first link', (t) => {
  const dir = t.testdir();
  const { run } = fakeTree(dir);
  const calls: [string, string[], string, string][] = [
    [join(dir, 'bin/sommelier'), ['-v'], '/', 'sommelier'],
    [join(dir, 'elsewhere/sommelier'), ['-v'], '/', 'sommelier'],
    ['sommelier', ['-v'], '/', 'sommelier'],
    ['./decant', ['-v'], join(dir, 'bin'), 'decant'],
    ['sh', ['decant', '-v'], join(dir, 'bin'), 'decant'],
  ];
  for (const [command, args, cwd, name] of calls) {
    const { stdout, stderr } = run(command, args, cwd);
    t.match(
      String(stdout).trimEnd().split('\n').slice(-3),
      [/dist\/src\/entry\.js$/, name, '-v'],
      `${command} ${String(stderr)}`,
    );
  }
  t.end();
});

t.test('a tree that is not built says how to build it', (t) => {
  const dir = t.testdir({ bin: {} });
  copyFileSync(join(root, 'bin/decant'), join(dir, 'bin/decant'));
  const { status, stderr } = spawnSync('sh', [join(dir, 'bin/decant'), '--help'], { encoding: 'utf8' });
  t.equal(status, 1);
  t.match(stderr, /not built yet: run 'npm run setup'/);
  t.end();
});

t.test('a machine without node is told so', (t) => {
  const dir = t.testdir();
  fakeTree(dir);
  const env = { PATH: join(dir, 'elsewhere') };
  const { status, stderr } = spawnSync('/bin/sh', [join(dir, 'bin/decant')], { env, encoding: 'utf8' });
  t.equal(status, 1);
  t.match(stderr, /node is not in PATH \(version 20\.19 or later is needed\)/);
  t.end();
});
