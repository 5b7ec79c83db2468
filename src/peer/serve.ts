/**
 * A peer as a process: opens the way to the host, serves one client, and leaves by `_exit`.
 * The same for a forked peer, a standby that gets its client later, and one that was exec'ed.
 */
import { addon } from '../native/addon.js';
import { OwnedFd } from '../native/fd.js';
import { signals } from '../native/signals.js';
import type { StatsConfig } from '../config/config.js';
import type { Channel } from '../channel/channel.js';
import { SocketChannel } from '../channel/socket.js';
import type { DriverNames, MakeDrivers } from '../drivers/index.js';
import { StartError, displayError, isSystemError, reasonOf } from '../errors.js';
import { peerStatus } from '../exit-status.js';
import type { Logger } from '../log/logger.js';
import { wl_display } from '../protocol/generated/wayland.js';
import { MessageWriter } from '../wire/writer.js';
import type { TapMaker } from './context.js';
import { isFault, type PeerEnd } from './ending.js';
import { Peer } from './peer.js';
import { StatsReport } from './stats-report.js';
import type { RelayTables } from './tables.js';

/**
 * Those that a terminal sends to all that it runs, programs too, and those that are for the program of a wrapper: when a
 * peer has to end, its master says so.
 */
const unheededSignals: readonly number[] = [
  signals.hup,
  signals.int,
  signals.quit,
  signals.usr1,
  signals.usr2,
];

export interface ServeOptions {
  readonly tables: RelayTables;
  readonly log: Logger;
  /** Opens the way to the host; throws if it cannot be reached. */
  readonly openHost: () => Channel;
  /** Which drivers its peer has. */
  readonly drivers: DriverNames;
  readonly makeDrivers: MakeDrivers;
  /** Makes the trace taps, if tracing is on. */
  readonly makeTaps?: TapMaker | undefined;
  /** Where statistics go, if they are wanted. */
  readonly stats: StatsConfig | undefined;
}

/** What serves a client in this process, now or later; called once. */
export type Serve = (client: OwnedFd) => void;

/**
 * Connects to the host and returns what is to be called with the client. The process exits when the peer ends. Throws
 * what `openHost` throws.
 */
export function startPeer(options: ServeOptions): Serve {
  return startOn(options.openHost(), options);
}

function startOn(host: Channel, { tables, log, makeDrivers, makeTaps, stats }: ServeOptions): Serve {
  let report: StatsReport | undefined;
  const peer: Peer = new Peer({
    host,
    drivers: makeDrivers(host),
    tables,
    log,
    makeTaps,
    onEnd: (end) => {
      report?.finish();
      logEnd(log, end, peer.serving);
      addon.exitNow(peerStatus[end.cause]);
    },
  });
  addon.watchSignals([signals.term, ...unheededSignals], (signal) => {
    if (signal === signals.term) peer.stop('told to stop');
  });
  peer.start();
  host.whenSilent?.(() => peer.askHost());
  host.logTo?.((text) => log.warn(text));
  return (client) => {
    if (stats) report = new StatsReport({ peer, clientFd: client.fd, config: stats, log });
    peer.serve(new SocketChannel(client, 'client'));
  };
}

/** Serves the client behind `clientFd` in this process, which exits when that is over. */
export function servePeer(clientFd: OwnedFd, options: ServeOptions): void {
  let host: Channel;
  try {
    host = options.openHost();
  } catch (error) {
    if (!isSystemError(error) && !(error instanceof StartError)) throw error;
    const text = `the host cannot be reached: ${reasonOf(error)}`;
    options.log.warn(text);
    turnAway(new SocketChannel(clientFd, 'client'), options.tables, text);
    addon.exitNow(peerStatus['host-unreachable']);
  }
  startOn(host, options)(clientFd);
}

/** Closes a client's connection that nobody will serve; `message` tells it why. */
export function turnAway(client: SocketChannel, tables: RelayTables, message: string): void {
  const writer = new MessageWriter();
  const error = tables.protocol.event(wl_display, 'error');
  const args = { object_id: 1, code: displayError.implementation, message };
  const size = writer.encode(error, 1, args, () => undefined);
  try {
    client.send(writer.bytes, 0, size, null, 0);
  } catch {
    // The client has gone as well: there is no one left to tell.
  }
  client.close();
}

/** A standby that loses the host is nobody's concern. */
function logEnd(log: Logger, end: PeerEnd, serving: boolean): void {
  if (serving && isFault(end)) log.warn(`${end.cause}: ${end.text}`);
  else log.debug(end.text);
}
