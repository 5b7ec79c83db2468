/**
 * Sockets that a service manager opened for us: the variables of sd_listen_fds(3), with the names that docs/CLI.md gives.
 * Only reads; whether a descriptor is what it should be is seen where it is used.
 */
import { UsageError } from '../errors.js';
import type { Environment } from './values.js';

/** SD_LISTEN_FDS_START. */
const firstFd = 3;
const maxFds = 1024;

/** Descriptors by name; each is there or not. */
export interface Activated {
  readonly wayland: number | undefined;
  readonly x11: number | undefined;
  /** The variable that names them, for messages. */
  readonly source: string;
}

/** What the service manager opened; nothing if the variables are not for process `pid`. Throws `UsageError`. */
export function activatedSockets(env: Environment, pid: number): Activated {
  const { LISTEN_PID: listenPid, LISTEN_FDS: listenFds, LISTEN_FDNAMES: listenNames } = env;
  const source = `LISTEN_FDNAMES=${listenNames ?? ''}`;
  const nothing = { wayland: undefined, x11: undefined, source };
  if (listenPid === undefined || listenPid !== String(pid)) return nothing;
  const count = Number(listenFds);
  if (!/^[0-9]+$/.test(listenFds ?? '') || count > maxFds) {
    throw new UsageError(`LISTEN_FDS=${listenFds ?? ''}: a count of sockets is wanted`);
  }
  if (count === 0) return nothing;
  const names = listenNames?.split(':') ?? [];
  if (names.length !== count) throw new UsageError(`${source}: ${count} names are wanted, one per socket`);
  checkNames(names, source);
  const named = (name: string): number | undefined =>
    names.includes(name) ? firstFd + names.indexOf(name) : undefined;
  return { wayland: named('wayland'), x11: named('x11'), source };
}

function checkNames(names: readonly string[], source: string): void {
  for (const [i, name] of names.entries()) {
    if (name !== 'wayland' && name !== 'x11') {
      throw new UsageError(`${source}: a socket is named wayland or x11, not "${name}"`);
    }
    if (names.indexOf(name) !== i) throw new UsageError(`${source}: only one socket may be named ${name}`);
  }
}
