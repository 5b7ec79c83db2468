import t from 'tap';
import { fstatSync, readFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { addon } from '../../src/native/addon.js';
import { openDescriptors } from './children.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function countMappings(name: string): number {
  return readFileSync('/proc/self/maps', 'utf8')
    .split('\n')
    .filter((line) => line.includes(name)).length;
}

t.test('two mappings of a file share its memory', (t) => {
  const before = openDescriptors();
  const fd = addon.createMemfd('test', 4096);
  t.equal(fstatSync(fd).size, 4096);
  const written = addon.map(fd, 4096, true);
  const read = addon.map(fd, 4096, false);
  addon.close(fd);
  t.equal(read.byteLength, 4096);
  new Uint8Array(written)[7] = 42;
  t.equal(new Uint8Array(read)[7], 42);
  addon.unmap(written);
  addon.unmap(read);
  t.same(openDescriptors(), before);
  t.end();
});

t.test('a mapping begins at a page of the file', (t) => {
  const fd = addon.createMemfd('decant-test', 3 * 4096);
  const whole = addon.map(fd, 3 * 4096, true);
  const last = addon.map(fd, 4096, false, 2 * 4096);
  new Uint8Array(whole)[2 * 4096 + 5] = 77;
  t.equal(new Uint8Array(last)[5], 77);
  t.throws(() => addon.map(fd, 4096, false, 5), { code: 'EINVAL', syscall: 'mmap' });
  t.throws(() => addon.map(fd, 4096, false, -4096), { code: 'EINVAL', syscall: 'mmap' });
  addon.unmap(whole);
  addon.unmap(last);
  addon.close(fd);
  t.end();
});

t.test('what no ArrayBuffer holds is refused', (t) => {
  const fd = addon.createMemfd('decant-large', 6 * 2 ** 30);
  t.throws(() => addon.map(fd, 6 * 2 ** 30, false), { code: 'ENOMEM', syscall: 'mmap' });
  addon.close(fd);
  t.end();
});

t.test('an unmapped buffer is empty and cannot be unmapped again', (t) => {
  const fd = addon.createMemfd('test', 4096);
  const memory = addon.map(fd, 4096, true);
  const view = new Uint8Array(memory);
  addon.unmap(memory);
  t.equal(memory.byteLength, 0);
  t.equal(view.length, 0);
  t.throws(() => addon.unmap(memory), { code: 'EINVAL', syscall: 'munmap' });
  t.throws(() => addon.unmap(new ArrayBuffer(8)), { code: 'EINVAL' });
  t.throws(() => addon.unmap(new ArrayBuffer(0)), { code: 'EINVAL' });
  addon.close(fd);
  t.end();
});

t.test('the late end of an unmapped buffer leaves a newer mapping at its address alone', async (t) => {
  const fd = addon.createMemfd('test', 4096);
  addon.unmap(addon.map(fd, 4096, true));
  const young = new Uint8Array(addon.map(fd, 4096, true));
  for (let turn = 0; turn < 3; turn++) {
    collect();
    await nextTurn();
  }
  young[0] = 1;
  t.equal(young[0], 1);
  addon.unmap(young.buffer);
  addon.close(fd);
});

t.test('a forgotten mapping ends with its buffer', async (t) => {
  const size = 64 * 1024 * 1024;
  const fd = addon.createMemfd('forgotten', size);
  const mapped = (): number => countMappings('/memfd:forgotten');
  (() => new Uint8Array(addon.map(fd, size, true)))()[0] = 1;
  t.equal(mapped(), 1);
  for (let turn = 0; turn < 20 && mapped() > 0; turn++) {
    collect();
    await nextTurn();
  }
  t.equal(mapped(), 0);
  addon.close(fd);
});

t.test('a size that cannot be is EINVAL', (t) => {
  const fd = addon.createMemfd('test', 4096);
  for (const size of [0, -1, 1.5, NaN, 2 ** 60, Infinity]) {
    t.throws(() => addon.map(fd, size, true), { code: 'EINVAL', syscall: 'mmap' }, `map ${size}`);
  }
  for (const size of [-1, 1.5, NaN, 2 ** 60, Infinity]) {
    t.throws(
      () => addon.createMemfd('test', size),
      { code: 'EINVAL', syscall: 'ftruncate' },
      `memfd ${size}`,
    );
  }
  t.throws(() => addon.map(fd, 2 ** 47, true), { code: 'ENOMEM' });
  t.throws(() => addon.map(0x7fff, 4096, true), { code: 'EBADF' });
  addon.close(fd);
  t.end();
});
