/** `--master`, and the wrapper, which is a master for one program's clients: they have a peer each. */
import { StartError } from '../errors.js';
import type { Logger } from '../log/logger.js';
import { Server, type ServerOptions } from '../master/server.js';
import type { HostAddress } from '../peer/host-address.js';
import { peerOptions } from './peer-options.js';
import { serverOptions } from './server-options.js';

/** Serves until told to stop. Throws `StartError` for a wrapper without a host, and for drivers that cannot be had. */
export async function runMaster(
  config: ServerOptions['config'],
  host: HostAddress,
  log: Logger,
): Promise<void> {
  const options = await peerOptions(config, host, log);
  const problem = host.problem();
  if (problem !== undefined && config.mode === 'wrapper')
    throw new StartError(`the host cannot be reached: ${problem}`);
  if (problem !== undefined)
    log.warn(`the host cannot be reached now, clients will be turned away: ${problem}`);
  await new Server(await serverOptions(config, host, options, log)).run();
}
