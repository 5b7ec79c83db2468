/** Programs on sway that take their time to draw, or do not answer at all. */
import t from 'tap';
import type { SyncExtension, XEvent } from 'x11';
import { waitFor } from '../../tools/hosts/wait.js';
import { openDesk } from './desk.js';
import type { TestXClient } from './x-client.js';

const cardinal = 6;
const { sway, x, until, colorAt, opened, property } = await openDesk();
t.teardown(() => x.close());

type Counters = SyncExtension & {
  CreateCounter(id: number, value: number): void;
  SetCounter(id: number, value: number): void;
};

/** Has the window say when it has drawn; each value that it is asked for goes to `asked`. */
async function synchronise(client: TestXClient, id: number, asked: (value: number) => void) {
  const sync = await new Promise<Counters>((resolve, reject) => {
    client.x.require('sync', (error, found) => (error ? reject(error) : resolve(found as Counters)));
  });
  const counter = client.x.AllocID();
  sync.CreateCounter(counter, 0);
  const [protocols, request, name] = await Promise.all(
    ['WM_PROTOCOLS', '_NET_WM_SYNC_REQUEST', '_NET_WM_SYNC_REQUEST_COUNTER'].map((each) =>
      client.intern(each),
    ),
  );
  client.x.on('event', ({ name: event, data }: XEvent) => {
    const [what, , low] = (data ?? []) as readonly number[];
    if (event === 'ClientMessage' && what === request) asked(low!);
  });
  client.setWords(id, name!, cardinal, [counter]);
  client.setWords(id, protocols!, 4, [request!]);
  await client.sync();
  return { drawn: (value: number) => sync.SetCounter(counter, value) };
}

t.test('a new size is shown when the program says that it has drawn it', async (t) => {
  const { client, id } = await opened('Careful');
  const asked: number[] = [];
  const { drawn } = await synchronise(client, id, (value) => asked.push(value));
  await until('it is asked', async () => {
    await sway.msg(
      `[app_id="Careful"] resize set ${400 + asked.length} ${300 + Math.trunc(Math.random() * 9)}`,
    );
    return asked.length > 0;
  });
  drawn(asked.at(-1)!);
  await until('commits are allowed', async () =>
    (await property(id, '_XWAYLAND_ALLOW_COMMITS')).endsWith(' 1'),
  );
  await sway.msg('[app_id="Careful"] resize set 500 350');
  await until('it is asked again', () => {
    drawn(asked.at(-1)!);
    return Promise.resolve(asked.length > 1);
  });
  const { rect } = await x.window('Careful');
  await until('the new size', async () => {
    drawn(asked.at(-1)!);
    return (await colorAt(rect.x + 495, rect.y + 345)) === 'ff0000';
  });
  t.pass();
  client.close();
});

t.test('a program that says that it will say so, and does not, is shown all the same', async (t) => {
  const { client, id } = await opened('Forgetful');
  await synchronise(client, id, () => undefined);
  for (const width of [400, 500]) {
    await sway.msg(`[app_id="Forgetful"] resize set ${width} 300`);
    const { rect } = await x.window('Forgetful');
    await until('the new size', async () => (await colorAt(rect.x + width - 5, rect.y + 295)) === 'ff0000');
  }
  t.pass();
  client.close();
});

t.test('a program that has stopped is ended when the user closes its window again', async (t) => {
  const program = x.start(['env', 'GDK_BACKEND=x11', 'gtk3-demo', '--run=clipboard']);
  await until('its windows', async () => (await x.windows()).length === 2);
  process.kill(program.pid, 'SIGSTOP');
  await waitFor('it is gone', { timeoutMs: 60_000 }, async () => {
    await sway.msg('[title="Clipboard"] kill').catch(() => undefined);
    return program.status !== undefined || undefined;
  });
  t.equal(program.status, 128 + 9);
  await until('and its windows', async () => (await x.windows()).length === 0);
});
