/** That a datagram arrives is a test in C++ (test_notify.cc): Node has no datagram sockets of the Unix kind. */
import t from 'tap';
import { addon } from '../../src/native/addon.js';
import { openDescriptors, socketPathFor } from './children.js';

t.test('an address that nobody has, or nobody can have, is an error', (t) => {
  const before = openDescriptors();
  t.throws(() => addon.notify('@decant-nobody', 'READY=1'), { code: 'ECONNREFUSED', syscall: 'sendto' });
  t.throws(() => addon.notify('/decant-nobody', 'READY=1'), { code: 'ENOENT', syscall: 'sendto' });
  t.throws(() => addon.notify(`/${'x'.repeat(107)}`, 'READY=1'), { code: 'ENAMETOOLONG', syscall: 'sendto' });
  t.throws(() => addon.notify('', 'READY=1'), { code: 'ENOENT' });
  t.same(openDescriptors(), before);
  t.end();
});

t.test('the socket at a path is reached', (t) => {
  const path = socketPathFor(t);
  const listener = addon.listen(path, 1);
  t.throws(() => addon.notify(path, 'READY=1'), { code: 'EPROTOTYPE' }, 'it takes no datagrams');
  addon.close(listener);
  t.end();
});
