/** Lines for a reader that stands still, has gone, or is a file. */
import { mkdtempSync, openSync, closeSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { addon } from '../../src/native/addon.js';
import { LogWriter } from '../../tools/vhost-gpu/log-writer.js';

const line = 'x'.repeat(1000);

/** All that has come, without waiting. */
function readAll(fd: number): string {
  const buffer = new Uint8Array(1 << 20);
  let text = '';
  for (;;) {
    const count = addon.read(fd, buffer, 0, buffer.length);
    if (count <= 0) return text;
    text += Buffer.from(buffer.subarray(0, count)).toString();
  }
}

for (const [name, make] of [
  ['a pipe', () => addon.pipe()],
  ['a socket', () => addon.socketPair()],
] as const)
  t.test(`what ${name} does not take is lost, and that is said`, (t) => {
    const [reading, writing] = make();
    // As a shell gives it: whoever waits for room here waits for ever.
    addon.setNonBlocking(writing, false);
    addon.setNonBlocking(reading, true);
    const log = new LogWriter(writing);
    for (let i = 0; i < 2000; i++) log.line(line);
    const first = readAll(reading);
    t.ok(first.startsWith(`vhost-gpu: ${line}\nvhost-gpu: `));
    const taken = first.split('\n').filter((each) => each === `vhost-gpu: ${line}`).length;
    t.ok(taken > 10 && taken < 2000, `${taken} lines were taken`);
    log.line('again');
    t.equal(
      readAll(reading),
      `vhost-gpu: ${2000 - taken} lines were lost: nobody read them\nvhost-gpu: again\n`,
    );
    addon.close(reading);
    log.line('to nobody');
    addon.close(writing);
    t.end();
  });

t.test('a file gets all lines', (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'vhost-gpu-'));
  t.teardown(() => rmSync(directory, { recursive: true, force: true }));
  const path = join(directory, 'log');
  const file = openSync(path, 'a');
  const log = new LogWriter(file);
  for (let i = 0; i < 300; i++) log.line(line);
  closeSync(file);
  t.equal(readFileSync(path, 'utf8'), `vhost-gpu: ${line}\n`.repeat(300));
  t.end();
});
