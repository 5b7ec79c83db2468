/** What xdotool does in the user's place (XTEST), on sway: types into a terminal, clicks into a window. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { openDesk } from './desk.js';

t.setTimeout(300_000);

const { x, until, opened } = await openDesk();
t.teardown(() => x.close());

t.test('what it types arrives in the active window', async (t) => {
  const typed = join(x.env['HOME']!, 'typed');
  const read = 'read line; printf %s "$line" > typed.part; mv typed.part typed; exec sleep 1000';
  const terminal = x.start(['xterm', '-e', 'sh', '-c', read]);
  const { id } = await x.window('XTerm');
  await until('it has the focus', async () => {
    const { stdout } = await x.run(['xdotool', 'getwindowfocus', 'getwindowname']);
    return stdout.trim() !== '' && (await x.windows()).some((each) => each.id === id && each.focused);
  });
  t.equal((await x.run(['xdotool', 'type', 'a {b} & C'])).status, 0);
  t.equal((await x.run(['xdotool', 'key', 'Return'])).status, 0);
  await until('the line', () => Promise.resolve(existsSync(typed)));
  t.equal(readFileSync(typed, 'utf8'), 'a {b} & C');
  await terminal.stop();
});

t.test('a click of its is one where it has moved the pointer to', async (t) => {
  const { client, id } = await opened('Clicked');
  const words = ['mousemove', '--window', String(id), '--sync', '70', '60', 'click', '1'];
  const hit = () => client.events.find(({ name, wid }) => name === 'ButtonPress' && wid === id);
  await until('the click', async () => {
    await x.run(['timeout', '5', 'xdotool', ...words]);
    return hit() !== undefined;
  });
  t.match(hit(), { x: 70, y: 60 });
  client.close();
});
