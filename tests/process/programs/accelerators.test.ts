/** Keys typed on sway by a virtual keyboard, which brings a keymap of its own: some are kept from the program. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { runCommand } from '../../../tools/hosts/child.js';
import { plainEnvironment } from '../../../tools/hosts/host.js';
import { startSway } from '../../../tools/hosts/sway.js';
import { waitFor } from '../../../tools/hosts/wait.js';
import { openSession } from '../../support/session.js';

/** Types into a terminal behind decant with these flags; what the program in it has read. */
async function typed(
  flags: readonly string[],
  [first = '', ...others]: readonly string[],
  footFlags: readonly string[] = [],
) {
  const session = await openSession(await startSway(), 'decant', flags);
  try {
    const { host, home } = session;
    const file = join(home, 'typed');
    session.start(['foot', ...footFlags, 'sh', '-c', `stty raw -echo; touch ${file}; exec cat > ${file}`]);
    const read = (): string => readFileSync(file, 'utf8');
    await waitFor('the terminal reads', { timeoutMs: 10_000 }, () => existsSync(file) || undefined);
    const wtype = (...words: string[]) =>
      runCommand(['wtype', ...words], { ...plainEnvironment(home), ...host.env }, { timeoutMs: 20_000 });
    await waitFor('keys arrive', { timeoutMs: 10_000 }, async () => {
      await wtype('.');
      return read().includes('.') || undefined;
    });
    // The first key comes with a new keymap, and not every host brings both in order: there is a while between them.
    await wtype('-s', '500', `.${first}`, ...others);
    await waitFor('the last key arrives', { timeoutMs: 10_000 }, () => read().endsWith('!') || undefined);
    return read().replaceAll('.', '');
  } finally {
    await session.close();
  }
}

t.test('an accelerator is not typed, everything else is', async (t) => {
  t.equal(await typed([], ['axb!']), 'axb!', 'control');
  t.equal(
    await typed(['--accelerators=x,<Control>k'], ['axb', '-M', 'ctrl', 'k', '-m', 'ctrl', 'k!']),
    'abk!',
  );
});

t.test('a windowed one is typed on a whole screen', async (t) => {
  const flags = ['--windowed-accelerators=x'];
  t.equal(await typed(flags, ['axb!']), 'ab!');
  t.equal(await typed(flags, ['axb!'], ['--fullscreen']), 'axb!');
});

t.test('a key that nobody knows ends decant with the status of a usage error', async (t) => {
  const { status, stderr } = await runCommand(
    [join(import.meta.dirname, '../../../../bin/decant'), '--accelerators=Hyperdrive', 'true'],
    { ...plainEnvironment('/tmp'), XDG_RUNTIME_DIR: '/tmp' },
  );
  t.equal(status, 2);
  t.match(stderr, /--accelerators=Hyperdrive: "Hyperdrive" is not the name of a key/);
});
