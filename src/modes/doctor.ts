/** `decant doctor`, with what decant would serve with here. */
import type { DriverConfig } from '../config/config.js';
import { runDoctor } from '../doctor/doctor.js';
import { chooseDrivers } from '../drivers/choice.js';
import { StartError } from '../errors.js';
import type { Logger } from '../log/logger.js';
import type { HostAddress } from '../peer/host-address.js';
import { peerOptions, type RunningConfig } from './peer-options.js';

/** The doctor's report; resolves to the exit status. Drivers that cannot be had are a finding, the rest is still looked at. */
export async function examine(
  config: RunningConfig & { readonly mode: 'doctor' },
  host: HostAddress,
  print: (line: string) => void,
  log: Logger,
): Promise<number> {
  const { drivers, problem } = chosenOrUsual(config.drivers, host.channel);
  const { tables } = await peerOptions({ ...config, drivers }, host, log);
  return runDoctor({
    host,
    runtimeDir: config.runtimeDir,
    socket: config.socket,
    tables,
    print,
    drivers: problem ?? chooseDrivers(drivers, host.channel),
    channel: host.channel,
  });
}

/** The drivers that were asked for, or what is usual if they cannot be had, and why. */
function chosenOrUsual(
  asked: DriverConfig,
  channel: HostAddress['channel'],
): { readonly drivers: DriverConfig; readonly problem?: string } {
  try {
    chooseDrivers(asked, channel);
    return { drivers: asked };
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    return { drivers: { shm: undefined, data: undefined, drmDevice: undefined }, problem: error.message };
  }
}
