/** Copying between X11 programs and Wayland programs on sway: xclip on one side, wl-clipboard on the other. */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { runCommand, type CommandResult } from '../../tools/hosts/child.js';
import { plainEnvironment } from '../../tools/hosts/host.js';
import { startSway } from '../../tools/hosts/sway.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { openX11 } from './session.js';
import { TestXClient } from './x-client.js';

const sway = await startSway();
const x = await openX11(sway);
t.teardown(() => x.close());

const dir = sway.runtimeDir;
const soon = { timeoutMs: 15_000, detail: () => x.log().split('\n').slice(-20).join('\n') };
const env = { ...plainEnvironment(dir), ...sway.env };
const selections = ['clipboard', 'primary'] as const;

/** A shell that stays reachable: wl-copy and xclip go to the background. */
const wayland = (script: string): Promise<CommandResult> =>
  runCommand(['timeout', '15', 'sh', '-c', script], env, { timeoutMs: 20_000 });
const xside = (script: string): Promise<CommandResult> => x.run(['timeout', '15', 'sh', '-c', script]);
/**
 * Copies by an X11 program. The host gives nothing away without the user's doing, so a key is pressed before; decant may
 * hear of the copy first, as no user would let it, so whoever pastes has it copied again.
 */
async function copyInX(script: string): Promise<void> {
  await wayland('wtype a');
  await xside(`${script} > /dev/null 2>&1`);
}
const primary = (name: string): string => (name === 'primary' ? '--primary' : '');

// The host gives a selection to the client that has its user's attention, so something of X must have it.
const program = x.start(['xterm', '-e', 'sleep', '1000']);
await x.window('XTerm');
await wayland('wtype a');
t.teardown(() => program.stop());

const hash = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Repeats a paste until it has what was copied. */
async function pasted(what: string, paste: () => Promise<CommandResult>, wanted: string): Promise<string> {
  let last = '';
  await waitFor(
    `${what}: ${wanted}`,
    { ...soon, detail: () => `last: ${last}\n${soon.detail()}` },
    async () => {
      const { stdout, stderr } = await paste();
      last = stdout + stderr;
      return stdout === wanted || undefined;
    },
  );
  return last;
}

for (const name of selections) {
  t.test(`what an X11 program copies to ${name} a Wayland program pastes`, async (t) => {
    const text = `from X, größer ${name}`;
    const paste = async (): Promise<CommandResult> => {
      await copyInX(`printf 'from X, größer ${name}' | xclip -i -selection ${name}`);
      return wayland(`wl-paste -n ${primary(name)}`);
    };
    t.equal(await pasted(name, paste, text), text);
    const { stdout } = await wayland(`wl-paste -l ${primary(name)}`);
    t.match(stdout, 'text/plain;charset=utf-8');
    t.notMatch(stdout, 'TARGETS');
  });

  t.test(`what a Wayland program copies to ${name} an X11 program pastes`, async (t) => {
    await wayland(`printf 'from Wayland, größer ${name}' | wl-copy ${primary(name)} > /dev/null 2>&1`);
    const text = `from Wayland, größer ${name}`;
    const paste = (target: string) => () => xside(`xclip -o -selection ${name} -target ${target}`);
    t.equal(await pasted(name, paste('UTF8_STRING'), text), text);
    t.equal(await pasted(name, paste('text/plain'), text), text);
    const { stdout: targets } = await paste('TARGETS')();
    for (const target of ['TARGETS', 'TIMESTAMP', 'MULTIPLE', 'UTF8_STRING', 'text/plain'])
      t.match(targets, target);
    t.match((await paste('TIMESTAMP')()).stdout, /^\d+\n?$/);
    t.not((await paste('image/png')()).status, 0, 'what is not there is refused');
  });
}

t.test('an X11 program gets several targets by one request', async (t) => {
  await wayland(`printf several | wl-copy > /dev/null 2>&1`);
  await pasted('text', () => xside('xclip -o -selection clipboard -target UTF8_STRING'), 'several');
  const client = await TestXClient.open(x.display);
  const window = client.create({ x: 0, y: 0, width: 1, height: 1, color: 0 });
  const names = [
    'CLIPBOARD',
    'MULTIPLE',
    'ATOM_PAIR',
    'UTF8_STRING',
    'image/png',
    'TIMESTAMP',
    'A',
    'B',
    'C',
    'PAIRS',
  ];
  const atoms = await Promise.all(names.map((name) => client.intern(name)));
  const atom = (name: string): number => atoms[names.indexOf(name)]!;
  const pairs = ['UTF8_STRING', 'A', 'image/png', 'B', 'TIMESTAMP', 'C'].map(atom);
  client.setWords(window, atom('PAIRS'), atom('ATOM_PAIR'), pairs);
  client.x.ConvertSelection(window, atom('CLIPBOARD'), atom('MULTIPLE'), atom('PAIRS'));
  await waitFor('the answer', soon, () => client.events.find(({ name }) => name === 'SelectionNotify'));
  const value = (name: string): Promise<Buffer> =>
    new Promise((resolve) => {
      client.x.GetProperty(0, window, atom(name), 0, 0, 100, (_error, found) => resolve(found.data));
    });
  t.equal((await value('A')).toString(), 'several');
  t.equal((await value('B')).length, 0);
  t.equal((await value('C')).length, 4);
  t.equal((await value('PAIRS')).readUInt32LE(12), 0, 'what is not there is marked');
  client.close();
});

