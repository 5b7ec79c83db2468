/** Bytes that wait for a pipe to have room. */
import t from 'tap';
import { Backlog } from '../../../src/channel/virtgpu/backlog.js';
import { addon } from '../../../src/native/addon.js';
import { OwnedFd } from '../../../src/native/fd.js';

t.test('what goes in comes out in its order, whatever the pieces', (t) => {
  const [reading, writing] = addon.pipe().map((fd) => new OwnedFd(fd)) as [OwnedFd, OwnedFd];
  addon.setNonBlocking(reading.fd, true);
  addon.setNonBlocking(writing.fd, true);
  const backlog = new Backlog();
  const buffer = new Uint8Array(50_000);
  let added = 0;
  let read = 0;
  let wrong = 0;
  for (let turn = 0; turn < 400; turn++) {
    // More comes in at first than goes out, and nothing at last.
    const size = turn < 200 ? [0, 1, 4072, 65_536, 100_001][turn % 5]! : 0;
    backlog.add(Uint8Array.from({ length: size }, (_, i) => (added + i) % 251));
    added += size;
    backlog.writeTo(writing.fd);
    const count = addon.read(reading.fd, buffer, 0, turn < 200 ? 30_000 : buffer.length);
    for (let i = 0; i < count; i++) if (buffer[i] !== (read + i) % 251) wrong++;
    if (count > 0) read += count;
    if (turn === 199) t.ok(backlog.length > 500_000, `${backlog.length} bytes wait`);
  }
  t.equal(wrong, 0);
  t.equal(read, added);
  t.equal(backlog.length, 0);
  reading.close();
  writing.close();
  t.end();
});
