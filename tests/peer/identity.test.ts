/** What windows are called to the host. */
import t from 'tap';
import type { IdentityConfig } from '../../src/config/config.js';
import { viewHandlers } from '../../src/peer/view-handlers.js';
import { wl_compositor } from '../../src/protocol/generated/wayland.js';
import * as activation from '../../src/protocol/generated/xdg-activation-v1.js';
import * as shell from '../../src/protocol/generated/xdg-shell.js';
import { fixture, noLeaks } from '../support/fixture.js';

noLeaks(t);

/** A client with one window; the last argument says whether the host has configured it. */
function windowOf(identity: Partial<IdentityConfig>) {
  const made = fixture({
    tables: [...Object.values(shell), ...Object.values(activation)],
    globals: { wl_compositor: 4, xdg_wm_base: 5, xdg_activation_v1: 1 },
    view: { identity: { tag: '', applicationId: undefined, vmIdentifier: undefined, ...identity } },
  });
  const { client, host } = made;
  const [compositor, base] = [client.bind(wl_compositor), client.bind(shell.xdg_wm_base)];
  const surface = client.newId();
  client.say(compositor, 'create_surface', { id: surface });
  const xdgSurface = client.newId();
  client.say(base, 'get_xdg_surface', { id: xdgSurface, surface });
  const toplevel = client.newId();
  client.say(xdgSurface, 'get_toplevel', { id: toplevel });
  const configure = (id = host.idOf('xdg_toplevel')): void =>
    host.say(id, 'configure', { width: 9, height: 8, states: new Uint8Array(0) });
  return { ...made, xdgSurface, toplevel, configure };
}

t.test('titles stand behind the tag', async (t) => {
  const { client, host, toplevel, configure } = windowOf({ tag: '[vm] ' });
  client.say(toplevel, 'set_title', { title: 'mail ✉' });
  client.say(toplevel, 'set_app_id', { app_id: 'mail' });
  configure();
  configure();
  t.strictSame(host.seenOf('set_title'), [{ title: '[vm] mail ✉' }]);
  t.strictSame(host.seenOf('set_app_id'), [{ app_id: 'mail' }]);
  t.match(client.seen.at(-1), { message: 'configure', args: { width: 9, height: 8 } });
});

t.test('a window whose client gives it no title has the tag before it is first seen, once', async (t) => {
  const { host, configure } = windowOf({ tag: '[vm] ' });
  t.strictSame(host.seenOf('set_title'), []);
  configure();
  configure();
  t.strictSame(host.seenOf('set_title'), [{ title: '[vm] ' }]);
});

t.test('a title is cut between characters, so that the message is not too long for the host', async (t) => {
  const { client, host, toplevel } = windowOf({ tag: '[vm] ' });
  client.say(toplevel, 'set_title', { title: 'é'.repeat(2030) });
  const title = host.seenOf('set_title')[0]?.['title'] as string;
  t.match(title, /^\[vm\] é+$/);
  t.ok(Buffer.byteLength(title) > 3800 && Buffer.byteLength(title) < 4000);
});

t.test('one application id is every window’s, whether its client names one or not', async (t) => {
  const { client, host, toplevel, configure } = windowOf({ applicationId: 'ours', vmIdentifier: 'vm' });
  configure();
  t.strictSame(host.seenOf('set_app_id'), [{ app_id: 'ours' }]);
  client.say(toplevel, 'set_app_id', { app_id: 'theirs' });
  t.strictSame(host.seenOf('set_app_id').at(-1), { app_id: 'ours' });
  t.strictSame(host.seenOf('set_title'), []);
});

t.test('an application id names the machine, in windows and activation tokens', async (t) => {
  const { client, host, toplevel, configure } = windowOf({ vmIdentifier: 'termina' });
  configure();
  t.strictSame(host.seenOf('set_app_id'), []);
  client.say(toplevel, 'set_app_id', { app_id: 'org.gnome.Maps' });
  t.strictSame(host.seenOf('set_app_id'), [
    { app_id: 'org.chromium.guest_os.termina.wayland.org.gnome.Maps' },
  ]);
  const activator = client.bind(activation.xdg_activation_v1);
  const token = client.newId();
  client.say(activator, 'get_activation_token', { id: token });
  client.say(token, 'set_app_id', { app_id: 'a' });
  t.strictSame(host.seenOf('set_app_id').at(-1), { app_id: 'org.chromium.guest_os.termina.wayland.a' });
});

t.test('a window that takes the id of one that is gone is named anew', async (t) => {
  const { client, host, xdgSurface, toplevel, configure } = windowOf({ tag: '!' });
  client.say(toplevel, 'set_title', { title: 'a' });
  client.say(toplevel, 'destroy');
  host.deleteId(host.idOf('xdg_toplevel'));
  client.say(xdgSurface, 'get_toplevel', { id: toplevel });
  configure();
  t.strictSame(host.seenOf('set_title').at(-1), { title: '!' });
});

t.test('a window is not named after its end: its client would be to blame', async (t) => {
  const { client, host, xdgSurface, toplevel, configure } = windowOf({ tag: '!' });
  const id = host.idOf('xdg_toplevel');
  client.say(toplevel, 'destroy');
  configure(id);
  t.strictSame(host.seenOf('set_title'), []);
  host.deleteId(id);
  client.say(xdgSurface, 'get_toplevel', { id: toplevel });
  configure();
  t.strictSame(host.seenOf('set_title'), [{ title: '!' }]);
});

t.test('nothing has a handler where nothing is called otherwise', async (t) => {
  const identity = { tag: '', applicationId: undefined, vmIdentifier: undefined };
  t.strictSame(viewHandlers({ identity }, { copies: false, x11: false }), []);
});
