import t from 'tap';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { addon } from '../../src/native/addon.js';
import { ended, openDescriptors } from './children.js';

const { SIGTERM, SIGABRT, SIGKILL } = constants.signals;
const path = `PATH=${process.env['PATH']}`;
const shell = (script: string, fds: readonly (readonly [number, number])[] = []): number =>
  addon.spawn({ argv: ['sh', '-c', script], env: [path, 'NAME=value'], fds });

/** What `script` writes to its standard output. */
async function outputOf(script: string, fds: readonly (readonly [number, number])[] = []): Promise<string> {
  const memory = addon.createMemfd('output', 0);
  const status = await ended(shell(script, [[1, memory], ...fds]));
  if (status.code !== 0) throw new Error(`ended by ${JSON.stringify(status)}`);
  const text = readFileSync(`/proc/self/fd/${memory}`, 'utf8');
  addon.close(memory);
  return text;
}

/** A file in memory that holds `text`. */
function fileOf(text: string): number {
  const fd = addon.createMemfd('text', text.length);
  const memory = addon.map(fd, text.length, true);
  new TextEncoder().encodeInto(text, new Uint8Array(memory));
  addon.unmap(memory);
  return fd;
}

t.test('a program gets exactly its arguments and environment', async (t) => {
  t.equal(await outputOf('echo "$NAME $HOME"'), 'value \n');
  t.same(await ended(addon.spawn({ argv: ['sh', '-c', 'exit $#', 'x', '', 'b c'], env: [path] })), {
    code: 2,
  });
});

t.test('a child ends with a code or by a signal, and only then', async (t) => {
  t.same(await ended(shell('exit 42')), { code: 42 });
  t.same(await ended(shell('kill -TERM $$')), { signal: SIGTERM });
  const pid = shell('exec sleep 1000');
  t.equal(addon.waitpid(pid), undefined);
  addon.kill(pid, SIGKILL);
  t.same(await ended(pid), { signal: SIGKILL });
  t.throws(() => addon.waitpid(pid), { code: 'ECHILD', syscall: 'waitpid' });
  t.throws(() => addon.waitpid(-1), { code: 'EINVAL' });
  t.throws(() => addon.kill(pid, SIGTERM), { code: 'ESRCH', syscall: 'kill' });
  t.throws(() => addon.kill(process.pid, 4711), { code: 'EINVAL' });
});

t.test('descriptors go where they shall, even where they stand in each other’s way', async (t) => {
  const before = openDescriptors();
  const a = fileOf('a');
  const b = fileOf('b');
  const show = `cat /proc/self/fd/${a} /proc/self/fd/${b}`;
  t.equal(
    await outputOf(show, [
      [a, b],
      [b, a],
    ]),
    'ba',
    'traded',
  );
  t.equal(
    await outputOf(show, [
      [a, a],
      [b, b],
    ]),
    'ab',
    'left in their places',
  );
  t.equal(await outputOf('cat <&0', [[0, b]]), 'b');
  t.equal(
    await outputOf('cat /proc/self/fd/9 /proc/self/fd/3', [
      [9, a],
      [3, a],
    ]),
    'aa',
    'given twice',
  );
  addon.close(a);
  addon.close(b);
  t.same(openDescriptors(), before);
});

t.test('all other descriptors are closed in the child', async (t) => {
  const inheritable = addon.duplicate(0);
  addon.setCloseOnExec(inheritable, false);
  t.equal(await outputOf('ls /proc/$$/fd; :'), '0\n1\n2\n');
  t.equal(await outputOf('ls /proc/$$/fd; :', [[60, 0]]), '0\n1\n2\n60\n');
  addon.close(inheritable);
});

t.test('a program that cannot be started is an error with a reason', (t) => {
  const before = openDescriptors();
  const start = (argv: string[], env = [path]): number => addon.spawn({ argv, env, fds: [[7, 0]] });
  t.throws(() => start(['decant-no-such-program']), { code: 'ENOENT', syscall: 'spawn' });
  t.throws(() => start(['sh'], ['PATH=/nowhere']), { code: 'ENOENT' }, 'PATH of its own environment counts');
  t.throws(() => start(['/etc/passwd']), { code: 'EACCES', syscall: 'spawn' });
  t.throws(() => start([]), { code: 'EINVAL' });
  t.throws(() => start(['a\0b']), { code: 'EINVAL' });
  t.throws(() => addon.spawn({ argv: ['sh'], env: [path], fds: [[3, 9999]] }), {
    code: 'EBADF',
    syscall: 'spawn',
  });
  t.throws(() => addon.spawn({ argv: ['sh'], env: [path], fds: [[3]] as never }), TypeError);
  t.same(openDescriptors(), before);
  t.end();
});

t.test('a process knows itself, and can be named', (t) => {
  t.equal(addon.getpid(), process.pid);
  t.equal(addon.getppid(), process.ppid);
  const before = readFileSync('/proc/self/comm', 'utf8').trimEnd();
  addon.setProcessName('decant-a-long-name');
  t.equal(readFileSync('/proc/self/comm', 'utf8'), 'decant-a-long-n\n');
  addon.setProcessName(before);
  t.end();
});

t.test('a process leaves at once, or by a signal without a core file', async (t) => {
  const script = fileURLToPath(new URL('end-scenarios.js', import.meta.url));
  const run = (name: string): number =>
    addon.spawn({ argv: [process.execPath, script, name], env: [path], fds: [[2, 2]] });
  t.same(await ended(run('exitNow')), { code: 9 });
  t.same(await ended(run('dieBySignal')), { signal: SIGTERM });
  t.same(await ended(run('ignored')), { code: 4 });
  t.same(await ended(run('abort')), { signal: SIGABRT });
});
