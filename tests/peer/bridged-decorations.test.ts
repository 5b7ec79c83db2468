/** Who draws the frames of windows, where client and host speak of it by different protocols. */
import t from 'tap';
import { zaura_shell } from '../../src/protocol/generated/aura-shell.js';
import { org_kde_kwin_server_decoration_manager } from '../../src/protocol/generated/org-kde-kwin-server-decoration-v1.js';
import { wl_compositor } from '../../src/protocol/generated/wayland.js';
import { zxdg_decoration_manager_v1 } from '../../src/protocol/generated/xdg-decoration-unstable-v1.js';
import { xdg_wm_base } from '../../src/protocol/generated/xdg-shell.js';
import { bridged } from '../support/bridged.js';
import { noLeaks } from '../support/fixture.js';

noLeaks(t);

const [clientSide, serverSide] = [1, 2];
/** KDE's words. */
const [none, byClient, byServer] = [0, 1, 2];

function desk(globals: Record<string, number>, off: Parameters<typeof bridged>[1] = {}) {
  const made = bridged({ wl_compositor: 6, xdg_wm_base: 5, ...globals }, off);
  const { client, host, make } = made;
  const compositor = client.bind(wl_compositor);
  const wmBase = client.bind(xdg_wm_base);
  const surface = (): number => make(compositor, 'create_surface');
  const xdgSurface = (on: number): number => make(wmBase, 'get_xdg_surface', { surface: on });
  const toplevel = (on: number): number => make(on, 'get_toplevel');
  /** The host configures its newest window. */
  const configure = (serial: number): void => {
    host.say(host.idOf('xdg_surface'), 'configure', { serial });
  };
  return { ...made, surface, xdgSurface, toplevel, configure };
}

const kde = { org_kde_kwin_server_decoration_manager: 1 };
const xdg = { zxdg_decoration_manager_v1: 1 };

function overKde() {
  const made = desk(kde);
  const { client, host, make } = made;
  const manager = client.bind(zxdg_decoration_manager_v1);
  const surface = made.surface();
  const xdgSurface = made.xdgSurface(surface);
  const toplevel = made.toplevel(xdgSurface);
  const decoration = make(manager, 'get_toplevel_decoration', { toplevel });
  /** The host answers. */
  const decide = (mode: number): void =>
    host.say(host.idOf('org_kde_kwin_server_decoration'), 'mode', { mode });
  return { ...made, surface, xdgSurface, toplevel, manager, decoration, decide };
}

const tail = ({ client }: { client: { seen: readonly { id: number; message: string }[] } }, count: number) =>
  client.seen.slice(-count).map(({ id, message }) => [id, message]);

t.test('a decoration over KDE’s is told of before the first configure', async (t) => {
  const made = overKde();
  const { client, host, last, surface, xdgSurface, decoration, decide, configure } = made;
  t.equal(last('create')?.['surface'], host.idOf('wl_surface'), `of surface ${surface}`);
  decide(byServer);
  t.equal(made.told('configure'), undefined, 'not by itself');
  configure(7);
  t.strictSame(tail(made, 2), [
    [decoration, 'configure'],
    [xdgSurface, 'configure'],
  ]);
  t.strictSame(client.seenOf('configure'), [{ mode: serverSide }, { serial: 7 }]);
  client.say(xdgSurface, 'ack_configure', { serial: 7 });
  t.strictSame(last('ack_configure'), { serial: 7 });
});

