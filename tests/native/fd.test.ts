import t from 'tap';
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { isOpen } from './children.js';

const open = (): OwnedFd => new OwnedFd(addon.duplicate(0));

t.test('an owner closes its descriptor once, and cannot be used afterwards', (t) => {
  const owner = open();
  const { fd } = owner;
  t.equal(OwnedFd.live, 1);
  owner.close();
  t.notOk(isOpen(fd));
  t.ok(owner.released);
  t.throws(() => owner.fd, /closed or handed on/);
  t.throws(() => owner.close(), /closed or handed on/);
  t.throws(() => owner.release(), /closed or handed on/);
  t.equal(OwnedFd.live, 0, 'nothing is left behind');
  t.end();
});

t.test('a released descriptor is the caller’s', (t) => {
  const owner = open();
  const fd = owner.release();
  owner[Symbol.dispose]();
  t.ok(isOpen(fd));
  t.throws(() => owner.fd, /closed or handed on/);
  addon.close(fd);
  t.equal(OwnedFd.live, 0, 'nothing is left behind');
  t.end();
});

t.test('the end of a block closes what it owns, unless that was handed on', (t) => {
  const kept = open();
  let closed = -1;
  {
    using owner = kept;
    closed = owner.fd;
  }
  t.notOk(isOpen(closed));
  kept[Symbol.dispose]();
  t.equal(OwnedFd.live, 0, 'nothing is left behind');
  t.end();
});

t.test('all but the kept ones are closed at once', (t) => {
  const [first, second, third] = [open(), open(), open()];
  const numbers = [first.fd, second.fd, third.fd];
  OwnedFd.closeAllExcept(new Set([second]));
  t.same(numbers.map(isOpen), [false, true, false]);
  t.equal(OwnedFd.live, 1);
  OwnedFd.closeAllExcept([]);
  t.ok(second.released);
  t.equal(OwnedFd.live, 0, 'nothing is left behind');
  t.end();
});

t.test('what is no descriptor cannot be owned', (t) => {
  t.throws(() => new OwnedFd(-1), RangeError);
  t.throws(() => new OwnedFd(NaN), RangeError);
  t.equal(OwnedFd.live, 0, 'nothing is left behind');
  t.end();
});
