/** With `--direct-scale`, windows that are configured once more for another output: what the host hears of it. */
import t from 'tap';
import { noLeaks } from '../support/fixture.js';
import { twoOutputs } from '../support/two-outputs.js';

noLeaks(t);

/** What the host has heard acknowledged. */
const acknowledged = ({ host }: ReturnType<typeof twoOutputs>): unknown[] =>
  host.seenOf('ack_configure').map(({ serial }) => serial);

t.test(
  'a configure that was said again is acknowledged once, whatever the host says in between',
  async (t) => {
    const made = twoOutputs();
    const { client, host, xdgSurface, configure, enter, leave, first, second } = made;
    enter(first);
    configure(400, 300, 7);
    enter(second);
    leave(first);
    const [hostToplevel, hostXdg] = [host.idOf('xdg_toplevel'), host.idOf('xdg_surface')];
    host.say(hostToplevel, 'configure', { width: 500, height: 300, states: new Uint8Array(0) });
    host.say(hostXdg, 'configure', { serial: 8 });
    t.strictSame(
      client.seen
        .filter(({ id, message }) => id === xdgSurface && message === 'configure')
        .map(({ args }) => args),
      [{ serial: 7 }, { serial: 7 }, { serial: 8 }],
    );
    client.say(xdgSurface, 'ack_configure', { serial: 7 });
    client.say(xdgSurface, 'ack_configure', { serial: 8 });
    t.strictSame(acknowledged(made), [7, 8]);
  },
);

t.test('a window that is made anew is told nothing of the one before it', async (t) => {
  const { client, make, xdgSurface, toplevel, configure, enter, leave, first, second, sizes } = twoOutputs();
  enter(first);
  configure(400, 300, 7);
  client.say(toplevel, 'destroy');
  const next = make(xdgSurface, 'get_toplevel');
  enter(second);
  leave(first);
  t.strictSame(sizes(), [[400, 300]]);
  t.notOk(client.seen.some(({ id, message }) => id === next && message === 'configure'));
});

t.test('a window that is taken off the screen is told nothing until the host configures it', async (t) => {
  const { client, host, wlSurface, xdgSurface, configure, show, enter, leave, first, second, sizes } =
    twoOutputs();
  enter(first);
  configure(400, 300, 7);
  show(wlSurface, 400, 300);
  client.say(wlSurface, 'attach', { buffer: 0, x: 0, y: 0 });
  client.say(wlSurface, 'commit');
  enter(second);
  leave(first);
  t.strictSame(sizes(), [[400, 300]]);
  client.say(wlSurface, 'commit');
  host.say(host.idOf('xdg_toplevel'), 'configure', { width: 400, height: 300, states: new Uint8Array(0) });
  host.say(host.idOf('xdg_surface'), 'configure', { serial: 8 });
  client.say(xdgSurface, 'ack_configure', { serial: 8 });
  enter(first);
  leave(second);
  t.strictSame(sizes().slice(1), [
    [800, 600],
    [400, 300],
  ]);
});