t.test(
  'a mode that changes later is told with the last configure again, which the host hears of once',
  async (t) => {
    const made = overKde();
    const { client, host, last, xdgSurface, decoration, decide, configure } = made;
    decide(byServer);
    configure(7);
    client.say(xdgSurface, 'ack_configure', { serial: 7 });
    client.say(decoration, 'set_mode', { mode: clientSide });
    t.strictSame(last('request_mode'), { mode: byClient });
    decide(byClient);
    const before = client.seen.length;
    host.answerSyncs();
    t.strictSame(
      client.seen.slice(before).map(({ id, args }) => [id, args]),
      [
        [decoration, { mode: clientSide }],
        [xdgSurface, { serial: 7 }],
      ],
    );
    client.say(xdgSurface, 'ack_configure', { serial: 7 });
    t.equal(host.seenOf('ack_configure').length, 1);
    configure(8);
    client.say(xdgSurface, 'ack_configure', { serial: 8 });
    t.equal(host.seenOf('ack_configure').length, 2);
  },
);

t.test('where the host configures by itself, the client is told once', async (t) => {
  const made = overKde();
  const { client, host, xdgSurface, decide, configure } = made;
  configure(7);
  decide(byClient);
  configure(8);
  host.answerSyncs();
  t.strictSame(client.seenOf('configure'), [{ serial: 7 }, { mode: clientSide }, { serial: 8 }]);
  client.say(xdgSurface, 'ack_configure', { serial: 8 });
  t.equal(host.seenOf('ack_configure').length, 1);
});

t.test('no wish is the mode that KDE’s windows usually have', async (t) => {
  const { client, host, last, decoration } = overKde();
  host.say(host.idOf('org_kde_kwin_server_decoration_manager'), 'default_mode', { mode: byClient });
  client.say(decoration, 'unset_mode');
  t.strictSame(last('request_mode'), { mode: byClient });
  client.say(decoration, 'destroy');
  t.match(host.seen.at(-1), { interface: 'org_kde_kwin_server_decoration', message: 'release' });
});

t.test('a window that ends before its decoration takes the host’s along, once', async (t) => {
  const { client, host, toplevel, xdgSurface, surface, decoration, decide, ends } = overKde();
  client.say(toplevel, 'destroy');
  t.strictSame(
    host.seen.slice(-2).map(({ message }) => message),
    ['release', 'destroy'],
  );
  decide(byServer);
  const before = host.seen.length;
  client.say(decoration, 'set_mode', { mode: serverSide });
  client.say(decoration, 'unset_mode');
  client.say(decoration, 'destroy');
  t.equal(host.seen.length, before, 'nothing is said to what is gone');
  client.say(xdgSurface, 'destroy');
  client.say(surface, 'destroy');
  host.answerSyncs();
  t.equal(host.seenOf('release').length, 1);
  t.strictSame(ends, []);
});

t.test('a second decoration of a window, and a mode that is none, are faults', async (t) => {
  const first = overKde();
  first.make(first.manager, 'get_toplevel_decoration', { toplevel: first.toplevel });
  t.match(first.told('error'), { object_id: first.manager, code: 1 });
  const second = overKde();
  second.client.say(second.decoration, 'set_mode', { mode: 3 });
  t.match(second.told('error'), { object_id: second.decoration, code: 3 });
  const third = overKde();
  third.make(third.manager, 'get_toplevel_decoration', { toplevel: third.surface });
  t.match(third.told('error'), { object_id: 1 });
});

