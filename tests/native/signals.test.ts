import t from 'tap';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('signal-scenarios.js', import.meta.url));

/** How the program of that name ended: its output, and the signal or code at its end. */
function run(name: string): string {
  const child = spawnSync(process.execPath, [script, name], {
    encoding: 'utf8',
    timeout: 60_000,
    killSignal: 'SIGKILL',
  });
  return `${child.stdout}${child.stderr}${child.signal ?? child.status}`;
}

t.test('a signal comes with its code and its sender', (t) => {
  t.equal(run('sender'), 'SIGUSR1 0 own\nSIGUSR2 0 other\n0');
  t.end();
});

t.test('the end of a child comes as SIGCHLD with its process', (t) => {
  t.equal(run('child'), 'SIGCHLD 1 child\n0');
  t.end();
});

t.test('a later set replaces the earlier one, whose signals get their default action back', (t) => {
  t.equal(run('replaced'), 'new SIGUSR2\nSIGUSR1');
  t.end();
});

t.test('watching keeps no process alive', (t) => {
  t.equal(run('idle'), '0');
  t.end();
});

t.test('Node’s own child processes go on working', (t) => {
  t.equal(run('node'), 'exit 3\nseen SIGCHLD\n0');
  t.end();
});

t.test('what cannot be caught is refused', (t) => {
  t.equal(run('refused'), 'EINVAL sigaction\nEINVAL sigaction\nTypeError\n0');
  t.end();
});

t.test('an exception in the callback becomes an uncaught one', (t) => {
  t.equal(run('throw'), 'caught boom\n0');
  t.end();
});
