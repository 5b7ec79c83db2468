/** One client whose connection was inherited: how a peer starts that is not forked. */
import type { PeerConfig } from '../config/config.js';
import type { Logger } from '../log/logger.js';
import { addon } from '../native/addon.js';
import { inheritedSocket } from '../native/inherited.js';
import type { HostAddress } from '../peer/host-address.js';
import { servePeer } from '../peer/serve.js';
import { peerOptions } from './peer-options.js';

/** Serves the client until either side has gone. Throws `StartError` for drivers that cannot be had. */
export async function runPeer(config: PeerConfig, host: HostAddress, log: Logger): Promise<void> {
  const options = await peerOptions(config, host, log);
  log.setSource(`peer ${addon.getpid()}`);
  servePeer(inheritedSocket(config.clientFd, '--client-fd'), options);
}
