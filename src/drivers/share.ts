/** Small files in memory that a client hands to the host: a copy that the host can see. */
import type { Channel } from '../channel/channel.js';
import { WireError, isSystemError, reasonOf } from '../errors.js';
import { addon, sourceTruncated } from '../native/addon.js';
import type { OwnedFd } from '../native/fd.js';

/** More than any keymap needs. */
const maxBytes = 4 * 1024 * 1024;

/**
 * The first `bytes` bytes of `fd` in memory of the channel. `fd` stays the caller's. Throws a `WireError` for a file that
 * is not as long as it was said to be.
 */
export function sharedCopy(channel: Channel, fd: OwnedFd, bytes: number): OwnedFd {
  if (bytes <= 0 || bytes > maxBytes) throw new WireError(`a file of ${bytes} bytes cannot be passed on`);
  const shared = channel.allocate(bytes);
  try {
    copy(fd, shared, bytes);
    return shared;
  } catch (error) {
    shared.close();
    throw isSystemError(error) ? new WireError(`a file cannot be read: ${reasonOf(error)}`) : error;
  }
}

function copy(from: OwnedFd, to: OwnedFd, bytes: number): void {
  const source = new addon.Memory(from.fd, bytes, false);
  const target = new addon.Memory(to.fd, bytes, true);
  const line = Uint32Array.of(bytes, 1, 0, bytes, 1, 0, 0);
  const all = new addon.Region();
  all.add(0, 0, bytes, 1);
  const copied = addon.copyDamage(all, source, line, target, line);
  source.release();
  target.release();
  if (copied === sourceTruncated) throw new WireError(`a file is shorter than ${bytes} bytes`);
}
