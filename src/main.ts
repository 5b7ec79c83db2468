/** argv to a mode, and that mode's parts put together. Nothing else: what a part does stands in its own folder. */
import type { Config, DriverConfig, ViewConfig, X11ModeConfig } from './config/config.js';
import { parseConfig, type ProgramName } from './config/parse-config.js';
import { changesNothing } from './config/view-config.js';
import { carriesAnyFd, carriesImages, chooseDrivers } from './drivers/choice.js';
import { loadDrivers } from './drivers/index.js';
import { StartError, UsageError, isSystemError, reasonOf } from './errors.js';
import { exitStatus } from './exit-status.js';
import { createLogger, createTraceWriter, writeLine, type Logger } from './log/logger.js';
import { makePrinter } from './log/stdout.js';
import { traceFilter } from './log/suppress.js';
import type { PeerRoutines } from './master/fork.js';
import { InChild } from './master/launcher.js';
import { settleHeap } from './master/settle-heap.js';
import type { MasterBeside, OwnedMaster } from './master/beside.js';
import { Server, type ServerOptions } from './master/server.js';
import { addon } from './native/addon.js';
import { inheritedSocket } from './native/inherited.js';
import { handlersOfBridges } from './peer/bridges/index.js';
import { hiddenGlobals } from './peer/crossing.js';
import type { Handler } from './peer/handler.js';
import { loadHandlers } from './peer/handlers/index.js';
import { HostAddress } from './peer/host-address.js';
import { makeOffers } from './peer/offers.js';
import { securityContextGlobal, tagged } from './peer/security-context.js';
import type { ClientKind } from './peer/scaling/view.js';
import { servePeer, startPeer, turnAway, type ServeOptions } from './peer/serve.js';
import { makeTables, type RelayTables } from './peer/tables.js';
import { statsProblem } from './peer/stats-report.js';
import { traceTaps } from './peer/trace-tap.js';
import { meetHost, warmUp } from './peer/warm-up.js';
import { allInterfaces } from './protocol/generated/index.js';
import { SocketChannel } from './channel/socket.js';

/** For the warm-up, whose session is of no interest. */
const silent: Logger = Object.freeze({
  error: () => undefined,
  warn: () => undefined,
  info: () => undefined,
  debug: () => undefined,
  trace: () => undefined,
  setSource: () => undefined,
});

/** How long a host may take to say what it offers. */
const hostPatienceMs = 3000;

/** Held as long as the process lives, so that the code compiled for it stays. */
const warm: unknown[] = [];

const print = makePrinter((signal) => addon.dieBySignal(signal));

type RunningConfig = Exclude<Config, { mode: 'print' }>;

async function main(): Promise<void> {
  const [, , invokedAs = 'decant', ...argv] = process.argv;
  const name: ProgramName = invokedAs === 'sommelier' ? 'sommelier' : 'decant';
  const config = await parseConfig(argv, process.env, name, process.pid);
  if (config.mode === 'print') {
    print(config.text);
    return;
  }
  const log = createLogger(config.log, name);
  process.on('uncaughtException', (error) => {
    log.error(`bug: ${error.stack ?? error.message}`);
    addon.exitNow(exitStatus.bug);
  });
  for (const warning of config.warnings) log.warn(warning);
  for (const note of config.notes) log.debug(note);
  await run(config, log);
}

async function run(config: RunningConfig, log: Logger): Promise<void> {
  const problem = config.stats && config.mode !== 'serve' ? statsProblem(config.stats) : undefined;
  if (problem !== undefined) throw new StartError(`statistics cannot be written: ${problem}`);
  const host = await HostAddress.find(config.host, config.runtimeDir);
  if (config.mode === 'doctor') {
    process.exitCode = await examine(config, host, log);
    return;
  }
  const options = await peerOptions(config, host, log);
  switch (config.mode) {
    case 'serve':
      log.setSource(`peer ${addon.getpid()}`);
      servePeer(inheritedSocket(config.clientFd, '--client-fd'), options);
      break;
    case 'x11':
      await runX11(config, host, options, log);
      break;
    default: {
      const problem = host.problem();
      if (problem !== undefined && config.mode === 'wrapper')
        throw new StartError(`the host cannot be reached: ${problem}`);
      if (problem !== undefined)
        log.warn(`the host cannot be reached now, clients will be turned away: ${problem}`);
      await new Server(await serverOptions(config, host, options, log)).run();
    }
  }
}

