/** Writing a line where the reader is slow, gone, or takes only a part. */
import t from 'tap';
import { makeLineWriter } from '../../src/log/stderr.js';

/** A write(2) that does one thing after the other: a number takes so many bytes, a text fails with that code. */
function scripted(steps: (number | string)[]) {
  const out: string[] = [];
  const calls = { count: 0 };
  const writer = makeLineWriter((bytes, offset) => {
    calls.count++;
    const step = steps.shift() ?? Number.POSITIVE_INFINITY;
    if (typeof step === 'string')
      throw Object.assign(new Error(step), { code: step, errno: 1, syscall: 'write' });
    const taken = Math.min(step, bytes.length - offset);
    out.push(Buffer.from(bytes.subarray(offset, offset + taken)).toString());
    return taken;
  });
  return { writer, calls, text: () => out.join('') };
}

t.test('a line that is taken in parts arrives whole', (t) => {
  const { writer, text } = scripted([2, 1, 'EINTR', 3]);
  writer('hello world');
  t.equal(text(), 'hello world\n');
  t.end();
});

t.test('a full pipe is waited for', (t) => {
  const { writer, text } = scripted(['EAGAIN', 3, 'EAGAIN', 'EAGAIN']);
  writer('hello');
  t.equal(text(), 'hello\n');
  t.end();
});

t.test('a pipe that stays full costs a bounded wait once, and lines until it is read again', (t) => {
  const { writer, calls, text } = scripted(Array.from({ length: 28 }, () => 'EAGAIN'));
  writer('lost');
  const first = calls.count;
  t.ok(first > 1 && first < 100, `${first} attempts`);
  writer('lost too');
  t.equal(calls.count, first + 1, 'no second wait');
  writer('also lost');
  writer('read again');
  t.equal(text(), 'read again\n');
  t.end();
});

t.test('a line that was cut short does not run into the next one', (t) => {
  const { writer, text } = scripted([4, 'EPIPE']);
  writer('forged and more');
  writer('next');
  writer('last');
  t.equal(text(), 'forg\nnext\nlast\n');
  t.end();
});

t.test('a reader that has gone is no error; a bug is', (t) => {
  const { writer } = scripted(['EPIPE', 'EBADF', 'EIO']);
  for (const line of ['a', 'b', 'c']) t.doesNotThrow(() => writer(line));
  const broken = makeLineWriter(() => {
    throw new TypeError('bug');
  });
  t.throws(() => broken('x'), { message: 'bug' });
  t.end();
});
