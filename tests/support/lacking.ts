/** A real host that lacks what it has: a decant stands before it, which does not let it through. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startDecant } from '../../tools/hosts/decant.js';
import { makePrivateDir, type Host } from '../../tools/hosts/host.js';

/** `host`, seen through a decant with these flags. It ends with it. */
export async function behindDecant<H extends Host>(host: H, flags: readonly string[]): Promise<H> {
  const base = makePrivateDir('decant-lacking-');
  const runtimeDir = join(base, 'run');
  mkdirSync(runtimeDir, { mode: 0o700 });
  const end = async (): Promise<void> => {
    await host.stop();
    rmSync(base, { recursive: true, force: true });
  };
  try {
    const decant = await startDecant({
      hostSocket: host.socketPath,
      runtimeDir,
      logDir: base,
      socketName: 'wayland-lacking',
      flags,
    });
    return {
      ...host,
      socketPath: decant.socketPath,
      async stop() {
        await decant.stop();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}
