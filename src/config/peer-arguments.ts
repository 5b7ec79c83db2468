/**
 * A `Config` back into flags, for a peer that is exec'ed. What came from the environment comes from there again, as the
 * peer inherits it; the log's level has to be said, since its default depends on the mode.
 */
import type { DriverConfig, HostConfig, LogConfig, StatsConfig } from './config.js';

/** Flags (without `--client-fd` and `--peer-pid`) that give a peer this configuration. */
export function peerArguments({
  host,
  drivers,
  stats,
  log,
}: {
  readonly host: HostConfig;
  readonly drivers: DriverConfig;
  readonly stats: StatsConfig | undefined;
  readonly log: LogConfig;
}): string[] {
  return [
    ...(host.displayFrom === 'flag' ? [`--display=${host.display}`] : []),
    ...(host.virtgpu === 'named' ? ['--virtgpu-channel'] : []),
    ...(host.virtwl && !host.virtwl.ifThere ? [`--virtwl-device=${host.virtwl.path}`] : []),
    ...(drivers.shm === undefined ? [] : [`--shm-driver=${drivers.shm}`]),
    ...(drivers.data === undefined ? [] : [`--data-driver=${drivers.data}`]),
    ...(stats?.logPath === undefined
      ? []
      : [`--stats-log=${stats.logPath}`, `--stats-timer=${stats.seconds}`]),
    ...(stats?.summaryPath === undefined ? [] : [`--stats-summary=${stats.summaryPath}`]),
    ...(drivers.drmDevice === undefined ? [] : [`--drm-device=${drivers.drmDevice}`]),
    `--log-level=${log.level}`,
    `--log-format=${log.format}`,
    `--log-suppress=${log.suppress.join(',')}`,
  ];
}
