/**
 * Proof that a program's connection is decant's, from the kernel's own tables: who is at the other end of each
 * connection that the host accepted (`ss`, sock_diag), and what the program's mount namespace holds.
 */
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand } from '../../tools/hosts/child.js';
import { plainEnvironment } from '../../tools/hosts/host.js';
import type { Session } from './session.js';

const patience = 20;

/** A connection that was made to a socket's path. */
export interface Connection {
  /** Processes that hold the accepting end. */
  readonly servers: readonly number[];
  /** Processes that hold the connecting end. */
  readonly clients: readonly number[];
}

interface UnixSocket {
  readonly path: string;
  readonly inode: string;
  readonly peerInode: string;
  readonly pids: readonly number[];
}

/** All established connections to the socket at `path`. A connection that nobody has accepted has no servers yet. */
export async function connectionsTo(path: string): Promise<Connection[]> {
  const sockets = await unixSockets();
  const byInode = new Map(sockets.map((socket) => [socket.inode, socket]));
  return sockets
    .filter((socket) => socket.path === path)
    .map((socket) => ({ servers: socket.pids, clients: byInode.get(socket.peerInode)?.pids ?? [] }));
}

async function unixSockets(): Promise<UnixSocket[]> {
  const { status, stdout, stderr } = await runCommand(
    ['ss', '--no-header', '--unix', '--processes', 'state', 'established'],
    plainEnvironment('/'),
  );
  if (status !== 0) throw new Error(`ss: status ${status}: ${stderr}`);
  return stdout.split('\n').flatMap((line) => {
    const found = /^u_str +\d+ +\d+ +(\S+) +(\d+) +\S+ +(\d+)(.*)$/.exec(line);
    if (found === null) return [];
    const pids = [...found[4]!.matchAll(/pid=(\d+)/g)].map((match) => Number(match[1]));
    return [{ path: found[1]!, inode: found[2]!, peerInode: found[3]!, pids: [...new Set(pids)] }];
  });
}

export interface Proof {
  /** Connections on the host that are not decant's, each as the processes that hold it (none: nobody known does). */
  readonly strangers: readonly (readonly number[])[];
  /** Connections on the host that are decant's peers'. */
  readonly ours: number;
  /** Connections that decant's peers serve. */
  readonly served: number;
  /** Whether the program can see the host's socket at all, in its own mount namespace. */
  readonly hostVisible: boolean;
}

/**
 * What the kernel says of a running program; `pid` is the one `start` gave. Without decant every client is a stranger.
 * A program that has just ended (a screenshot's) may still be in the tables: strangers have a moment to go away.
 */
export async function proofOf(session: Session, pid: number): Promise<Proof> {
  const { decant, host, device } = session;
  const triesAllowed = decant === undefined ? 1 : patience;
  let proof: Proof;
  let tries = 0;
  do {
    if (tries > 0) await sleep(100);
    const before = decant?.peers() ?? [];
    const onHost = await connectionsTo(host.socketPath);
    const onDecant = decant === undefined ? [] : await connectionsTo(decant.socketPath);
    const peers = new Set([...before, ...(decant?.peers() ?? [])]);
    const holders = device?.hostPid === undefined ? peers : new Set([device.hostPid]);
    const areOurs = (pids: readonly number[], who = peers): boolean =>
      pids.length > 0 && pids.every((each) => who.has(each));
    proof = {
      strangers: onHost.map(({ clients }) => clients).filter((clients) => !areOurs(clients, holders)),
      ours: onHost.filter(({ clients }) => areOurs(clients, holders)).length,
      served: onDecant.filter(({ servers }) => areOurs(servers)).length,
      hostVisible: existsSync(`/proc/${pid}/root${host.socketPath}`),
    };
    tries += 1;
  } while (proof.strangers.length > 0 && tries < triesAllowed);
  return proof;
}
