/** `--clipboard` in X11 mode: which way selections may go, on sway. */
import t from 'tap';
import { runCommand, type CommandResult } from '../../tools/hosts/child.js';
import { plainEnvironment } from '../../tools/hosts/host.js';
import { openDesk } from './desk.js';

t.setTimeout(300_000);

const names = ['clipboard', 'primary'] as const;

/** A sway with decant that lets selections go one way, a window of X that has the focus, and both sides' programs. */
async function oneWay(way: string) {
  const { sway, x, until, opened } = await openDesk({ flags: [`--clipboard=${way}`] });
  await opened('Focus');
  const env = { ...plainEnvironment(sway.runtimeDir), ...sway.env };
  const wayland = (script: string): Promise<CommandResult> =>
    runCommand(['timeout', '15', 'sh', '-c', script], env, { timeoutMs: 20_000 });
  const side = (name: string): string => (name === 'primary' ? '--primary' : '');
  return {
    x,
    until,
    async copyInX(name: string, text: string): Promise<void> {
      await wayland('wtype a');
      await x.run(['sh', '-c', `printf '${text}' | xclip -i -selection ${name} > /dev/null 2>&1`]);
    },
    copyInWayland: (name: string, text: string) =>
      wayland(`printf '${text}' | wl-copy ${side(name)} > /dev/null 2>&1`),
    pasteInX: async (name: string) =>
      (await x.run(['timeout', '5', 'xclip', '-o', '-selection', name])).stdout,
    pasteInWayland: async (name: string) => (await wayland(`wl-paste -n ${side(name)}`)).stdout,
  };
}

t.test('to the host only', async (t) => {
  const { x, until, copyInX, copyInWayland, pasteInX, pasteInWayland } = await oneWay('to-host');
  t.teardown(() => x.close());
  for (const name of names) {
    await until(`Wayland has it (${name})`, async () => {
      await copyInX(name, `x-${name}`);
      return (await pasteInWayland(name)) === `x-${name}`;
    });
    await copyInWayland(name, `w-${name}`);
    t.equal(await pasteInWayland(name), `w-${name}`);
    t.equal(await pasteInX(name), `x-${name}`);
  }
});

t.test('from the host only', async (t) => {
  const { x, until, copyInX, copyInWayland, pasteInX, pasteInWayland } = await oneWay('from-host');
  t.teardown(() => x.close());
  for (const name of names) {
    await copyInWayland(name, `w-${name}`);
    await until(`X has it (${name})`, async () => (await pasteInX(name)) === `w-${name}`);
    await copyInX(name, `x-${name}`);
    await until('decant has seen it', async () => x.log().includes(`${name}: an X11 program offers`));
    t.equal(await pasteInX(name), `x-${name}`, 'X programs among themselves');
    t.equal(await pasteInWayland(name), `w-${name}`);
  }
});
