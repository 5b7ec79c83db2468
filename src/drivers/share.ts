/** Small files in memory that a client hands to the host: a copy that the host can see. */
import type { Channel, ChannelMemory } from '../channel/channel.js';
import { HostError, WireError, hostCall, isSystemError, reasonOf } from '../errors.js';
import { addon, sourceTruncated, targetTruncated, type Memory } from '../native/addon.js';
import type { OwnedFd } from '../native/fd.js';

/** More than any keymap needs. */
const maxBytes = 4 * 1024 * 1024;

/**
 * The first `bytes` bytes of `fd` in memory of the channel. `fd` stays the caller's. Throws a `WireError` for a file that
 * is not as long as it was said to be.
 */
export function sharedCopy(channel: Channel, fd: OwnedFd, bytes: number): OwnedFd {
  if (bytes <= 0 || bytes > maxBytes) throw new WireError(`a file of ${bytes} bytes cannot be passed on`);
  const source = mapped(fd, bytes);
  try {
    const shared = hostCall(() => channel.allocate(bytes));
    try {
      copy(source, shared, bytes);
      return shared.fd;
    } catch (error) {
      shared.fd.close();
      throw error;
    }
  } finally {
    source.release();
  }
}

function mapped(fd: OwnedFd, bytes: number): Memory {
  try {
    return new addon.Memory(fd.fd, bytes, false);
  } catch (error) {
    throw isSystemError(error) ? new WireError(`a file cannot be read: ${reasonOf(error)}`) : error;
  }
}

function copy(source: Memory, to: ChannelMemory, bytes: number): void {
  const target = hostCall(() => new addon.Memory(to.fd.fd, to.bytes, true));
  try {
    const line = Uint32Array.of(bytes, 1, 0, bytes, 1, 0, 0);
    const all = new addon.Region();
    all.add(0, 0, bytes, 1);
    const copied = addon.copyDamage(all, source, line, target, line);
    if (copied === sourceTruncated) throw new WireError(`a file is shorter than ${bytes} bytes`);
    if (copied === targetTruncated) throw new HostError('memory of the host was taken away');
  } finally {
    target.release();
  }
}
