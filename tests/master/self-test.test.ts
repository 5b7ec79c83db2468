/** Whatever a forked child does instead of working, the self-test says it; nothing else keeps its process alive. */
import t from 'tap';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { forkFlags, plainNode } from '../native/children.js';

const script = fileURLToPath(new URL('self-test-scenarios.js', import.meta.url));

for (const [scenario, said] of Object.entries({
  works: 'no problem',
  fails: 'a forked child failed (status 3)',
  crashes: 'a forked child died by signal 11',
  hangs: 'a forked child did not answer',
})) {
  t.test(`the self-test of a child that ${scenario}: ${said}`, (t) => {
    const [node, ...words] = plainNode;
    const { stdout, stderr, status } = spawnSync(node!, [...words, ...forkFlags, script, scenario], {
      encoding: 'utf8',
      timeout: 20_000,
      killSignal: 'SIGKILL',
    });
    t.strictSame({ stdout, stderr, status }, { stdout: `${said}\n`, stderr: '', status: 0 });
    t.end();
  });
}
