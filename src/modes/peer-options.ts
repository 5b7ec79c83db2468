/**
 * What the peers of one process have in common, from the configuration and the way to the host: tables with the handlers that
 * are needed, drivers, taps. What only one mode needs is loaded in that mode: what a master has loaded stays in the memory of
 * all its peers.
 */
import type { Config, ViewConfig } from '../config/config.js';
import { changesNothing } from '../config/view-config.js';
import { carriesAnyFd, carriesImages, chooseDrivers } from '../drivers/choice.js';
import { loadDrivers, type DriverNames } from '../drivers/index.js';
import { createTraceWriter, type Logger } from '../log/logger.js';
import { traceFilter } from '../log/suppress.js';
import { handlersOfBridges } from '../peer/bridges/index.js';
import { hiddenGlobals } from '../peer/crossing.js';
import type { Handler } from '../peer/handler.js';
import { loadHandlers } from '../peer/handlers/index.js';
import type { HostAddress } from '../peer/host-address.js';
import { makeOffers, unknownEntries } from '../peer/offers.js';
import type { ClientKind } from '../peer/scaling/view.js';
import { securityContextGlobal, tagged } from '../peer/security-context.js';
import type { ServeOptions } from '../peer/serve.js';
import { makeTables, type RelayTables } from '../peer/tables.js';
import { traceTaps } from '../peer/trace-tap.js';
import { allInterfaces } from '../protocol/generated/index.js';

/** How long a host may take to say what it offers. */
const hostPatienceMs = 3000;

/** All modes but those that only print. */
export type RunningConfig = Exclude<Config, { mode: 'print' }>;

export interface PeerNeeds {
  /** Others than those that are asked for. */
  readonly drivers?: DriverNames;
  /** Some windows are shown larger or smaller than others. */
  readonly ownScales?: boolean;
}

/** Throws `StartError` for drivers that cannot be had. */
export async function peerOptions(
  config: RunningConfig,
  host: HostAddress,
  log: Logger,
  { drivers = chooseDrivers(config.drivers, host.channel), ownScales = false }: PeerNeeds = {},
): Promise<ServeOptions> {
  const { trace, suppress } = config.log;
  const traced = trace.client || trace.server;
  warnOfDevice(config, host, drivers, log);
  warnOfGlobals(config, log);
  const any = carriesAnyFd(host.channel);
  const x11 = config.mode === 'x11';
  const view = await viewParts(config.view, { copies: drivers.shm !== 'noop' || x11, x11, ownScales });
  const images = carriesImages(host.channel);
  const handlers = await loadHandlers({
    drivers,
    carriesAnyFd: any,
    carriesImages: images,
    view: view.handlers,
    x11,
    bridges: handlersOfBridges(
      [...config.view.withoutBridges, ...(x11 ? (['xdg-output'] as const) : [])],
      config.cursors,
      config.view.scale !== undefined,
    ),
  });
  const hidden = { ...hiddenGlobals(drivers.shm !== 'noop', any, images), ...view.taken };
  const offers = makeOffers(allInterfaces, hidden, config.view.globals);
  // Xwayland's own stand at its end: what they let pass is the host's, and the other handlers'.
  const xwayland = x11 ? (await import('../peer/xwayland/handlers.js')).x11Handlers : [];
  const tables = makeTables(allInterfaces, [...xwayland, ...handlers], offers, traced);
  const shows = traceFilter(suppress);
  const tags = config.view.securityContext && (await canBeTagged(host, tables, log));
  return {
    tables,
    drivers,
    // Windows that are not rectangles are copied whatever the driver (`handlers/masked-shm.ts`).
    makeDrivers: await loadDrivers(drivers, x11),
    log,
    stats: config.stats,
    openHost: tags
      ? () =>
          tagged(host.open(), { tables, log, identity: config.view.identity, runtimeDir: config.runtimeDir })
      : () => host.open(),
    makeTaps: traced ? (peer) => traceTaps(peer, trace, shows, createTraceWriter(config.log)) : undefined,
  };
}

/** A graphics device that was named and nobody needs. */
function warnOfDevice(
  { mode, drivers: { drmDevice } }: RunningConfig,
  { channel }: HostAddress,
  { shm }: DriverNames,
  log: Logger,
): void {
  if (drmDevice === undefined || mode === 'serve' || channel === 'virtgpu' || shm === 'dmabuf') return;
  log.warn(`--drm-device=${drmDevice}: shm driver ${shm} makes nothing on a graphics device; ignored`);
}

/** Once: what an exec'ed peer is told was told to its master, and the peer of an X11 mode has the master beside it. */
function warnOfGlobals(config: RunningConfig, log: Logger): void {
  if (config.mode === 'serve' || (config.mode === 'x11' && config.wayland)) return;
  for (const warning of unknownEntries(allInterfaces, config.view.globals)) log.warn(warning);
}

/** Handlers and globals of what clients see otherwise than the host shows it. */
async function viewParts(
  view: ViewConfig,
  client: ClientKind,
): Promise<{ readonly handlers: Handler[]; readonly taken: Record<string, string> }> {
  if (changesNothing(view) && !client.x11) return { handlers: [], taken: {} };
  const { viewHandlers, takenGlobals } = await import('../peer/view-handlers.js');
  return { handlers: viewHandlers(view, client), taken: takenGlobals(view, client) };
}

/** Whether a host that is there makes security contexts; one that is not may make them when it comes. */
async function canBeTagged(host: HostAddress, { protocol }: RelayTables, log: Logger): Promise<boolean> {
  const ignored = (why: string): false => {
    log.warn(`--security-context: ${why}; ignored`);
    return false;
  };
  if (!carriesAnyFd(host.channel)) return ignored(`a ${host.channel} device carries no sockets`);
  if (host.inherited.length > 0 || host.problem() !== undefined) return true;
  const { askGlobals } = await import('../doctor/host-globals.js');
  const globals = await askGlobals(host.open(), protocol, hostPatienceMs);
  const offers = globals.some((global) => global.interface === securityContextGlobal);
  return offers || ignored(`the host offers no ${securityContextGlobal}`);
}