async function serverOptions(
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
      meetHost(options, silent);
      warm.push(warmUp({ ...options, tables: plainTables }, silent));
      settleHeap();
    },
    hostFd: () => host.inherited[0],
    peerStarted: () => host.dropInherited(),
  };
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

/** The doctor's report. Drivers that cannot be had are a finding, the rest is still looked at. */
async function examine(
  config: RunningConfig & { readonly mode: 'doctor' },
  host: HostAddress,
  log: Logger,
): Promise<number> {
  const { runDoctor } = await import('./doctor/doctor.js');
  const { drivers, problem } = chosenOrUsual(config.drivers, host.channel);
  const { tables } = await peerOptions({ ...config, drivers }, host, log);
  return runDoctor({
    host,
    runtimeDir: config.runtimeDir,
    socket: config.socket,
    tables,
    print,
    drivers: problem ?? chooseDrivers(drivers, host.channel),
    channel: host.channel,
  });
}

/** The drivers that were asked for, or what is usual if they cannot be had, and why. */
function chosenOrUsual(
  asked: DriverConfig,
  channel: HostAddress['channel'],
): { readonly drivers: DriverConfig; readonly problem?: string } {
  try {
    chooseDrivers(asked, channel);
    return { drivers: asked };
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    return { drivers: { shm: undefined, data: undefined, drmDevice: undefined }, problem: error.message };
  }
}

/** Loaded only where it is wanted: the master's peers would all carry it. */
async function runX11(
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
  const { X11Server } = await import('./x11/server.js');
  const { serveXwayland } = await import('./peer/xwayland/serve.js');
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

/** Before anything of X11 is there, and in a turn of the loop of its own. */
async function forkBeside(
  { wayland, runtimeDir }: X11ModeConfig,
  { socketPath }: HostAddress,
): Promise<MasterBeside | OwnedMaster> {
  const beside = await import('./master/beside.js');
  await new Promise((resolve) => setImmediate(resolve));
  return beside.MasterBeside.fork(wayland!, runtimeDir, socketPath);
}

/** What only one mode needs is loaded in that mode: what a master has loaded stays in the memory of all its peers. */
async function peerOptions(config: RunningConfig, host: HostAddress, log: Logger): Promise<ServeOptions> {
  const { trace, suppress } = config.log;
  const traced = trace.client || trace.server;
  const drivers = chooseDrivers(config.drivers, host.channel);
  const any = carriesAnyFd(host.channel);
  const x11 = config.mode === 'x11';
  const view = await viewParts(config.view, { copies: drivers.shm !== 'noop', x11 });
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
    ),
  });
  const hidden = { ...hiddenGlobals(drivers.shm !== 'noop', any, images), ...view.taken };
  const offers = makeOffers(allInterfaces, hidden, config.view.globals);
  // Xwayland's own stand at its end: what they let pass is the host's, and the other handlers'.
  const xwayland = x11 ? (await import('./peer/xwayland/handlers.js')).x11Handlers : [];
  const tables = makeTables(allInterfaces, [...xwayland, ...handlers], offers, traced);
  const shows = traceFilter(suppress);
  const tags = config.view.securityContext && (await canBeTagged(host, tables, log));
  return {
    tables,
    drivers,
    makeDrivers: await loadDrivers(drivers),
    log,
    stats: config.stats,
    openHost: tags
      ? () =>
          tagged(host.open(), { tables, log, identity: config.view.identity, runtimeDir: config.runtimeDir })
      : () => host.open(),
    makeTaps: traced ? (peer) => traceTaps(peer, trace, shows, createTraceWriter(config.log)) : undefined,
  };
}

/** Handlers and globals of what clients see otherwise than the host shows it. */
async function viewParts(
  view: ViewConfig,
  client: ClientKind,
): Promise<{ readonly handlers: Handler[]; readonly taken: Record<string, string> }> {
  if (changesNothing(view) && !client.x11) return { handlers: [], taken: {} };
  const { viewHandlers, takenGlobals } = await import('./peer/view-handlers.js');
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
  const { askGlobals } = await import('./doctor/host-globals.js');
  const globals = await askGlobals(host.open(), protocol, hostPatienceMs);
  const offers = globals.some((global) => global.interface === securityContextGlobal);
  return offers || ignored(`the host offers no ${securityContextGlobal}`);
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

main().catch((error: unknown) => {
  if (error instanceof InChild) return;
  if (!(error instanceof UsageError || error instanceof StartError || isSystemError(error))) throw error;
  writeLine(`decant: ${reasonOf(error)}`);
  addon.exitNow(error instanceof UsageError ? exitStatus.usage : exitStatus.start);
});
