/** Whether there is a host at an address. */
import { unlinkSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { addon } from '../../src/native/addon.js';
import { HostAddress } from '../../src/peer/host-address.js';
import { makePrivateDir } from '../../tools/hosts/host.js';

const at = (display: string): Promise<HostAddress> =>
  HostAddress.find(
    {
      display,
      displayFrom: 'flag',
      socketFd: undefined,
      virtwl: undefined,
      virtgpu: undefined,
      virtgpuNode: undefined,
    },
    undefined,
  );

t.test('a host has gone when nobody listens at its socket, or there is none', async (t) => {
  const path = join(makePrivateDir('decant-address-'), 'host');
  const listener = addon.listen(path, 1);
  const host = await at(path);
  t.equal(host.gone(), undefined);
  addon.close(listener);
  t.match(host.gone() ?? '', /ECONNREFUSED/);
  unlinkSync(path);
  t.match(host.gone() ?? '', /ENOENT/);
});

t.test('a host that takes nobody at the moment has not gone, and is not waited for', async (t) => {
  const path = join(makePrivateDir('decant-address-'), 'host');
  const fds = [addon.listen(path, 1)];
  t.teardown(() => fds.forEach((fd) => addon.close(fd)));
  t.throws(() => {
    for (;;) fds.push(addon.connect(path, false));
  }, /EAGAIN/);
  t.equal((await at(path)).gone(), undefined);
});
