/** What hosts are told of toplevels besides what xdg-shell has, in memory: icons, modal dialogs, activation. */
import t from 'tap';
import * as activation from '../../src/protocol/generated/xdg-activation-v1.js';
import * as dialog from '../../src/protocol/generated/xdg-dialog-v1.js';
import * as icon from '../../src/protocol/generated/xdg-toplevel-icon-v1.js';
import { globals, listener, xwayland, type Xwayland } from '../support/fake-xwayland.js';
import { noLeaks } from '../support/fixture.js';

noLeaks(t);

const size = { width: 300, height: 200 };
const extras = { xdg_toplevel_icon_manager_v1: 1, xdg_wm_dialog_v1: 1, xdg_activation_v1: 1 };
const tables = [icon, dialog, activation].flatMap((module) => Object.values(module));

function opened(x: Xwayland) {
  const surface = x.surface();
  const window = x.windows.openToplevel(surface, listener())!;
  window.open();
  return { surface, window };
}

function shown(x: Xwayland, surface: number, window: ReturnType<typeof opened>['window']): void {
  x.configure({ width: 0, height: 0 });
  window.settle(size);
  x.draw(surface, x.buffer(300, 200));
}

const picture = (side: number) => ({ size: side, pixels: Buffer.alloc(side * side * 4, side) });
const names = ({ host }: Xwayland): string[] =>
  host.seen
    .map((each) => `${each.interface}.${each.message}`)
    .filter((each) => /icon|dialog|commit|wl_buffer/.test(each));

t.test('an icon is set with all its pictures, and nothing of it stays behind', (t) => {
  const x = xwayland({ globals: { ...globals, ...extras }, tables });
  t.ok(x.windows.takesIcons);
  const { surface, window } = opened(x);
  shown(x, surface, window);
  x.told();
  const before = names(x).length;
  window.setIcons([picture(32), picture(16)]);
  x.host.resume();
  t.same(names(x).slice(before), [
    'xdg_toplevel_icon_manager_v1.create_icon',
    'xdg_toplevel_icon_v1.add_buffer',
    'xdg_toplevel_icon_v1.add_buffer',
    'xdg_toplevel_icon_manager_v1.set_icon',
    'xdg_toplevel_icon_v1.destroy',
    'wl_buffer.destroy',
    'wl_buffer.destroy',
    'wl_surface.commit',
  ]);
  window.setIcons([]);
  t.equal(x.seenOf('set_icon').at(-1)?.['icon'], 0);
  t.end();
});

t.test('an icon that there is no memory for is not set, and the ids after it have no gap', (t) => {
  const x = xwayland({ globals: { ...globals, ...extras }, tables });
  const { drivers } = x.peer.context;
  const share = drivers.share.bind(drivers);
  let left = 1;
  Object.assign(drivers, {
    share: (...args: Parameters<typeof share>) => {
      if (left-- > 0) return share(...args);
      throw Object.assign(new Error('too many open files'), { code: 'EMFILE', errno: 24, syscall: 'open' });
    },
  });
  const { surface, window } = opened(x);
  shown(x, surface, window);
  window.setIcons([picture(32), picture(16)]);
  t.same(x.seenOf('create_icon'), []);
  t.equal(x.destroyed().filter((each) => each === 'wl_buffer').length, 1, 'what was made of it is gone');
  t.match(
    x.logged.filter((line) => line.includes('icon')),
    [/an icon cannot be shown: too many open files/],
  );
  left = 2;
  window.setIcons([picture(32), picture(16)]);
  t.equal(x.seenOf('add_buffer').length, 2, 'and the next one is set');
  t.same(x.ends, []);
  t.end();
});

t.test('a host without icons is told of none', (t) => {
  const x = xwayland();
  t.notOk(x.windows.takesIcons);
  const { window } = opened(x);
  window.setIcons([picture(16)]);
  t.same(x.seenOf('create_pool').length, 0);
  t.end();
});

t.test('a dialog is modal until it is not, and its object goes before its toplevel', (t) => {
  const x = xwayland({ globals: { ...globals, ...extras }, tables });
  const { window } = opened(x);
  window.setModal(false);
  t.equal(x.seenOf('get_xdg_dialog').length, 0, 'most windows need none');
  for (const on of [true, false, true]) window.setModal(on);
  t.equal(x.seenOf('get_xdg_dialog').length, 1);
  t.equal(x.seenOf('set_modal').length, 2);
  t.equal(x.seenOf('unset_modal').length, 1);
  window.close();
  t.same(x.destroyed().slice(0, 2), ['xdg_dialog_v1', 'xdg_toplevel']);
  t.end();
});

t.test('a window is activated with a token, once it is shown', (t) => {
  const x = xwayland({ globals: { ...globals, ...extras }, tables });
  t.ok(x.windows.activates);
  const { surface, window } = opened(x);
  window.activateWith('given');
  t.same(x.seenOf('activate'), []);
  shown(x, surface, window);
  t.match(x.seenOf('activate'), [{ token: 'given', surface: x.idOf('wl_surface') }]);
  window.activateWith('again');
  t.equal(x.seenOf('activate').length, 2);
  t.end();
});

t.test('a token for a window that is to come is asked for, where the host has any', async (t) => {
  const x = xwayland({ globals: { ...globals, ...extras }, tables });
  const token = x.windows.askForToken();
  x.host.say(x.idOf('xdg_activation_token_v1'), 'done', { token: 'fresh' });
  t.equal(await token, 'fresh');
  t.ok(x.destroyed().includes('xdg_activation_token_v1'));
  const y = xwayland();
  t.equal(await y.windows.askForToken(), undefined);
});
