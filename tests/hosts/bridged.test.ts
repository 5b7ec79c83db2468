/**
 * A newer program on Debian 12's sway, which lacks what it would speak: through decant it speaks it, and looks as it does when it has
 * to do without.
 */
import t from 'tap';
import { runCommand } from '../../tools/hosts/child.js';
import { plainEnvironment } from '../../tools/hosts/host.js';
import { newerProgram } from '../../tools/hosts/newer.js';
import { difference, type Picture } from '../../tools/hosts/picture.js';
import { startSway, type Sway } from '../../tools/hosts/sway.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { inSession } from '../support/compare.js';
import { foot } from '../support/programs/catalogue.js';
import { lookSettled, runProgram } from '../support/programs/run.js';
import type { Program } from '../support/programs/program.js';
import type { Session } from '../support/session.js';
import { VirtualPointer } from '../support/virtual-pointer.js';

t.setTimeout(200_000);
t.comment('timeout=200000');

/** wlroots with pixman makes one pixel as large as a power of two without a gap at the edge, and no larger. */
const size = { width: 1024, height: 512 };
const startHost = (): Promise<Sway> => startSway(size);

const newerFoot: Program = {
  ...foot,
  env: { WAYLAND_DEBUG: '1' },
  prepare(place) {
    const newer = newerProgram('foot');
    if (!newer) throw new Error('not there: tools/hosts/fetch-newer.sh fetches it');
    const [, ...words] = foot.prepare(place);
    return [...newer, ...words];
  },
};

/** Control, Shift and U: characters by number, for which the terminal is dimmed by a single pixel that is made large. */
const dim = ['wtype', '-s', '300', '-M', 'ctrl', '-M', 'shift', '-k', 'u', '-m', 'shift', '-m', 'ctrl'];

interface Shown {
  readonly window: Picture;
  readonly dimmed: Picture;
  /** Of the program. */
  readonly log: string;
}

/** The pointer is in the window from the beginning. */
async function show(session: Session, host: Sway): Promise<Shown> {
  const pointer = await VirtualPointer.open(host.socketPath, size);
  pointer.moveTo(600, 300);
  const { child, empty } = await runProgram(newerFoot, session, '');
  // sway may not have said yet that the pointer is in the new window.
  pointer.moveTo(601, 300);
  pointer.moveTo(600, 300);
  const named = (): true | undefined => /-> .*\.(set_shape|set_cursor)\(/.test(child.log()) || undefined;
  await waitFor('foot has set its cursor', { timeoutMs: 20_000, detail: () => child.logTail() }, named);
  const window = await lookSettled('the cursor is there', session, { unlike: empty, settleMs: 1000 });
  await runCommand(dim, { ...plainEnvironment(session.home), ...host.env }, { timeoutMs: 60_000 });
  const dimmed = await lookSettled('it is dimmed', session, { unlike: window, settleMs: 1000 });
  pointer.close();
  return { window, dimmed, log: child.log() };
}

t.test('foot names its cursor and dims itself by one pixel, on a host that knows neither', async (t) => {
  const wanted = await inSession(startHost, 'direct', show);
  t.notMatch(wanted.log, /wp_(cursor_shape|single_pixel|fractional_scale)/, 'control');
  await inSession(startHost, 'decant', async (session, host) => {
    const { window, dimmed, log } = await show(session, host);
    t.strictSame(difference(window, wanted.window), { pixels: 0 }, 'its cursor is in the picture');
    t.strictSame(difference(dimmed, wanted.dimmed), { pixels: 0 }, 'dimmed');
    t.match(log, /-> wp_cursor_shape_device_v1[@#]\d+\.set_shape\(\d+, 9\)/);
    t.match(log, /-> wp_single_pixel_buffer_manager_v1[@#]\d+\.create_u32_rgba_buffer/);
    t.match(log, /wp_fractional_scale_v1[@#]\d+\.preferred_scale\(120\)/);
  });
});