t.test('KDE’s decoration over xdg-decoration: made with the window, as it is wanted', async (t) => {
  const made = desk(xdg);
  const { client, host, make, last, told } = made;
  const manager = client.bind(org_kde_kwin_server_decoration_manager);
  t.strictSame(told('default_mode'), { mode: byServer });
  const surface = made.surface();
  const decoration = make(manager, 'create', { surface });
  client.say(decoration, 'request_mode', { mode: byClient });
  t.equal(last('get_toplevel_decoration'), undefined, 'there is no window yet');
  const toplevel = made.toplevel(made.xdgSurface(surface));
  t.strictSame(
    host.seen.slice(-3).map(({ message }) => message),
    ['get_toplevel', 'get_toplevel_decoration', 'set_mode'],
  );
  t.equal(last('get_toplevel_decoration')?.['toplevel'], host.idOf('xdg_toplevel'));
  t.strictSame(last('set_mode'), { mode: clientSide });
  const hosts = host.idOf('zxdg_toplevel_decoration_v1');
  host.say(hosts, 'configure', { mode: serverSide });
  t.strictSame(told('mode'), { mode: byServer }, 'the host has the last word');
  client.say(decoration, 'request_mode', { mode: none });
  t.strictSame(last('set_mode'), { mode: clientSide });
  host.say(hosts, 'configure', { mode: clientSide });
  t.strictSame(told('mode'), { mode: none }, 'nobody draws one');
  client.say(toplevel, 'destroy');
  t.strictSame(
    host.seen.slice(-2).map(({ interface: of, message }) => [of, message]),
    [
      ['zxdg_toplevel_decoration_v1', 'destroy'],
      ['xdg_toplevel', 'destroy'],
    ],
  );
  client.say(decoration, 'request_mode', { mode: byServer });
  client.say(decoration, 'release');
  t.match(client.seen.at(-1), { message: 'delete_id', args: { id: decoration } });
});

t.test('an answer that comes after the decoration was released reaches nobody', async (t) => {
  const made = desk(xdg);
  const { client, host, make } = made;
  const surface = made.surface();
  const decoration = make(client.bind(org_kde_kwin_server_decoration_manager), 'create', { surface });
  made.toplevel(made.xdgSurface(surface));
  client.say(decoration, 'release');
  const count = client.seen.length;
  host.say(host.idOf('zxdg_toplevel_decoration_v1'), 'configure', { mode: serverSide });
  t.equal(client.seen.length, count);
});

t.test('a window that shows something already gets no decoration from the host', async (t) => {
  const made = desk(xdg);
  const { client, make, last, told, configure } = made;
  const manager = client.bind(org_kde_kwin_server_decoration_manager);
  const surface = made.surface();
  const xdgSurface = made.xdgSurface(surface);
  made.toplevel(xdgSurface);
  configure(3);
  client.say(xdgSurface, 'ack_configure', { serial: 3 });
  make(manager, 'create', { surface });
  t.strictSame(told('mode'), { mode: byClient });
  t.equal(last('get_toplevel_decoration'), undefined);
});

t.test('a window made anew on a surface gets its decoration anew; a new surface gets none', async (t) => {
  const made = desk(xdg);
  const { client, host, make } = made;
  const manager = client.bind(org_kde_kwin_server_decoration_manager);
  const surface = made.surface();
  make(manager, 'create', { surface });
  const xdgSurface = made.xdgSurface(surface);
  client.say(made.toplevel(xdgSurface), 'destroy');
  client.say(xdgSurface, 'destroy');
  const second = made.xdgSurface(surface);
  const toplevel = made.toplevel(second);
  t.equal(host.seenOf('get_toplevel_decoration').length, 2);
  for (const id of [toplevel, second, surface]) client.say(id, 'destroy');
  for (const id of host.idsOf('wl_surface')) host.deleteId(id);
  const reused = made.surface();
  t.equal(reused, surface, 'control: the id comes again');
  made.toplevel(made.xdgSurface(reused));
  t.equal(host.seenOf('get_toplevel_decoration').length, 2);
});

t.test('on ChromeOS windows have the frame that they ask for, and their id', async (t) => {
  const made = desk({ zaura_shell: 38 });
  const { client, host, make, last, configure } = made;
  const surface = made.surface();
  const xdgSurface = made.xdgSurface(surface);
  const toplevel = made.toplevel(xdgSurface);
  client.say(toplevel, 'set_app_id', { app_id: 'org.example' });
  t.strictSame(last('set_application_id'), { application_id: 'org.example' });
  t.strictSame(last('set_app_id'), { app_id: 'org.example' });
  const manager = client.bind(zxdg_decoration_manager_v1);
  const decoration = make(manager, 'get_toplevel_decoration', { toplevel });
  t.strictSame(last('set_frame'), { type: 1 });
  client.say(decoration, 'set_mode', { mode: clientSide });
  t.strictSame(last('set_frame'), { type: 0 });
  configure(5);
  t.strictSame(client.seenOf('configure').slice(-2), [{ mode: clientSide }, { serial: 5 }]);
  t.equal(host.seenOf('get_aura_surface').length, 1, 'a surface has one');
  client.say(toplevel, 'destroy');
  t.strictSame(
    host.seen.slice(-2).map(({ message }) => message),
    ['release', 'destroy'],
  );
});

