/** What a master or a wrapper needs to make peers, which it knows as functions only. */
import { changesNothing } from '../config/view-config.js';
import type { ViewConfig } from '../config/config.js';
import { SocketChannel } from '../channel/socket.js';
import { carriesAnyFd, carriesImages } from '../drivers/choice.js';
import { silentLogger, type Logger } from '../log/logger.js';
import type { PeerRoutines } from '../master/fork.js';
import type { ServerOptions } from '../master/server.js';
import { settleHeap } from '../master/settle-heap.js';
import { addon } from '../native/addon.js';
import { loadHandlers } from '../peer/handlers/index.js';
import type { HostAddress } from '../peer/host-address.js';
import { servePeer, startPeer, turnAway, type ServeOptions } from '../peer/serve.js';
import { makeTables, type RelayTables } from '../peer/tables.js';
import { meetHost, warmUp } from '../peer/warm-up.js';
import { allInterfaces } from '../protocol/generated/index.js';

/** Held as long as the process lives, so that the code compiled for it stays. */
const warm: unknown[] = [];

/** For a server of peers that have `options`. */
export async function serverOptions(
  config: ServerOptions['config'],
  host: HostAddress,
  options: ServeOptions,
  log: Logger,
): Promise<ServerOptions> {
  const plainTables = await warmUpTables(options, config.view, host);
  return {
    config,
    env: process.env,
    hostPath: host.socketPath,
    log,
    turnAway: (client, reason) => turnAway(new SocketChannel(client, 'client'), options.tables, reason),
    routines: peerRoutines(options, host, log),
    prepareForForks: () => {
      meetHost(options, silentLogger);
      warm.push(warmUp({ ...options, tables: plainTables }, silentLogger));
      settleHeap();
    },
    hostFd: () => host.inherited[0],
    peerStarted: () => host.dropInherited(),
  };
}

/** What clients see is nothing that the warm-up's session knows of: that session is served as the host is. */
async function warmUpTables(
  { drivers, tables }: ServeOptions,
  view: ViewConfig,
  { channel }: HostAddress,
): Promise<RelayTables> {
  // Nor is what handlers ask a host for when a peer starts.
  if (changesNothing(view)) return { ...tables, started: [] };
  const handlers = await loadHandlers({
    drivers,
    carriesAnyFd: carriesAnyFd(channel),
    carriesImages: carriesImages(channel),
  });
  return makeTables(allInterfaces, handlers, { hidden: {}, caps: {} });
}

/** What a forked child does, which the master knows only as two functions. */
function peerRoutines(options: ServeOptions, host: HostAddress, log: Logger): PeerRoutines {
  const nameProcess = (): void => {
    log.setSource(`peer ${addon.getpid()}`);
    addon.setProcessName('decant-peer');
  };
  return {
    serve: (client) => {
      nameProcess();
      servePeer(client, options);
    },
    inherited: () => host.inherited,
    prepare: () => {
      nameProcess();
      return startPeer(options);
    },
  };
}
