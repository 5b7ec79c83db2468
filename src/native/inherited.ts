/** Descriptors that this process was started with, named by a number somewhere. */
import { StartError, reasonOf } from '../errors.js';
import { addon } from './addon.js';
import { OwnedFd } from './fd.js';

/** Takes over a connected Unix socket. `source` says where the number stands, for the `StartError` if it is none. */
export function inheritedSocket(fd: number, source: string): OwnedFd {
  try {
    addon.peerCredentials(fd);
    addon.setCloseOnExec(fd, true);
    addon.setNonBlocking(fd, true);
  } catch (error) {
    throw new StartError(`${source}=${fd} is not a connected Unix socket: ${reasonOf(error)}`);
  }
  return new OwnedFd(fd);
}
