/** `_NET_SUPPORTED` and the page that says what comes of each of its atoms. */
import { readFileSync } from 'node:fs';
import t from 'tap';
import { supported } from '../../../src/x11/root.js';

t.test('what the window manager says that it does is what the documentation says', (t) => {
  const page = readFileSync('docs/X11.md', 'utf8');
  const [, table = ''] = page.split('`_NET_SUPPORTED` names it');
  const rows = table.split('\n').filter((line) => line.startsWith('| `'));
  const named = rows.flatMap((row) => row.split('|')[1]!.match(/_NET_\w+/g) ?? []);
  t.same(named.toSorted(), supported.toSorted());
  t.end();
});
