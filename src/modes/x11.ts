/** `-X`: an X11 server, and the master beside it that serves Wayland clients where that is asked for. */
import type { X11ModeConfig } from '../config/config.js';
import { StartError } from '../errors.js';
import type { Logger } from '../log/logger.js';
import type { MasterBeside, OwnedMaster } from '../master/beside.js';
import { Server } from '../master/server.js';
import { addon } from '../native/addon.js';
import { HostAddress } from '../peer/host-address.js';
import type { ServeOptions } from '../peer/serve.js';
import { peerOptions } from './peer-options.js';
import { serverOptions } from './server-options.js';

/** Serves X11 programs until told to stop. The master beside is forked before anything of X11 is loaded. */
export async function runX11(
  config: X11ModeConfig,
  host: HostAddress,
  options: ServeOptions,
  log: Logger,
): Promise<void> {
  const problem = host.problem();
  if (problem !== undefined) throw new StartError(`the host cannot be reached: ${problem}`);
  const wayland = config.wayland && (await forkBeside(config, host));
  if (wayland && 'owner' in wayland) {
    await runBeside(config, wayland, log);
    return;
  }
  const { X11Server } = await import('../x11/server.js');
  const { serveXwayland } = await import('../peer/xwayland/serve.js');
  await new X11Server({
    config,
    env: process.env,
    log,
    wayland,
    servePeer: (client, onEnd) =>
      serveXwayland(
        client,
        options,
        {
          frameColors: config.x11.frameColors,
          clipboard: config.view.clipboard,
          identity: config.view.identity,
        },
        ({ cause, text }) => onEnd(`${cause}: ${text}`),
      ),
  }).run();
}

/** In the process that serves Wayland clients beside an X11 mode. */
async function runBeside(x11: X11ModeConfig, { listenerFd, owner }: OwnedMaster, log: Logger): Promise<void> {
  log.setSource(`master ${addon.getpid()}`);
  const listen = { ...x11.wayland!, socket: undefined, activatedFd: listenerFd };
  const config = { ...x11, ...listen, mode: 'master', notify: undefined, program: [] } as const;
  // An inherited connection is the X11 mode's.
  const host = await HostAddress.find({ ...config.host, socketFd: undefined }, config.runtimeDir);
  const options = await peerOptions(config, host, log);
  await new Server({ ...(await serverOptions(config, host, options, log)), owner }).run();
}

/** Before anything of X11 is there, and in a turn of the loop of its own. */
async function forkBeside(
  { wayland, runtimeDir }: X11ModeConfig,
  { socketPath }: HostAddress,
): Promise<MasterBeside | OwnedMaster> {
  const beside = await import('../master/beside.js');
  await new Promise((resolve) => setImmediate(resolve));
  return beside.MasterBeside.fork(wayland!, runtimeDir, socketPath);
}
