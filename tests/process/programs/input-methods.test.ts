/**
 * Text that an input method writes, in real programs on real compositors: through a peer that only passes it on, and over the bridges
 * between the versions of text-input, both ways.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { runCommand, startChild } from '../../../tools/hosts/child.js';
import { plainEnvironment } from '../../../tools/hosts/host.js';
import { startNestedWeston } from '../../../tools/hosts/nested-weston.js';
import type { Picture } from '../../../tools/hosts/picture.js';
import { startSway, type Sway } from '../../../tools/hosts/sway.js';
import { waitFor } from '../../../tools/hosts/wait.js';
import { inSession, samePicture } from '../../support/compare.js';
import { InputMethod } from '../../support/input-method.js';
import { footConfiguration } from '../../support/programs/catalogue.js';
import { look, lookSettled } from '../../support/programs/run.js';
import { writeHomeFile } from '../../support/programs/toolkit.js';
import type { Session } from '../../support/session.js';
import { VirtualPointer } from '../../support/virtual-pointer.js';

t.setTimeout(600_000);
t.comment('timeout=600000');

const size = { width: 800, height: 600 };
const waits = { timeoutMs: 30_000 };
const settleMs = 700;
const startHost = (): Promise<Sway> => startSway({ ...size, config: ['seat * hide_cursor 100'] });

/** While `use` runs, the seat of `sway` has a keyboard, whose keys nobody presses, and a pointer. */
async function withDevices(
  session: Session,
  sway: Sway,
  use: (pointer: VirtualPointer) => Promise<void>,
): Promise<void> {
  const keyboard = startChild(['wtype', '-s', '1000000', '-k', 'Escape'], {
    env: { ...plainEnvironment(session.home), ...sway.env },
    logPath: join(session.home, 'keyboard.log'),
  });
  const pointer = await VirtualPointer.open(sway.socketPath, size);
  try {
    pointer.moveTo(5, 5);
    await waitFor('the seat has both', waits, async () => {
      const seats = await sway.msg('--raw', '-t', 'get_seats');
      return (seats.includes('"keyboard"') && seats.includes('"pointer"')) || undefined;
    });
    await use(pointer);
  } finally {
    pointer.close();
    await keyboard.stop();
  }
}

/** Starts a terminal whose program keeps what it reads. */
async function startReader(session: Session): Promise<{ log(): string; read(): string }> {
  const file = join(session.home, 'typed');
  const config = writeHomeFile(session.home, 'foot.ini', footConfiguration);
  const script = `stty raw -echo; touch ${file}; exec cat > ${file}`;
  const argv = ['foot', `--config=${config}`, 'sh', '-c', script];
  const terminal = session.start(argv, { WAYLAND_DEBUG: '1' });
  const detail = (): string => terminal.logTail();
  await waitFor('the terminal reads', { ...waits, detail }, () => existsSync(file) || undefined);
  return { log: () => terminal.log(), read: () => readFileSync(file, 'utf8') };
}

await t.test(
  'what is being written, and what is written, is in a terminal as it is without decant',
  async (t) => {
    let wanted: Picture | undefined;
    for (const leg of ['direct', 'decant'] as const)
      await inSession(startHost, leg, (session, host) =>
        withDevices(session, host, async () => {
          const method = await InputMethod.open(host.socketPath);
          const { read } = await startReader(session);
          await waitFor('the terminal may be written in', waits, () => method.writing);
          const before = await look(session);
          method.preedit('prä');
          if (wanted) await samePicture(t, session, 'preedit', wanted);
          else wanted = await lookSettled('it is shown', session, { unlike: before, settleMs });
          t.equal(read(), '', 'it is only shown');
          method.write('Grüße');
          await waitFor('it is written', waits, () => read() === 'Grüße' || undefined);
          t.equal(read(), 'Grüße');
          method.close();
        }),
      );
  },
);

await t.test(
  'a program of version 1 is written in by an input method of sway, which has version 3',
  async (t) => {
    await inSession(startHost, 'decant', (session, host) =>
      withDevices(session, host, async (pointer) => {
        const method = await InputMethod.open(host.socketPath);
        const editor = session.start(['weston-editor'], { WAYLAND_DEBUG: '1' });
        const detail = (): string => editor.logTail();
        const heard = (pattern: RegExp): Promise<boolean> =>
          waitFor(`${pattern}`, { ...waits, detail }, () => pattern.test(editor.log()) || undefined);
        const stands = (text: string): Promise<unknown> =>
          waitFor(
            `"${text}" stands there`,
            { ...waits, detail },
            () => method.writing?.surrounding?.text === text || undefined,
          );
        await waitFor('the pointer is in its window', { ...waits, detail, stepMs: 300 }, () => {
          pointer.moveTo(101, 180);
          pointer.moveTo(100, 180);
          return /wl_pointer[@#]\d+\.motion/.test(editor.log()) || undefined;
        });
        pointer.press();
        pointer.release();
        await waitFor('its first field may be written in', { ...waits, detail }, () => method.writing);
        t.match(editor.log(), /-> wl_registry[@#]\d+\.bind\(\d+, "zwp_text_input_manager_v1"/);
        await stands('Entry');
        t.strictSame(method.writing?.surrounding, { text: 'Entry', cursor: 5, anchor: 5 });
        method.preedit('prä');
        await heard(/zwp_text_input_v1[@#]\d+\.preedit_string\(\d+, "prä", "prä"\)/);
        method.write('Grüße');
        await stands('EntryGrüße');
        method.write('!', 3);
        await stands('EntryGrü!');
        t.strictSame(method.writing?.surrounding, { text: 'EntryGrü!', cursor: 10, anchor: 10 });
        method.close();
      }),
    );
  },
);

await t.test(
  'a program of version 3 is written in by weston’s input method, which has version 1',
  async (t) => {
    const startWeston = () => startNestedWeston('weston-simple-im');
    await inSession(startWeston, 'decant', (session, { outer }) =>
      withDevices(session, outer, async () => {
        const { log, read } = await startReader(session);
        // Each run brings a keyboard of its own, and weston lets go of the window and takes it again for it.
        const keys = [
          '-s',
          '1000',
          '-k',
          'Multi_key',
          '-s',
          '300',
          '-k',
          'quotedbl',
          '-s',
          '300',
          '-k',
          'a',
          '-s',
          '300',
        ];
        const env = { ...plainEnvironment(session.home), ...outer.env };
        await waitFor('it is written', { ...waits, detail: log }, async () => {
          await runCommand(['wtype', ...keys], env, { timeoutMs: 60_000 });
          return read().includes('ä') || undefined;
        });
        t.match(log(), /-> wl_registry[@#]\d+\.bind\(\d+, "zwp_text_input_manager_v3"/);
        t.match(
          log(),
          /zwp_text_input_v3[@#]\d+\.preedit_string\("""/,
          'a key that waits for the next is shown',
        );
        t.match(log(), /zwp_text_input_v3[@#]\d+\.commit_string\("ä"\)/);
      }),
    );
  },
);
