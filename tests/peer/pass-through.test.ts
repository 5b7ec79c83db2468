import t from 'tap';
import { decant_probe } from '../support/test-protocol.js';
import { fileAt, fileOf, fixture, noLeaks, someFd } from '../support/fixture.js';
import type { OwnedFd } from '../../src/native/fd.js';

noLeaks(t);

t.test('numbers reach the host as they are', async (t) => {
  const { client, host } = fixture();
  const probe = client.bind(decant_probe);
  client.say(probe, 'numbers', { int: -7, uint: 0xfffffff0, fixed: -384 });
  t.match(host.seen.at(-1), {
    id: host.idOf('decant_probe'),
    message: 'numbers',
    args: { int: -7, uint: 0xfffffff0, fixed: -384 },
  });
});
