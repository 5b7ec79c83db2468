/** `npm run pictures`: makes the pictures of docs/SCALING.md, which are screenshots of a small headless sway. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readPicture } from '../../tools/hosts/picture.js';
import { startSway } from '../../tools/hosts/sway.js';
import { foot } from '../support/programs/catalogue.js';
import { runProgram } from '../support/programs/run.js';
import { openSession } from '../support/session.js';
import { keep } from './compare.js';

const folder = join(import.meta.dirname, '../../../docs/pictures');
const size = { width: 420, height: 240 };

/** Name of the file, scale of the host's output, flags. */
const pictures: readonly (readonly [string, string, readonly string[]])[] = [
  ['scale-1', '1', []],
  ['scale-0.5', '1', ['--scale=0.5']],
  ['scale-1.25', '1', ['--scale=1.25']],
  ['dense', '2', []],
  ['dense-0.75', '2', ['--scale=0.75']],
  ['dense-direct', '2', ['--direct-scale']],
];

mkdirSync(folder, { recursive: true });
for (const [name, scale, flags] of pictures) {
  const host = await startSway(size);
  await host.msg('output', 'HEADLESS-1', 'scale', scale);
  const session = await openSession(host, 'decant', flags);
  try {
    await runProgram(foot, session, '');
    const path = join(session.home, 'picture.png');
    await host.screenshot(path);
    keep(folder, name, readPicture(path));
    console.log(
      `docs/pictures/${name}.png: ${['decant', ...flags, 'foot'].join(' ')}, on an output of scale ${scale}`,
    );
  } finally {
    await session.close();
  }
}
