/** `-X`: an X11 server, and the master beside it that serves Wayland clients where that is asked for. */
import type { ListenConfig, X11ModeConfig } from '../config/config.js';
import { chooseDrivers } from '../drivers/choice.js';
import { StartError } from '../errors.js';
import type { Logger } from '../log/logger.js';
import type { MasterBeside } from '../master/beside.js';
import { addon } from '../native/addon.js';
import { isFault } from '../peer/ending.js';
import { HostAddress } from '../peer/host-address.js';
import { Quirks } from '../x11/quirks.js';
import { X11Server } from '../x11/server.js';
import type { ServePeer } from '../x11/session.js';

/**
 * Serves X11 programs until told to stop. Throws `StartError` where the host or a driver cannot be had, `UsageError` for files that
 * cannot be read.
 */
export async function runX11(config: X11ModeConfig, host: HostAddress, log: Logger): Promise<void> {
  const problem = host.problem();
  if (problem !== undefined) throw new StartError(`the host cannot be reached: ${problem}`);
  // Loading the rest takes a while, in which the program starts: nothing may be found wrong then.
  chooseDrivers(config.drivers, host.channel);
  const wayland = config.wayland && (await forkBeside(config, config.wayland, log));
  if (wayland && 'serve' in wayland) {
    await wayland.serve();
    return;
  }
  const quirks = Quirks.read(config.x11.quirksPaths);
  const loadPeer = (): Promise<ServePeer> => loadXwaylandPeer(config, quirks, host, log);
  const hostProblem = (): string | undefined => host.gone();
  await new X11Server({ config, quirks, env: process.env, log, wayland, hostProblem, loadPeer }).run();
}

/** What serves Xwayland's Wayland connection. */
async function loadXwaylandPeer(
  config: X11ModeConfig,
  quirks: Quirks,
  host: HostAddress,
  log: Logger,
): Promise<ServePeer> {
  const { peerOptions } = await import('./peer-options.js');
  const { serveXwayland } = await import('../peer/xwayland/serve.js');
  const { x11, view } = config;
  const { identity, clipboard, scale } = view;
  const ownScales = quirks.scales || x11.policy.resizesByViewport;
  const options = await peerOptions(config, host, log, { ownScales });
  const plainSurfaces = options.drivers.shm === 'noop' && scale === undefined && !ownScales;
  const xwayland = { frameColors: x11.frameColors, clipboard, identity, plainSurfaces };
  return (client, onEnd) =>
    serveXwayland(client, options, xwayland, (end) =>
      onEnd({ text: `${end.cause}: ${end.text}`, isFault: isFault(end) }),
    );
}

/** What is left to the process that serves Wayland clients beside an X11 mode. */
interface ForkedMaster {
  readonly serve: () => Promise<void>;
}

/**
 * Before a window manager is loaded, so that no peer of the master's carries one, and with all that the master needs, so that
 * nothing has to be loaded in a forked process.
 */
async function forkBeside(
  x11: X11ModeConfig,
  listen: ListenConfig,
  log: Logger,
): Promise<MasterBeside | ForkedMaster> {
  const { MasterBeside } = await import('../master/beside.js');
  const { Server } = await import('../master/server.js');
  const { peerOptions } = await import('./peer-options.js');
  const { serverOptions } = await import('./server-options.js');
  const config = { ...x11, ...listen, mode: 'master', notify: undefined, program: [] } as const;
  // An inherited connection is the X11 mode's.
  const host = await HostAddress.find({ ...config.host, socketFd: undefined }, config.runtimeDir);
  const options = await serverOptions(config, host, await peerOptions(config, host, log), log);
  await new Promise((resolve) => setImmediate(resolve));
  const forked = MasterBeside.fork(listen, config.runtimeDir, host.socketPath);
  if (forked instanceof MasterBeside) return forked;
  const { listenerFd, owner } = forked;
  return {
    serve: () => {
      log.setSource(`master ${addon.getpid()}`);
      return new Server({
        ...options,
        config: { ...config, socket: undefined, activatedFd: listenerFd },
        owner,
      }).run();
    },
  };
}
