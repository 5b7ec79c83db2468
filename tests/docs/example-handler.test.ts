/** The example of docs/HANDLERS.md does what the page says, and the page shows it as it is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import * as idleInhibit from '../../src/protocol/generated/idle-inhibit-unstable-v1.js';
import * as idleNotify from '../../src/protocol/generated/ext-idle-notify-v1.js';
import { wl_compositor, wl_seat } from '../../src/protocol/generated/wayland.js';
import { fixture, noLeaks, type Fixture } from '../support/fixture.js';
import { idleHandlers } from './example-handler.js';

const root = join(import.meta.dirname, '../../..');

noLeaks(t);

function idleFixture(): Fixture & { readonly notification: number } {
  const made = fixture({
    tables: [...Object.values(idleNotify), ...Object.values(idleInhibit)],
    handlers: idleHandlers,
    globals: { wl_seat: 7, wl_compositor: 4, ext_idle_notifier_v1: 1, zwp_idle_inhibit_manager_v1: 1 },
  });
  const { client } = made;
  const seat = client.bind(wl_seat);
  const notifier = client.bind(idleNotify.ext_idle_notifier_v1);
  const notification = client.newId();
  client.say(notifier, 'get_idle_notification', { id: notification, timeout: 500, seat });
  return { ...made, notification };
}

function inhibit({ client }: Fixture): number {
  const manager = client.bind(idleInhibit.zwp_idle_inhibit_manager_v1);
  const compositor = client.bind(wl_compositor);
  const surface = client.newId();
  client.say(compositor, 'create_surface', { id: surface });
  const inhibitor = client.newId();
  client.say(manager, 'create_inhibitor', { id: inhibitor, surface });
  return inhibitor;
}

t.test('a short time of idling is made longer on its way to the host', async (t) => {
  const { host } = idleFixture();
  t.same(host.seenOf('get_idle_notification')[0]?.['timeout'], 10_000);
});

t.test('a client is told of idling by the host', async (t) => {
  const { client, host } = idleFixture();
  host.say(host.idOf('ext_idle_notification_v1'), 'idled');
  t.equal(client.seenOf('idled').length, 1);
});

t.test(
  'a client that keeps the screen on is no longer idle, and is not told so until it lets go',
  async (t) => {
    const made = idleFixture();
    const { client, host, notification } = made;
    host.say(host.idOf('ext_idle_notification_v1'), 'idled');
    const inhibitor = inhibit(made);
    t.match(client.seen.at(-1), { id: notification, message: 'resumed' });
    host.say(host.idOf('ext_idle_notification_v1'), 'resumed');
    host.say(host.idOf('ext_idle_notification_v1'), 'idled');
    t.equal(client.seenOf('idled').length, 1, 'held back');
    t.same(host.seenOf('create_inhibitor'), [], 'the host hears of no inhibitor');
    client.say(inhibitor, 'destroy');
    t.match(client.seen.at(-1), { message: 'delete_id', args: { id: inhibitor } });
    host.say(host.idOf('ext_idle_notification_v1'), 'idled');
    t.equal(client.seenOf('idled').length, 2);
  },
);

t.test('an inhibitor for something that does not exist ends the client', async (t) => {
  const { client, ends } = idleFixture();
  const manager = client.bind(idleInhibit.zwp_idle_inhibit_manager_v1);
  client.say(manager, 'create_inhibitor', { id: client.newId(), surface: 999 });
  t.match(client.seen.at(-1), { message: 'error', args: { object_id: 1, code: 0 } });
  t.match(ends, [{ cause: 'client-fault' }]);
});

t.test('docs/HANDLERS.md shows the example as it is', async (t) => {
  const page = readFileSync(join(root, 'docs/HANDLERS.md'), 'utf8');
  const file = readFileSync(join(root, 'tests/docs/example-handler.ts'), 'utf8');
  t.ok(page.includes(`\`\`\`ts\n${file}\`\`\`\n`), 'word for word');
});
