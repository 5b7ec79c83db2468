import t from 'tap';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { forkFlags, plainNode } from './children.js';

const script = fileURLToPath(new URL('fork-scenarios.js', import.meta.url));

// A bound for a machine that is busy with other things: 150 children take a few seconds.
t.setTimeout(120_000);

/** Runs a scenario in a process that may fork itself: what it printed, and how it ended. */
function run(name: string): string {
  const [node, ...words] = plainNode;
  const child = spawnSync(node!, [...words, ...forkFlags, script, name], {
    encoding: 'utf8',
    timeout: 60_000,
    killSignal: 'SIGKILL',
  });
  return `${child.stdout}${child.stderr}${child.signal ?? child.status}`;
}

const inChild = {
  collect: 'collects garbage',
  timers: 'has timers',
  files: 'reads and writes files by the thread pool',
  sockets: 'talks to its parent over a watched socket',
  modules: 'imports modules',
  programs: 'starts programs by Node’s own means',
  spawn: 'starts programs by the addon',
  signals: 'watches signals of its own',
  compile: 'compiles and runs new code',
  nested: 'forks children of its own',
};

for (const [name, ability] of Object.entries(inChild)) {
  t.test(`a forked child ${ability}`, (t) => {
    t.equal(run(name), 'child fine\nparent fine\n0');
    t.end();
  });
}

t.test('watches of the parent go on in the parent and end in the child', (t) => {
  t.equal(run('watches'), 'child heard nothing\nparent heard 1\n0');
  t.end();
});

t.test('signals that the parent watches have their default action in the child', (t) => {
  t.equal(run('default'), 'child ended by SIGTERM, parent saw SIGCHLD\n0');
  t.end();
});

t.test('a child leaves the open descriptors of its parent alone, and its number is its own', (t) => {
  t.equal(run('descriptors'), 'child fine\nparent fine\n0');
  t.end();
});

t.test('150 children in a row do all of this and end well', (t) => {
  t.equal(run('many'), '150 of 150\n0');
  t.end();
});

t.test('a fork that the limit forbids is an error', (t) => {
  t.equal(run('limit'), 'EAGAIN fork\n0');
  t.end();
});
