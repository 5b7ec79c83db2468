/** What decant prints for its user, where nobody reads it or nothing can be written. */
import t from 'tap';
import { decantPath } from '../../tools/hosts/decant.js';
import { runCommand } from '../../tools/hosts/child.js';
import { plainEnvironment } from '../../tools/hosts/host.js';

const env = plainEnvironment('/tmp');
const sigpipeStatus = 128 + 13;

for (const what of ['--help', '--version', '--completion', 'doctor']) {
  t.test(`${what} ends quietly when its reader has gone`, async (t) => {
    // The reader ends before anything is written, and the shell says how the writer ended.
    const script = '{ sleep 0.2; "$0" "$1"; echo $? >&2; } | true';
    const { stderr } = await runCommand(['bash', '-c', script, decantPath, what], env);
    t.equal(stderr, `${sigpipeStatus}\n`);
  });

  t.test(`${what} says in one line that nothing can be written`, async (t) => {
    const script = '"$0" "$1" > /dev/full';
    const { stderr, status } = await runCommand(['bash', '-c', script, decantPath, what], env);
    t.equal(stderr, 'decant: cannot write to standard output: ENOSPC\n');
    t.equal(status, 1);
  });
}
