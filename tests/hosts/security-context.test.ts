/** Clients of a newer sway that it knows to be sandboxed: Debian 12's has no security-context-v1. */
import { readdirSync } from 'node:fs';
import t from 'tap';
import { newerSway } from '../../tools/hosts/newer.js';
import { isSway, startSway, type Sway } from '../../tools/hosts/sway.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { openSession } from '../support/session.js';

const timeoutMs = 10_000;

function startNewerSway(): Promise<Sway> {
  const installation = newerSway();
  if (!installation) throw new Error('no newer sway: tools/hosts/fetch-newer.sh fetches it');
  return startSway({ installation });
}

await t.test('sway knows a window as a sandbox’s, and keeps from it what is not for such', async (t) => {
  const flags = ['--security-context', '--application-id=work', '--vm-identifier=vm7'];
  const session = await openSession(await startNewerSway(), 'decant', flags);
  try {
    session.start(['foot', 'sleep', '60']);
    const { host } = session;
    if (!isSway(host)) throw new Error('sway was started');
    const tree = await waitFor('the window is there', { timeoutMs }, async () => {
      const text = await host.msg('--raw', '-t', 'get_tree');
      return text.includes('sandbox_engine') && text.includes('"app_id": "work"') ? text : undefined;
    });
    t.match(tree, '"sandbox_engine": "app.decant"');
    t.match(tree, '"sandbox_app_id": "work"');
    t.match(tree, '"sandbox_instance_id": "vm7"');
    const { stdout } = await session.run(['wayland-info']);
    t.match(stdout, "interface: 'xdg_wm_base'");
    t.notMatch(stdout, "interface: 'zwlr_screencopy_manager_v1'");
    t.strictSame(
      readdirSync(session.runtimeDir).filter((name) => name.includes('context')),
      [],
      'nothing is left in the runtime directory',
    );
    t.notMatch(session.decant?.log(), /warn|security context/);
  } finally {
    await session.close();
  }
});
