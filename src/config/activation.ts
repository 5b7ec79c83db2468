/** Sockets that a service manager opened for us: sd_listen_fds(3), with names as docs/CLI.md says. */
import { UsageError } from '../errors.js';
import type { Environment } from './values.js';

/** SD_LISTEN_FDS_START. */
const firstFd = 3;

/** The descriptor named `wayland`, `undefined` if the variables are not for process `pid`. Throws `UsageError`. */
export function activatedFd(env: Environment, pid: number): number | undefined {
  if (env['LISTEN_PID'] === undefined || Number(env['LISTEN_PID']) !== pid) return undefined;
  const count = Number(env['LISTEN_FDS']);
  if (!Number.isInteger(count) || count < 0)
    throw new UsageError(`LISTEN_FDS=${env['LISTEN_FDS']}: a count is wanted`);
  if (count === 0) return undefined;
  const names = (env['LISTEN_FDNAMES'] ?? '').split(':');
  if (env['LISTEN_FDNAMES'] === undefined || names.length !== count) {
    throw new UsageError(
      `LISTEN_FDNAMES=${env['LISTEN_FDNAMES'] ?? ''}: ${count} names are wanted, one per socket`,
    );
  }
  for (const name of names) {
    if (name === 'x11')
      throw new UsageError(`LISTEN_FDNAMES: a socket named x11 is not served yet by this version`);
    if (name !== 'wayland')
      throw new UsageError(`LISTEN_FDNAMES: a socket may be named wayland or x11, not ${name}`);
  }
  if (names.length > 1) throw new UsageError('LISTEN_FDNAMES: only one socket may be named wayland');
  return firstFd;
}
