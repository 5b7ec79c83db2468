/** What is said at the start of `--allow-globals` and `--deny-globals`. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import t from 'tap';

const launcher = join(import.meta.dirname, '../../../bin/decant');

/** What decant warns of before it finds that there is no host. */
function warnings(dir: string, ...flags: readonly string[]): string[] {
  const env = { PATH: process.env['PATH'], XDG_RUNTIME_DIR: dir };
  const { stderr } = spawnSync(launcher, [...flags, 'true'], { env, encoding: 'utf8' });
  return stderr.split('\n').flatMap((line) => / warn +decant: (.*)/.exec(line)?.[1] ?? []);
}

t.test('an entry that fits no interface is said once, with its flag', (t) => {
  const dir = t.testdir();
  const flags = ['--allow-globals=wl_*,xdg_wm_bace<=3', '--deny-globals=zwrl_*,zwlr_*,wl_shm>1'];
  t.same(warnings(dir, ...flags), [
    '--allow-globals: no interface that is known is called xdg_wm_bace',
    '--deny-globals: no interface that is known is called zwrl_*',
  ]);
  t.end();
});

t.test('of entries that fit nothing is said', (t) => {
  t.same(warnings(t.testdir(), '--allow-globals=*', '--deny-globals=zwlr_*,xdg_wm_base>3'), []);
  t.end();
});
