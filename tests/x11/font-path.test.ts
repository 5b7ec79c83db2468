/** Font paths of a real Xwayland: what it leaves out is what decant warns of. */
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { runCommand } from '../../tools/hosts/child.js';
import { decantPath } from '../../tools/hosts/decant.js';
import { makePrivateDir, plainEnvironment } from '../../tools/hosts/host.js';
import { startWeston } from '../../tools/hosts/weston.js';

t.setTimeout(300_000);

t.test('elements of a font path that Xwayland leaves out are named, and no others', async (t) => {
  const host = await startWeston();
  const dir = makePrivateDir('decant-x11-fonts-');
  t.teardown(async () => {
    await host.stop();
    rmSync(dir, { recursive: true, force: true });
  });
  for (const name of ['fonts', 'empty', 'linked', 'uncounted']) mkdirSync(join(dir, name));
  writeFileSync(join(dir, 'fonts/fonts.dir'), '0\n');
  symlinkSync('../fonts/fonts.dir', join(dir, 'linked/fonts.dir'));
  writeFileSync(join(dir, 'uncounted/fonts.dir'), '');
  const taken = [join(dir, 'fonts'), `${join(dir, 'fonts')}/:unscaled`, `catalogue:${join(dir, 'empty')}`];
  const unusable = ['missing', 'empty', 'linked', 'uncounted'].map((name) => join(dir, name));
  const leftOut = [...unusable, 'misc', `catalogue:${join(dir, 'missing')}`];
  const fontPath = [...leftOut, ...taken, 'built-ins'].join(',');
  const env = { ...plainEnvironment(dir), ...host.env };
  const argv = [decantPath, '-X', `--x-font-path=${fontPath}`, 'xset', 'q'];
  const { stdout, stderr, status } = await runCommand(argv, env, { timeoutMs: 60_000 });
  t.equal(status, 0);
  t.match(stdout, `Font Path:\n  ${[...taken, 'built-ins'].join(',')}\n`);
  const named = [...stderr.matchAll(/ warn .*: Xwayland leaves out (\S+): /g)].map(([, element]) => element);
  t.same(named, leftOut);
});
