/** A peer whose client is Xwayland, in a process that has more to do than serve it. */
import type { ClipboardConfig, IdentityConfig } from '../../config/config.js';
import { ReadAhead } from '../../channel/read-ahead.js';
import { SocketChannel } from '../../channel/socket.js';
import { OwnedFd } from '../../native/fd.js';
import { Peer } from '../peer.js';
import type { PeerEnd } from '../ending.js';
import type { ServeOptions } from '../serve.js';
import type { FrameColors } from './frame-paint.js';
import { selections } from './selections.js';
import { StatsReport } from '../stats-report.js';
import type { XwaylandPeer } from './windows.js';
import { x11Windows } from './x11-windows.js';
import { offerXwaylandShell } from './xwayland-shell.js';

/** What Xwayland's windows and selections are to be like. */
export interface XwaylandOptions {
  readonly frameColors: FrameColors;
  readonly clipboard: ClipboardConfig;
  readonly identity: IdentityConfig;
  /** Whether nothing is kept of surfaces by Xwayland's ids for them: neither copies nor a scale. */
  readonly plainSurfaces: boolean;
}

/**
 * Connects to the host and serves the Xwayland behind `clientFd`; the tables must have `x11Handlers`. `onEnd` is called once.
 * Throws what `openHost` throws; `clientFd` is closed then.
 */
export function serveXwayland(
  clientFd: OwnedFd,
  { tables, log, makeDrivers, openHost, makeTaps, stats }: ServeOptions,
  { frameColors, clipboard, identity, plainSurfaces }: XwaylandOptions,
  onEnd: (end: PeerEnd) => void,
): XwaylandPeer {
  using client = clientFd;
  const host = openHost();
  let report: StatsReport | undefined;
  const ended = (end: PeerEnd): void => {
    report?.finish();
    onEnd(end);
  };
  const peer = new Peer({ host, drivers: makeDrivers(host), tables, log, makeTaps, onEnd: ended });
  const windows = peer.context.part(x11Windows);
  windows.frameColors = frameColors;
  windows.identity = identity;
  windows.early.allowed = plainSurfaces;
  offerXwaylandShell(peer.context);
  const hostSelections = peer.context.part(selections);
  hostSelections.allowed = clipboard;
  if (stats) report = new StatsReport({ peer, clientFd: client.fd, config: stats, log });
  peer.start();
  host.whenSilent?.(() => peer.askHost());
  const intake = new ReadAhead(new SocketChannel(new OwnedFd(client.release()), 'Xwayland'));
  peer.serve(intake);
  return {
    intake,
    windows,
    selections: hostSelections,
    listen: (listener) => {
      windows.listener = listener;
    },
    stop: () => peer.stop('Xwayland is stopped'),
  };
}
