/** When a host is asked for a sign of life, and when it has gone. Time is the test's own. */
import t, { type Test } from 'tap';
import { mock } from 'node:test';
import { Silence } from '../../../src/channel/virtgpu/silence.js';

const limits = { askAfterMs: 100, endAfterMs: 400 };

function silence(t: Test) {
  mock.timers.enable({ apis: ['setTimeout'] });
  t.teardown(() => mock.timers.reset());
  const seen = { asked: 0, ended: [] as string[], isListening: true };
  const watch = new Silence(
    limits,
    () => seen.isListening,
    ({ message }) => seen.ended.push(message),
  );
  watch.askBy(() => seen.asked++);
  return { watch, seen };
}

t.test('a host to which nothing was sent may be silent for ever', (t) => {
  const { seen } = silence(t);
  mock.timers.tick(1_000_000);
  t.match(seen, { asked: 0, ended: [] });
  t.end();
});

t.test('a host that does not answer is asked once, and has gone when it says nothing then', (t) => {
  const { watch, seen } = silence(t);
  watch.sent();
  mock.timers.tick(99);
  t.equal(seen.asked, 0);
  mock.timers.tick(1);
  t.equal(seen.asked, 1);
  watch.sent();
  mock.timers.tick(399);
  t.strictSame(seen.ended, []);
  mock.timers.tick(1);
  t.match(seen.ended, [/^the host has said nothing for 0\.5 s although it was asked/]);
  t.equal(seen.asked, 1);
  t.end();
});

t.test('a host that answers when it was asked is left alone, until something is sent again', (t) => {
  const { watch, seen } = silence(t);
  watch.sent();
  mock.timers.tick(100);
  watch.heard();
  mock.timers.tick(1_000_000);
  t.match(seen, { asked: 1, ended: [] });
  watch.sent();
  mock.timers.tick(100);
  t.equal(seen.asked, 2);
  t.end();
});

t.test('while nobody listens the host cannot be heard, and is not given up', (t) => {
  const { watch, seen } = silence(t);
  seen.isListening = false;
  watch.sent();
  mock.timers.tick(10_000);
  t.match(seen, { asked: 0, ended: [] });
  seen.isListening = true;
  mock.timers.tick(100);
  t.equal(seen.asked, 1);
  t.end();
});

t.test('what was sent before there was somebody to ask counts, and after the close nothing does', (t) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  t.teardown(() => mock.timers.reset());
  let asked = 0;
  const watch = new Silence(
    limits,
    () => true,
    () => t.fail('it was closed'),
  );
  watch.sent();
  mock.timers.tick(1000);
  watch.askBy(() => asked++);
  mock.timers.tick(100);
  t.equal(asked, 1);
  watch.close();
  mock.timers.tick(10_000);
  t.equal(asked, 1);
  t.end();
});
