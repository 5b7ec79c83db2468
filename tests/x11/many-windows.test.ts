/** X11 windows that come and go: nothing of them is left, anywhere. `npm run soak -- --x11` is the long form. */
import t from 'tap';
import { soakWindows } from '../soak/x-windows.js';

t.setTimeout(300_000);

t.test('of windows that come and go no id, pixmap, descriptor or surface is left', async (t) => {
  const faults = await soakWindows({ rounds: 6, windows: 20, each: 2 });
  // So few rounds say nothing of memory.
  t.strictSame(
    faults.filter((fault) => !fault.startsWith('private memory')),
    [],
  );
});
