/** What clients would see: asks a peer, made in this process as any other, instead of the host behind it. */
import type { Channel } from '../channel/channel.js';
import { SocketChannel } from '../channel/socket.js';
import { addon } from '../native/addon.js';
import { OwnedFd } from '../native/fd.js';
import { Peer } from '../peer/peer.js';
import type { ServeOptions } from '../peer/serve.js';
import { askGlobals, type HostGlobal } from './host-globals.js';

export type PeerParts = Pick<ServeOptions, 'tables' | 'makeDrivers' | 'log'>;

/** Globals of one host, and what a client is offered of them. */
export interface ClientView {
  readonly hosts: readonly HostGlobal[];
  readonly seen: readonly HostGlobal[];
}

/** Looks through a peer on `host`, which is closed afterwards. Rejects if the peer ends, or its drivers cannot be made. */
export async function viewOfClients(
  host: Channel,
  { tables, makeDrivers, log }: PeerParts,
  limitMs: number,
): Promise<ClientView> {
  const [ours, theirs] = addon.socketPair().map((fd) => new OwnedFd(fd)) as [OwnedFd, OwnedFd];
  const peer = new Peer({ host, drivers: makeDrivers(host), tables, log, onEnd: () => undefined });
  const hosts: HostGlobal[] = [];
  peer.context.hostGlobals.watch({ added: (global) => hosts.push(global), removed: () => undefined });
  peer.start();
  peer.serve(new SocketChannel(theirs, 'client'));
  try {
    return { hosts, seen: await askGlobals(new SocketChannel(ours, 'decant'), tables.protocol, limitMs) };
  } finally {
    peer.stop('the doctor has seen it');
  }
}
