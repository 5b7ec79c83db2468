/** Which output is the primary one, of an X server in memory. */
import { createStreamPair, XServer } from 'x11/lib/xserver/index.js';
import t from 'tap';
import { silentLogger } from '../../../src/log/logger.js';
import { XConnection } from '../../../src/x11/connection.js';
import { RandR } from '../../../src/x11/randr.js';
import { RandRDouble } from '../../support/x/extensions.js';

t.test('of two places that follow each other the last one has the primary output', async (t) => {
  const server = new XServer({ width: 1024, height: 768 });
  const outputs = new RandRDouble([0, 500, 1000]);
  server.registerExtension('RANDR', outputs);
  const [ours, theirs] = createStreamPair();
  server.addClientStream(theirs);
  const ignored = { event: () => undefined, end: () => undefined };
  const connection = await XConnection.open(ours, silentLogger, ignored);
  t.teardown(() => connection.close());
  const randr = await RandR.open(connection);
  await randr.setPrimary({ x: 500, y: 0 });
  // The last output is found later than the first one.
  await Promise.all([randr.setPrimary({ x: 1000, y: 0 }), randr.setPrimary({ x: 0, y: 0 })]);
  await connection.barrier();
  t.same(outputs.primaries, [1, 0]);
});