t.test('what a program has copied is there after it has left, if it asks for that', async (t) => {
  const client = await TestXClient.open(x.display);
  const names = [
    'CLIPBOARD',
    'CLIPBOARD_MANAGER',
    'SAVE_TARGETS',
    'TARGETS',
    'UTF8_STRING',
    'image/png',
    'SAVED',
  ];
  const atoms = await Promise.all(names.map((name) => client.intern(name)));
  const atom = (name: string): number => atoms[names.indexOf(name)]!;
  const window = client.create({ x: 0, y: 0, width: 1, height: 1, color: 0 });
  const image = 'i'.repeat(150_000);
  client.x.on('event', (event) => {
    if (event.name !== 'SelectionRequest') return;
    const { requestor, target, property } = event as unknown as Record<string, number>;
    if (target === atom('TARGETS'))
      client.setWords(requestor!, property!, 4, [target, atom('UTF8_STRING'), atom('image/png')]);
    else client.setText(requestor!, property!, target!, target === atom('image/png') ? image : 'bequest');
    client.answer(event);
  });
  const before = async (): Promise<CommandResult> => {
    await wayland('wtype a');
    client.x.SetSelectionOwner(window, atom('CLIPBOARD'));
    await client.sync();
    return wayland('wl-paste -n');
  };
  await pasted('before', before, 'bequest');
  client.x.ConvertSelection(window, atom('CLIPBOARD_MANAGER'), atom('SAVE_TARGETS'), atom('SAVED'));
  await waitFor('it is saved', soon, () => client.events.find(({ name }) => name === 'SelectionNotify'));
  client.close();
  t.equal(
    await pasted('after, in X', () => xside('xclip -o -selection clipboard -target UTF8_STRING'), 'bequest'),
    'bequest',
  );
  t.equal(await pasted('after, outside', () => wayland('wl-paste -n'), 'bequest'), 'bequest');
  t.equal((await xside('xclip -o -selection clipboard -target image/png')).stdout, image);
  const next = async (): Promise<CommandResult> => {
    await copyInX('printf next | xclip -i -selection clipboard');
    return wayland('wl-paste -n');
  };
  t.equal(await pasted('the next', next, 'next'), 'next');
});

t.test('types that are no text keep their name and their bytes', async (t) => {
  const image = join(dir, 'image');
  writeFileSync(image, randomBytes(1000), { mode: 0o644 });
  const wanted = hash(readFileSync(image));
  await wayland(`wl-copy -t image/png < ${image} > /dev/null 2>&1`);
  const fromWayland = async (): Promise<CommandResult> =>
    xside('xclip -o -selection clipboard -target image/png | sha256sum | cut -c1-64 | tr -d "\\n"');
  t.equal(await pasted('image to X', fromWayland, wanted), wanted);
  writeFileSync(image, randomBytes(1000));
  const next = hash(readFileSync(image));
  const fromX = async (): Promise<CommandResult> => {
    await copyInX(`xclip -i -selection clipboard -target image/png ${image}`);
    return wayland('wl-paste -t image/png | sha256sum | cut -c1-64 | tr -d "\\n"');
  };
  t.equal(await pasted('image from X', fromX, next), next);
});

t.test('64 MB go either way, many at once', async (t) => {
  const big = join(dir, 'big');
  writeFileSync(big, randomBytes(64 * 1024 * 1024), { mode: 0o644 });
  const wanted = hash(readFileSync(big));
  const sum = '| sha256sum | cut -c1-64 | tr -d "\\n"';
  await wayland(`wl-copy -t application/x-big < ${big} > /dev/null 2>&1`);
  const toX = (): Promise<CommandResult> =>
    xside(`xclip -o -selection clipboard -target application/x-big ${sum}`);
  t.equal(await pasted('big to X', toX, wanted), wanted);
  const two = await Promise.all([toX(), toX()]);
  t.same(
    two.map(({ stdout }) => stdout),
    [wanted, wanted],
  );
  const toWayland = async (): Promise<CommandResult> => {
    await copyInX(`xclip -i -selection clipboard -target application/x-big2 ${big}`);
    return wayland(`wl-paste -t application/x-big2 ${sum}`);
  };
  t.equal(await pasted('big from X', toWayland, wanted), wanted);
});

t.test('a reader that stops in the middle and an owner that dies keep nobody from copying', async (t) => {
  const big = join(dir, 'big');
  await wayland(`wl-copy -t application/x-big < ${big} > /dev/null 2>&1`);
  await pasted(
    'to X',
    () => xside('xclip -o -selection clipboard -t application/x-big | head -c 9 | wc -c | tr -d "\\n"'),
    '9',
  );
  await xside('xclip -i -selection clipboard -t application/x-big2 < /dev/zero & sleep 0.2; kill $!');
  const after = async (): Promise<CommandResult> => {
    await copyInX('printf after | xclip -i -selection clipboard');
    return wayland('wl-paste -n');
  };
  t.equal(await pasted('after', after, 'after'), 'after');
});
