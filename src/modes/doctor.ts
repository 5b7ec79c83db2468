/** `decant doctor`, with what decant would serve with here. */
import type { DriverConfig } from '../config/config.js';
import { runDoctor } from '../doctor/doctor.js';
import { endTimeLimit, limitTime } from '../doctor/time-limit.js';
import { chooseDrivers, type ChannelName } from '../drivers/choice.js';
import type { DriverNames } from '../drivers/index.js';
import { StartError } from '../errors.js';
import type { Logger } from '../log/logger.js';
import { HostAddress } from '../peer/host-address.js';
import { peerOptions, type RunningConfig } from './peer-options.js';

/** The doctor's report; resolves to the exit status. Drivers that cannot be had are a finding, the rest is still looked at. */
export async function examine(
  config: RunningConfig & { readonly mode: 'doctor' },
  print: (line: string) => void,
  log: Logger,
): Promise<number> {
  limitTime('Looking for the way to the host');
  const host = await HostAddress.find(config.host, config.runtimeDir);
  endTimeLimit();
  const { drivers, problem } = chosenOrUsual(config.drivers, host.channel);
  const serve = await peerOptions(config, host, log, { drivers });
  const { runtimeDir, socket } = config;
  return runDoctor({ host, runtimeDir, socket, print, serve, problem, channel: host.channel });
}

/** The drivers that were asked for, or what is usual if they cannot be had, and why. */
function chosenOrUsual(
  asked: DriverConfig,
  channel: ChannelName,
): { readonly drivers: DriverNames; readonly problem: string | undefined } {
  try {
    return { drivers: chooseDrivers(asked, channel), problem: undefined };
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    return { drivers: chooseDrivers({ shm: undefined, data: undefined }, channel), problem: error.message };
  }
}
