/** Who owns a selection, on sway: owners that follow each other across the border, and one that breaks its word. */
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { runCommand, type CommandResult } from '../../tools/hosts/child.js';
import { makePrivateDir, plainEnvironment } from '../../tools/hosts/host.js';
import { openDesk } from './desk.js';
import type { TestXClient } from './x-client.js';

t.setTimeout(300_000);

const { sway, x, until, opened } = await openDesk();
t.teardown(() => x.close());
const env = { ...plainEnvironment(sway.runtimeDir), ...sway.env };
/** A shell that stays reachable: wl-copy and xclip go to the background. */
const wayland = (script: string): Promise<CommandResult> =>
  runCommand(['timeout', '15', 'sh', '-c', script], env, { timeoutMs: 20_000 });
const pasteInX = async (name: string): Promise<string> =>
  (await x.run(['timeout', '5', 'xclip', '-o', '-selection', name])).stdout;
const pasteInWayland = async (flag: string): Promise<string> =>
  (await wayland(`timeout 5 wl-paste -n ${flag}`)).stdout;

for (const [name, flag] of [
  ['clipboard', ''],
  ['primary', '--primary'],
] as const)
  t.test(`whoever copies to ${name} last owns it on both sides, X and Wayland in turn`, async (t) => {
    const { client } = await opened(`Turns-${name}`);
    for (const round of [1, 2]) {
      await wayland(`printf 'wayland ${round}' | wl-copy ${flag} > /dev/null 2>&1`);
      await until('X has it', async () => (await pasteInX(name)) === `wayland ${round}`);
      t.equal(await pasteInWayland(flag), `wayland ${round}`);
      await until('Wayland has it', async () => {
        // The host gives nothing away without the user's doing.
        await wayland('wtype a');
        await x.run(['sh', '-c', `printf 'x ${round}' | xclip -i -selection ${name} > /dev/null 2>&1`]);
        return (await pasteInWayland(flag)) === `x ${round}`;
      });
      t.equal(await pasteInX(name), `x ${round}`);
    }
    client.close();
  });

/** Owns CLIPBOARD with the targets named. Says that it has delivered, and delivers only what is in `contents`. */
async function ownClipboard(client: TestXClient, id: number, contents: Map<string, string>) {
  const names = ['CLIPBOARD', 'TARGETS', ...contents.keys()];
  const atoms = await Promise.all(names.map((name) => client.intern(name)));
  client.x.on('event', (event) => {
    if (event.name !== 'SelectionRequest') return;
    const { requestor, target, property } = event as unknown as Record<string, number>;
    if (target === atoms[1]) client.setWords(requestor!, property!, 4, atoms.slice(1));
    const text = contents.get(names[atoms.indexOf(target!)]!);
    if (text) client.setText(requestor!, property!, target!, text);
    client.answer(event);
  });
  return async (): Promise<void> => {
    await wayland('wtype a');
    client.x.SetSelectionOwner(id, atoms[0]!);
    await client.sync();
  };
}

t.test(
  'an owner that says that it has delivered, and has not, is an empty paste, and stays the owner',
  async (t) => {
    const { client, id } = await opened('Liar');
    const contents = new Map([
      ['text/empty', ''],
      ['text/full', 'contents'],
    ]);
    const own = await ownClipboard(client, id, contents);
    await until('the host has its types', async () => {
      await own();
      return (await wayland('wl-paste -l')).stdout.includes('text/empty');
    });
    const empty = await wayland('timeout 10 wl-paste -n -t text/empty');
    t.same([empty.stdout, empty.status], ['', 0], 'it ends, with nothing');
    t.equal((await wayland('wl-paste -n -t text/full')).stdout, 'contents');
    t.notOk(
      client.events.some(({ name }) => name === 'SelectionClear'),
      'it is still the owner',
    );
    client.close();
  },
);

for (const [name, flag] of [
  ['clipboard', ''],
  ['primary', '--primary'],
] as const)
  t.test(`what is pasted from ${name} ends when its owner is killed in the middle of it`, async (t) => {
    const dir = makePrivateDir('decant-owners-');
    t.teardown(() => rmSync(dir, { recursive: true }));
    const file = join(dir, 'contents');
    // Several pieces of what xclip tells at once.
    writeFileSync(file, Buffer.alloc(32 * 1024 * 1024, 'contents'));
    const owner = x.start(['xclip', '-quiet', '-i', '-selection', name, file]);
    t.teardown(() => owner.stop());
    await until('the host has it', async () => {
      await wayland('wtype a');
      return (await wayland(`wl-paste -l ${flag}`)).stdout.includes('text/plain');
    });
    const pasted = join(dir, 'pasted');
    const go = join(dir, 'go');
    // Reads the beginning, and the rest when it is told to.
    const reader = `{ head -c 100000; until [ -e ${go} ]; do sleep 0.05; done; cat; } > ${pasted}`;
    const paste = wayland(`wl-paste -n ${flag} | ${reader}`);
    await until('it has begun', async () => (statSync(pasted, { throwIfNoEntry: false })?.size ?? 0) > 0);
    process.kill(owner.pid, 'SIGSTOP');
    writeFileSync(go, '');
    let size = 0;
    await until('xclip is waited for', () => {
      const before = size;
      size = statSync(pasted).size;
      return Promise.resolve(size === before && size > 100_000);
    });
    const ends = (): number => x.log().split('left before all of its selection had been told').length - 1;
    const before = ends();
    process.kill(owner.pid, 'SIGKILL');
    t.equal((await paste).status, 0);
    t.equal(ends(), before + 1, 'and not because it took too long');
    t.ok(statSync(pasted).size < statSync(file).size, 'it was in the middle');
    await until('the other side has no owner any more', async () =>
      (await wayland(`wl-paste -l ${flag}`)).stderr.includes('No selection'),
    );
  });
