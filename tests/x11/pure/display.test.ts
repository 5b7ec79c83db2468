/** Claims of a display where other users have left theirs. */
import { spawnSync } from 'node:child_process';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { makeDirectory } from '../../../src/x11/display.js';

/** Nobody counts so far. */
const number = 59_731;
/** Above the largest pid that Linux gives. */
const nobody = 2 ** 22 + 1;
const module = new URL('../../../src/x11/display.js', import.meta.url).href;
const claim = `
  const { claimDisplay } = await import(${JSON.stringify(module)});
  process.setgroups([]);
  process.setgid(1000);
  process.setuid(1000);
  try {
    claimDisplay(${number}).close();
    console.log('claimed');
  } catch (error) {
    console.log(error.message);
  }`;
const isRoot = process.getuid?.() === 0;

for (const [what, path, text] of [
  ['a lock', `/tmp/.X${number}-lock`, `${nobody}\n`],
  ['a socket', `/tmp/.X11-unix/X${number}`, ''],
] as const)
  t.test(
    `a display whose number has ${what} that another user has left is in use`,
    { skip: !isRoot && 'only root can be two users' },
    (t) => {
      makeDirectory();
      t.teardown(() => rmSync(path, { force: true }));
      writeFileSync(path, text);
      // Not with tap's own options for node.
      const options = { encoding: 'utf8', env: {} } as const;
      const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', claim], options);
      t.equal(stdout.trim(), `X display :${number} is in use`);
      t.end();
    },
  );

t.test('the directory of the sockets is for all users, whatever the umask is', (t) => {
  const path = join(t.testdir(), 'sockets');
  const before = process.umask(0o077);
  makeDirectory(path);
  makeDirectory(path);
  process.umask(before);
  t.equal(statSync(path).mode & 0o7777, 0o1777);
  t.end();
});
