import t from 'tap';
import { existsSync, writeFileSync } from 'node:fs';
import { addon } from '../../src/native/addon.js';
import { openDescriptors, pairFor, socketPathFor } from './children.js';

t.test('a client connects by path and is known by its credentials', (t) => {
  const before = openDescriptors();
  const path = socketPathFor(t);
  const listener = addon.listen(path, 4);
  t.ok(existsSync(path));
  t.equal(addon.accept(listener), -1, 'nobody is there yet');
  const client = addon.connect(path);
  const server = addon.accept(listener);
  t.ok(server >= 0);
  t.same(addon.peerCredentials(server), {
    pid: process.pid,
    uid: process.getuid?.(),
    gid: process.getgid?.(),
  });
  t.equal(addon.socketPath(listener), path);
  t.equal(addon.socketPath(client), '');
  for (const fd of [listener, client, server]) addon.close(fd);
  t.same(openDescriptors(), before);
  t.end();
});

t.test('an abstract name needs no file', (t) => {
  const name = `@decant-test-${process.pid}`;
  const listener = addon.listen(name, 4);
  t.equal(addon.socketPath(listener), name);
  const client = addon.connect(name);
  const server = addon.accept(listener);
  addon.send(client, Uint8Array.of(7), 0, 1, null, 0);
  const byte = new Uint8Array(1);
  t.equal(addon.receive(server, byte, 0, 1, new Int32Array(254)), 1);
  t.equal(byte[0], 7);
  for (const fd of [listener, client, server]) addon.close(fd);
  t.end();
});

t.test('an address that cannot be used is an error and leaves no descriptor', (t) => {
  const taken = socketPathFor(t);
  writeFileSync(taken, 'a file');
  const before = openDescriptors();
  const tooLong = { code: 'ENAMETOOLONG' };
  t.throws(() => addon.listen(`/${'x'.repeat(107)}`, 1), { ...tooLong, syscall: 'bind' });
  t.throws(() => addon.connect(`/${'x'.repeat(107)}`), { ...tooLong, syscall: 'connect' });
  t.throws(() => addon.listen(`@${'x'.repeat(108)}`, 1), tooLong);
  t.throws(() => addon.listen(taken, 1), { code: 'EADDRINUSE', syscall: 'bind' });
  t.throws(() => addon.connect(`${taken}-not`), { code: 'ENOENT', syscall: 'connect' });
  t.throws(() => addon.connect(taken), { code: 'ECONNREFUSED' });
  t.throws(() => addon.connect('a\0b'), { code: 'EINVAL' });
  t.throws(() => addon.connect(''), { code: 'ENOENT' });
  t.same(openDescriptors(), before);
  t.end();
});

t.test('only a listening Unix stream socket counts as one', (t) => {
  const [fd] = pairFor(t);
  const listener = addon.listen(`@decant-listening-${process.pid}`, 1);
  const memory = addon.createMemfd('none', 0);
  t.ok(addon.isListeningUnixSocket(listener));
  t.notOk(addon.isListeningUnixSocket(fd));
  t.notOk(addon.isListeningUnixSocket(memory));
  t.throws(() => addon.peerCredentials(memory), { code: 'ENOTSOCK', syscall: 'getsockopt' });
  t.throws(() => addon.socketPath(memory), { code: 'ENOTSOCK', syscall: 'getsockname' });
  t.throws(() => addon.accept(memory), { code: 'ENOTSOCK', syscall: 'accept' });
  addon.close(listener);
  t.notOk(addon.isListeningUnixSocket(listener));
  addon.close(memory);
  t.end();
});

t.test('a socket holds more when it is told to, as far as the system allows', (t) => {
  const held = (bytes: number | undefined): number => {
    const [near, far] = addon.socketPair();
    const limit = bytes === undefined ? 0 : addon.setSendBuffer(near, bytes);
    const block = Buffer.alloc(4096);
    let sent = 0;
    for (let count = 0; count >= 0; count = addon.send(near, block, 0, block.length, null, 0)) sent += count;
    t.ok(bytes === undefined || (limit > 0 && limit <= 2 * bytes), `${limit}`);
    for (const fd of [near, far]) addon.close(fd);
    return sent;
  };
  const usual = held(undefined);
  t.ok(held(4 * 1024 * 1024) > usual);
  t.ok(held(8 * 1024) < usual);
  t.throws(() => addon.setSendBuffer(-1, 4096), { code: 'EBADF' });
  t.end();
});
