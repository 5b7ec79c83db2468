/**
 * A `Config` back into flags, for a peer that is exec'ed. What came from the environment comes from there again, as the
 * peer inherits it; the log's level has to be said, since its default depends on the mode.
 */
import type { HostConfig, LogConfig } from './config.js';

/** Flags (without `--client-fd` and `--peer-pid`) that give a peer this configuration. */
export function peerArguments(host: HostConfig, log: LogConfig): string[] {
  return [
    ...(host.displayFrom === 'flag' ? [`--display=${host.display}`] : []),
    `--log-level=${log.level}`,
    `--log-format=${log.format}`,
    `--log-suppress=${log.suppress.join(',')}`,
  ];
}
