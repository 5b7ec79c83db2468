/** Programs that use sway's own extensions through decant: virtual keyboard, screen copies, output management. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { runCommand } from '../../../tools/hosts/child.js';
import { plainEnvironment } from '../../../tools/hosts/host.js';
import { difference, readPicture } from '../../../tools/hosts/picture.js';
import { startSway } from '../../../tools/hosts/sway.js';
import { waitFor } from '../../../tools/hosts/wait.js';
import { inSession, provenDecants } from '../../support/compare.js';
import { foot, footConfiguration } from '../../support/programs/catalogue.js';
import type { Program } from '../../support/programs/program.js';
import { look, runProgram } from '../../support/programs/run.js';
import { writeHomeFile } from '../../support/programs/toolkit.js';

/** A terminal whose shell writes the first line typed into the file `typed`. */
const askingFoot: Program = {
  ...foot,
  prepare({ home }) {
    const config = writeHomeFile(home, 'foot.ini', footConfiguration);
    const script =
      'echo type something; IFS= read -r line; printf %s "$line" > typed.part; mv typed.part typed; exec sleep 1000';
    return ['foot', `--config=${config}`, 'sh', '-c', script];
  },
};

await t.test('wtype types into foot, both through decant, and the shell inside reads it', async (t) => {
  await inSession(startSway, 'decant', async (session) => {
    const { child } = await runProgram(askingFoot, session, '');
    await provenDecants(t, session, child.pid);
    const text = 'Grüße through decant: 100% {ok}';
    // The keyboard comes with wtype; half a second lets the terminal take it before the first key.
    const typing = await session.run(['wtype', '-s', '500', text, '-k', 'Return']);
    t.equal(typing.status, 0, typing.stderr);
    const file = join(session.home, 'typed');
    await waitFor('the line arrives', { timeoutMs: 10_000 }, () => existsSync(file) || undefined);
    t.equal(readFileSync(file, 'utf8'), text);
  });
});

await t.test('grim through decant takes the picture that it takes directly', async (t) => {
  await inSession(startSway, 'decant', async (session) => {
    const { picture, empty } = await runProgram(foot, session, '');
    const path = join(session.home, 'through.png');
    const { status, stderr } = await session.run(['grim', path]);
    t.equal(status, 0, stderr);
    const through = readPicture(path);
    t.not(difference(through, empty).pixels, 0, 'it is not the empty desktop');
    t.strictSame(difference(through, picture), { pixels: 0 });
    t.strictSame(
      difference(through, await look(session)),
      { pixels: 0 },
      'the host has not changed meanwhile',
    );
  });
});

await t.test('wlr-randr lists the same outputs through decant', async (t) => {
  await inSession(startSway, 'decant', async (session, host) => {
    await host.msg('create_output');
    const direct = await runCommand(['wlr-randr'], { ...plainEnvironment(session.home), ...host.env });
    const through = await session.run(['wlr-randr']);
    t.match(direct.stdout, /^HEADLESS-1 [^]*^HEADLESS-2 /m, 'control: there is something to list');
    t.strictSame(through, direct);
  });
});
