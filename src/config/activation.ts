/**
 * Sockets that a service manager opened for us: the variables of sd_listen_fds(3), with the names that docs/CLI.md gives.
 * Only reads; whether a descriptor is what it should be is seen where it is used.
 */
import { UsageError } from '../errors.js';
import type { Environment } from './values.js';

/** SD_LISTEN_FDS_START. */
const firstFd = 3;
const maxFds = 1024;

/** The descriptor named `wayland`, `undefined` if the variables are not for process `pid`. Throws `UsageError`. */
export function activatedFd(env: Environment, pid: number): number | undefined {
  const { LISTEN_PID: listenPid, LISTEN_FDS: listenFds, LISTEN_FDNAMES: listenNames } = env;
  if (listenPid === undefined || listenPid !== String(pid)) return undefined;
  const count = Number(listenFds);
  if (!/^[0-9]+$/.test(listenFds ?? '') || count > maxFds) {
    throw new UsageError(`LISTEN_FDS=${listenFds ?? ''}: a count of sockets is wanted`);
  }
  if (count === 0) return undefined;
  const names = listenNames?.split(':') ?? [];
  if (names.length !== count) {
    throw new UsageError(`LISTEN_FDNAMES=${listenNames ?? ''}: ${count} names are wanted, one per socket`);
  }
  return firstFd + indexOfWayland(names, `LISTEN_FDNAMES=${listenNames ?? ''}`);
}

function indexOfWayland(names: readonly string[], source: string): number {
  for (const [i, name] of names.entries()) {
    if (name !== 'wayland' && name !== 'x11') {
      throw new UsageError(`${source}: a socket is named wayland or x11, not "${name}"`);
    }
    if (names.indexOf(name) !== i) throw new UsageError(`${source}: only one socket may be named ${name}`);
  }
  if (names.includes('x11'))
    throw new UsageError(`${source}: a socket named x11 is not served yet by this version`);
  return names.indexOf('wayland');
}
