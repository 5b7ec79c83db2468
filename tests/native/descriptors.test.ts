import t from 'tap';
import { readFileSync } from 'node:fs';
import { addon } from '../../src/native/addon.js';
import { isOpen, openDescriptors, pairFor } from './children.js';

/** The `flags` line of a descriptor: octal, as open(2) has them. */
function flagsOf(fd: number): number {
  const [, flags] = /^flags:\s+(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8')) ?? [];
  return Number.parseInt(flags ?? '', 8);
}

const closeOnExec = 0o2000000;
const nonBlocking = 0o4000;

t.test('a closed descriptor is gone, and cannot be closed again', (t) => {
  const before = openDescriptors();
  const fd = addon.duplicate(0);
  t.ok(isOpen(fd));
  addon.close(fd);
  t.notOk(isOpen(fd));
  t.throws(() => addon.close(fd), { code: 'EBADF', syscall: 'close' });
  t.throws(() => addon.close(-1), { code: 'EBADF' });
  t.same(openDescriptors(), before);
  t.end();
});

t.test('a duplicate is close-on-exec until that is taken off', (t) => {
  const fd = addon.duplicate(0);
  t.ok(flagsOf(fd) & closeOnExec);
  addon.setCloseOnExec(fd, false);
  t.notOk(flagsOf(fd) & closeOnExec);
  addon.setCloseOnExec(fd, true);
  t.ok(flagsOf(fd) & closeOnExec);
  addon.close(fd);
  t.throws(() => addon.duplicate(fd), { code: 'EBADF' });
  t.throws(() => addon.setCloseOnExec(fd, true), { code: 'EBADF' });
  t.end();
});

t.test('a descriptor is made blocking and non-blocking', (t) => {
  const [fd] = pairFor(t);
  t.ok(flagsOf(fd) & nonBlocking);
  addon.setNonBlocking(fd, false);
  t.notOk(flagsOf(fd) & nonBlocking);
  addon.setNonBlocking(fd, true);
  t.ok(flagsOf(fd) & nonBlocking);
  t.end();
});

t.test('a descriptor that is no 32-bit integer is refused', (t) => {
  for (const fd of [NaN, 1.5, 2 ** 31, Infinity]) t.throws(() => addon.close(fd), RangeError);
  t.end();
});

t.test('the limit of descriptors is set and raised again', (t) => {
  const limits = (): string =>
    /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))![1]!;
  const before = addon.raiseDescriptorLimit();
  addon.setDescriptorLimit(100);
  t.equal(limits(), '100');
  t.equal(addon.raiseDescriptorLimit(), 100);
  t.not(limits(), '100');
  addon.setDescriptorLimit(before);
  t.throws(() => addon.setDescriptorLimit(2 ** 46), { code: 'EINVAL', syscall: 'setrlimit' });
  t.throws(() => addon.setDescriptorLimit(-1), RangeError);
  t.end();
});

t.test('a lock is held by one open file', (t) => {
  const fd = addon.createMemfd('lock', 0);
  t.ok(addon.lockFile(fd));
  t.ok(addon.lockFile(fd));
  addon.close(fd);
  t.throws(() => addon.lockFile(fd), { code: 'EBADF', syscall: 'flock' });
  t.end();
});