t.test('before `release`, ChromeOS has one object for a surface as long as that lives', async (t) => {
  const made = desk({ zaura_shell: 37 });
  const { client, host, last } = made;
  const surface = made.surface();
  const xdgSurface = made.xdgSurface(surface);
  const named = (applicationId: string): number => {
    const toplevel = made.toplevel(xdgSurface);
    client.say(toplevel, 'set_app_id', { app_id: applicationId });
    t.strictSame(last('set_application_id'), { application_id: applicationId });
    return toplevel;
  };
  client.say(named('org.example.first'), 'destroy');
  client.say(named('org.example.second'), 'destroy');
  t.equal(host.seenOf('get_aura_surface').length, 1);
  t.equal(host.seenOf('release').length, 0);
  client.say(xdgSurface, 'destroy');
  client.say(surface, 'destroy');
  const another = made.toplevel(made.xdgSurface(made.surface()));
  client.say(another, 'set_app_id', { app_id: 'org.example.third' });
  t.strictSame(last('get_aura_surface')?.['surface'], host.idsOf('wl_surface').at(-1));
  t.equal(host.seenOf('get_aura_surface').length, 2, 'even if it has the number of the first');
});

t.test('a client that speaks ChromeOS’s protocol itself is left alone', async (t) => {
  const made = desk({ zaura_shell: 38 });
  const { client, host, make } = made;
  const aura = client.bind(zaura_shell);
  const surface = made.surface();
  make(aura, 'get_aura_surface', { surface });
  const toplevel = made.toplevel(made.xdgSurface(surface));
  client.say(toplevel, 'set_app_id', { app_id: 'org.example' });
  make(client.bind(zxdg_decoration_manager_v1), 'get_toplevel_decoration', { toplevel });
  t.equal(host.seenOf('get_aura_surface').length, 1);
  t.equal(host.seenOf('set_frame').length, 0);
});

t.test('a host with both protocols is left alone, and what is turned off is not served', async (t) => {
  const both = desk({ ...kde, ...xdg });
  t.equal(both.client.globals().length, 4);
  const off = ['decoration', 'aura'] as const;
  t.equal(desk({ ...kde, zaura_shell: 38 }, { off }).offered('zxdg_decoration_manager_v1'), undefined);
  t.equal(
    desk({ ...kde, zaura_shell: 38 })
      .client.globals()
      .filter((each) => each.interface === 'zxdg_decoration_manager_v1').length,
    1,
  );
});

t.test('a host that takes its protocol back goes on with what was bound', async (t) => {
  const overXdg = desk(xdg);
  const manager = overXdg.client.bind(org_kde_kwin_server_decoration_manager);
  overXdg.host.withdraw(3);
  t.equal(overXdg.offered('org_kde_kwin_server_decoration_manager'), undefined);
  const surface = overXdg.surface();
  overXdg.make(manager, 'create', { surface });
  overXdg.toplevel(overXdg.xdgSurface(surface));
  t.ok(overXdg.last('get_toplevel_decoration'));
  const onKde = desk(kde);
  const decorations = onKde.client.bind(zxdg_decoration_manager_v1);
  onKde.host.withdraw(3);
  const toplevel = onKde.toplevel(onKde.xdgSurface(onKde.surface()));
  onKde.make(decorations, 'get_toplevel_decoration', { toplevel });
  t.ok(onKde.last('create'));
  t.strictSame([...overXdg.ends, ...onKde.ends], []);
});
