/** What a program asks of the host by the thousand, in memory: little of it is on its way at once. */
import t from 'tap';
import * as activation from '../../src/protocol/generated/xdg-activation-v1.js';
import { globals, listener, xwayland } from '../support/fake-xwayland.js';
import { noLeaks } from '../support/fixture.js';

noLeaks(t);

const times = (count: number, work: (i: number) => void): void => {
  for (let i = 0; i < count; i++) work(i);
};

t.test('of states that are asked for faster than the host answers the last counts', (t) => {
  const x = xwayland();
  const window = x.windows.openToplevel(x.surface(), listener())!;
  times(1000, (i) => window.setFullscreen(i % 2 === 0));
  times(1000, () => window.setMaximized(true));
  const count = (): number => x.seenOf('set_fullscreen').length + x.seenOf('unset_fullscreen').length;
  t.equal(count(), 8);
  t.equal(x.seenOf('set_maximized').length, 0);
  const last = x.seenOf('unset_fullscreen').length;
  for (const { callback } of x.seenOf('sync')) x.host.say(callback as number, 'done', { callback_data: 0 });
  t.equal(count(), 9);
  t.equal(x.seenOf('unset_fullscreen').length, last + 1, 'the last of them');
  t.equal(x.seenOf('set_maximized').length, 1);
  t.end();
});

t.test('a window has one token at a time asked for, a start of a program one of a few', async (t) => {
  const x = xwayland({
    tables: Object.values(activation),
    globals: { ...globals, xdg_activation_v1: 1 },
  });
  const window = x.windows.openToplevel(x.surface(), listener())!;
  times(1000, () => window.activate(false));
  t.equal(x.seenOf('get_activation_token').length, 1);
  x.host.say(x.idOf('xdg_activation_token_v1'), 'done', { token: 'a' });
  window.activate(false);
  t.equal(x.seenOf('get_activation_token').length, 2);
  const starts = Array.from({ length: 1000 }, () => x.windows.askForToken());
  t.equal(x.seenOf('get_activation_token').length, 2 + 16);
  t.equal(await starts.at(-1), undefined);
});
