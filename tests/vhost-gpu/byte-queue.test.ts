/** Bytes that wait come out as they went in, whatever their pieces are. */
import t from 'tap';
import { ByteQueue } from '../../tools/vhost-gpu/byte-queue.js';

t.test('bytes come out in order, however they are cut', (t) => {
  const queue = new ByteQueue();
  let [seed, pushed, taken] = [1, 0, 0];
  const random = (below: number): number => (seed = (seed * 48271) % 0x7fffffff) % below;
  let wrong = 0;
  const takeSome = (): void => {
    const piece = queue.peek();
    const count = 1 + random(piece.length);
    for (let i = 0; i < count; i++) if (piece[i] !== (taken + i) % 251) wrong++;
    queue.take(count);
    taken += count;
  };
  for (let round = 0; round < 4000; round++) {
    const length = random(round % 7 === 0 ? 200_000 : 900);
    queue.push(Uint8Array.from({ length }, (_, i) => (pushed + i) % 251));
    pushed += length;
    for (let i = random(4); i > 0 && queue.bytes > 0; i--) takeSome();
    if (queue.bytes !== pushed - taken) wrong++;
    if (queue.bytes > 8_000_000) while (queue.bytes > 0) takeSome();
  }
  while (queue.bytes > 0) takeSome();
  t.equal(wrong, 0);
  t.equal(taken, pushed);
  t.equal(queue.peek().length, 0);
  t.end();
});

t.test('many small pieces become few', (t) => {
  const queue = new ByteQueue();
  for (let i = 0; i < 100_000; i++) queue.push(Uint8Array.of(i % 256));
  let pieces = 0;
  for (; queue.bytes > 0; pieces++) queue.take(queue.peek().length);
  t.ok(pieces <= 10, `${pieces} pieces`);
  t.end();
});

t.test('memory that waiting bytes have is not much more than they are, and goes with them', (t) => {
  const queue = new ByteQueue();
  for (let i = 1; i <= 300_000; i++) {
    queue.push(Uint8Array.of(i % 256));
    if (queue.held > 2 * i + 512) t.fail(`${queue.held} bytes for ${i}`);
  }
  while (queue.bytes > 1) {
    queue.take(Math.min(queue.peek().length, queue.bytes - 1, 1000));
    if (queue.held > queue.bytes + 2 * 65536) t.fail(`${queue.held} bytes for ${queue.bytes}`);
  }
  queue.take(1);
  t.equal(queue.held, 0);
  t.end();
});
