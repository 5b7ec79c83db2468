/** A peer's own windows, of which it speaks and hears in the client's units and names. */
import t from 'tap';
import type { ViewConfig } from '../../src/config/config.js';
import type { HostId } from '../../src/peer/ids.js';
import * as viewporter from '../../src/protocol/generated/viewporter.js';
import { wl_compositor, wl_surface } from '../../src/protocol/generated/wayland.js';
import * as shell from '../../src/protocol/generated/xdg-shell.js';
import { fixture, noLeaks } from '../support/fixture.js';

noLeaks(t);

const { xdg_surface, xdg_toplevel, xdg_wm_base } = shell;

/** A surface of the client's that a window of the peer's own shows, and what the peer heard of it. */
function ownWindow(view: Partial<ViewConfig>) {
  const made = fixture({
    tables: [shell, viewporter].flatMap((each) => Object.values(each)),
    globals: { wl_compositor: 4, wp_viewporter: 1, xdg_wm_base: 5 },
    view,
  });
  const { client, host, peer } = made;
  const compositor = client.bind(wl_compositor);
  const surface = client.newId();
  client.say(compositor, 'create_surface', { id: surface });
  const { asClient } = peer.context;
  const heard: unknown[] = [];
  let toplevel = 0 as HostId;
  peer.context.act(() => {
    const base = asClient.hostGlobals.bind(
      { name: 3, interface: xdg_wm_base.name, version: 5 },
      xdg_wm_base,
      5,
      {},
    );
    const xdgSurface = asClient.addProxy(xdg_surface, 5, {});
    const hostSurface = peer.context.objects.hostIdOf(surface) as HostId;
    asClient.sendRequest(xdg_wm_base, 'get_xdg_surface', base, { id: xdgSurface, surface: hostSurface });
    toplevel = asClient.addProxy(xdg_toplevel, 5, {
      configure: (_toplevel, { width, height }) => void heard.push([width, height]),
    });
    asClient.sendRequest(xdg_surface, 'get_toplevel', xdgSurface, { id: toplevel });
    asClient.sendRequest(xdg_toplevel, 'set_title', toplevel, { title: 'mail' });
    asClient.sendRequest(xdg_toplevel, 'set_min_size', toplevel, { width: 100, height: 50 });
    asClient.sendRequest(wl_surface, 'damage', hostSurface, { x: 2, y: 2, width: 3, height: 3 });
    asClient.sendRequest(wl_surface, 'commit', hostSurface, {});
  });
  // Lets what was sent arrive.
  client.sync();
  host.say(host.idOf('xdg_toplevel'), 'configure', { width: 300, height: 20, states: new Uint8Array(0) });
  return { ...made, heard, hostSurface: host.idOf('wl_surface') };
}

const scale = { factor: 2, dpi: [], direct: false, stable: false };
const identity = { tag: '[x] ', applicationId: undefined, vmIdentifier: undefined };

t.test('its sizes and places are scaled, its objects are its own', async (t) => {
  const { host, heard, hostSurface } = ownWindow({ scale });
  t.strictSame(host.seenOf('set_min_size'), [{ width: 50, height: 25 }]);
  t.strictSame(host.seenOf('damage'), [{ x: 1, y: 1, width: 2, height: 2 }]);
  t.match(host.seenOf('get_xdg_surface'), [{ surface: hostSurface }]);
  t.strictSame(heard, [[600, 40]]);
});

t.test('its titles have the tag', async (t) => {
  t.strictSame(ownWindow({ identity }).host.seenOf('set_title'), [{ title: '[x] mail' }]);
});

t.test('without a handler for it, it is the peer itself', async (t) => {
  const { peer, host, heard } = ownWindow({});
  t.equal(peer.context.asClient, peer.context);
  t.strictSame(host.seenOf('set_min_size'), [{ width: 100, height: 50 }]);
  t.strictSame(heard, [[300, 20]]);
});
