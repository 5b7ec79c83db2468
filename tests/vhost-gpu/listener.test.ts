/** Where frontends arrive: one that cannot be let in, and a path where somebody was before. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { StartError } from '../../src/errors.js';
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { Listener } from '../../tools/vhost-gpu/listener.js';

const limits = { timeoutMs: 60_000, stepMs: 1 };

/** Where nothing is yet: a path short enough for a socket. */
function socketPath(t: Test): string {
  const directory = mkdtempSync(join(tmpdir(), 'vhost-gpu-'));
  t.teardown(() => rmSync(directory, { recursive: true, force: true }));
  return join(directory, 'gpu');
}

function listening(t: Test, at: string | number) {
  const arrived: OwnedFd[] = [];
  const said: string[] = [];
  const listener = new Listener(at, {
    onArrival: (socket) => arrived.push(socket),
    say: (text) => said.push(text),
  });
  let open = true;
  const close = (): void => {
    if (open) listener.close();
    open = false;
    for (const each of arrived.splice(0)) each.close();
  };
  t.teardown(close);
  return { arrived, said, close };
}

t.test('without descriptors nobody is let in, until there are some again', async (t) => {
  const path = socketPath(t);
  const { arrived, said } = listening(t, path);
  const client = new OwnedFd(addon.connect(path));
  addon.setDescriptorLimit(3);
  try {
    await waitFor('it is said', limits, () => said[0]);
  } finally {
    addon.raiseDescriptorLimit();
  }
  t.match(said, [/nobody is let in for 1000 ms: .*EMFILE/]);
  t.equal(arrived.length, 0);
  await waitFor('it is let in', limits, () => arrived[0]);
  client.close();
});

t.test('the socket of a backend that died is replaced, and that of one that lives is not', (t) => {
  const path = socketPath(t);
  writeFileSync(path, '');
  const { close } = listening(t, path);
  t.throws(() => listening(t, path), StartError);
  addon.close(addon.connect(path));
  close();
  t.notOk(existsSync(path));
  t.notOk(existsSync(`${path}.lock`));
  t.end();
});

t.test('a listening socket can be handed over', async (t) => {
  const path = socketPath(t);
  const { arrived } = listening(t, addon.listen(path, 1));
  const client = new OwnedFd(addon.connect(path));
  await waitFor('it is let in', limits, () => arrived[0]);
  client.close();
});
