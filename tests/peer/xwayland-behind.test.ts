/** A host that takes nothing for a while, in memory: what X programs go on saying does not pile up. */
import t from 'tap';
import type { OwnedFd } from '../../src/native/fd.js';
import { selections } from '../../src/peer/xwayland/selections.js';
import { wl_seat } from '../../src/protocol/generated/wayland.js';
import * as icons from '../../src/protocol/generated/xdg-toplevel-icon-v1.js';
import { globals, listener, xwayland } from '../support/fake-xwayland.js';
import { noLeaks } from '../support/fixture.js';

noLeaks(t);

/** All that may be under way to a host that takes nothing. */
const most = 32 * 1024;

/** Windows whose host stops taking anything. */
function stuck(count = 1) {
  const x = xwayland({
    tables: Object.values(icons),
    globals: { ...globals, wl_seat: 5, wl_data_device_manager: 3, xdg_toplevel_icon_manager_v1: 1 },
    prepare: (peer) => void peer.context.part(selections),
  });
  const seat = x.client.bind(wl_seat);
  const keyboard = x.client.newId();
  x.client.say(seat, 'get_keyboard', { id: keyboard });
  x.host.say(x.idOf('wl_keyboard'), 'key', { serial: 33, time: 0, key: 30, state: 1 });
  const windows = Array.from({ length: count }, () => {
    const window = x.windows.openToplevel(x.surface(), listener())!;
    window.setIcons([]);
    return window;
  });
  x.host.resume();
  const { capacityBytes } = x.host.transport;
  x.host.reading = false;
  x.host.transport.capacityBytes = 0;
  const backlog = (): number => x.peer.context.hostBacklog.bytes;
  const goesOn = (): void => {
    x.host.transport.capacityBytes = capacityBytes;
    x.host.resume();
  };
  return { x, windows, backlog, goesOn };
}

const icon = (side: number) => ({ size: side, pixels: Buffer.alloc(side * side * 4) });

t.test('of what is said of a window to a host that takes nothing, the newest is told in the end', (t) => {
  const { x, windows, backlog, goesOn } = stuck();
  const [window] = windows;
  for (let i = 1; i <= 2000; i++) {
    window!.setTitle(`title ${i} ${'x'.repeat(100)}`);
    window!.setAppId(`id.${i}`);
    window!.setSizeLimits({ width: i, height: i }, { width: 0, height: 0 });
    window!.setIcons([icon(8), icon((i % 16) + 1)]);
    window!.setMaximized(i % 2 === 1);
    window!.setShape({ bounding: undefined, input: [{ x: 0, y: 0, width: i, height: 1 }] });
    window!.activate(false);
  }
  t.ok(backlog() < most, `${backlog()} bytes wait`);
  goesOn();
  t.match(x.seenOf('set_title').at(-1), { title: /^title 2000 / });
  t.match(x.seenOf('set_app_id').at(-1), { app_id: /id\.2000$/ });
  t.match(x.seenOf('set_min_size').at(-1), { width: 2000 });
  t.match(x.seenOf('add').at(-1), { width: 2000 });
  t.match(x.seenOf('create_buffer').at(-1), { width: 1 }, 'the last icon');
  t.equal(
    x.host.seen.findLast(({ message }) => message.endsWith('set_maximized'))?.message,
    'unset_maximized',
  );
  window!.setTitle('later');
  t.match(x.seenOf('set_title').at(-1), { title: 'later' }, 'and from then on everything at once');
  t.equal(backlog(), 0);
  t.end();
});

t.test('what is held for a window that is closed meanwhile is not told', (t) => {
  const { x, windows, goesOn } = stuck();
  const [window] = windows;
  for (let i = 0; i < 1000; i++) window!.setTitle(`title ${i} ${'x'.repeat(100)}`);
  window!.setIcons([icon(16)]);
  window!.close();
  goesOn();
  const said = x.host.seen.map(({ message }) => message);
  t.ok(said.includes('set_title'));
  t.notMatch(x.seenOf('set_title').at(-1), { title: /999/ });
  t.notOk(said.includes('create_icon'));
  t.ok(said.lastIndexOf('set_title') < said.lastIndexOf('destroy'));
  t.same(x.ends, []);
  t.end();
});

t.test('a host that goes on by and by is told of all windows', (t) => {
  const { x, windows, backlog } = stuck(300);
  for (let round = 0; round < 3; round++)
    for (const [i, window] of windows.entries()) {
      window.setTitle(`${round}/${i} ${'x'.repeat(100)}`);
      window.setIcons([icon(16), icon(24), icon(32)]);
    }
  t.ok(backlog() < most);
  x.host.transport.capacityBytes = 1000;
  x.host.resume();
  const titles = x.seenOf('set_title').map((args) => args['title'] as string);
  for (const [i] of windows.entries())
    t.ok(
      titles.some((title) => title.startsWith(`2/${i} `)),
      { id: i },
    );
  t.ok(titles.length < 2 * windows.length);
  t.equal(backlog(), 0);
  t.end();
});

t.test('an owner of a selection that is not the last one is not told to a host that takes nothing', (t) => {
  const { x, backlog, goesOn } = stuck();
  const host = x.peer.context.part(selections);
  const none = (_type: string, fd: OwnedFd): void => fd.close();
  for (let i = 1; i <= 500; i++) host.own('clipboard', [`text/x-${i}`, 'text/plain'], none);
  t.ok(backlog() < most, `${backlog()} bytes wait`);
  goesOn();
  t.ok(x.seenOf('offer').some((args) => args['mime_type'] === 'text/x-500'));
  t.equal(
    x.host.idsOf('wl_data_source').length - x.destroyed().filter((each) => each === 'wl_data_source').length,
    1,
  );
  x.host.reading = false;
  x.host.transport.capacityBytes = 0;
  for (let i = 1; i <= 500; i++) host.own('clipboard', [`text/y-${i}`, 'text/plain'], none);
  host.disown('clipboard');
  goesOn();
  t.match(x.seenOf('set_selection').at(-1), { source: 0 });
  t.notOk(x.seenOf('offer').some((args) => args['mime_type'] === 'text/y-500'));
  t.end();
});
