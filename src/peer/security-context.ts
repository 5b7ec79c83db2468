/**
 * A connection that the host knows to be a sandbox's (security-context-v1): the host gets a socket to listen on and is told whose it is,
 * by a connection of its own that ends then. The tagged one need not wait for that, since the kernel keeps what it
 * says until the host has accepted it.
 */
import { afterHost } from './after-host.js';
import { unlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Channel } from '../channel/channel.js';
import { SocketChannel } from '../channel/socket.js';
import type { IdentityConfig } from '../config/config.js';
import { passingDrivers } from '../drivers/index.js';
import { StartError } from '../errors.js';
import type { Logger } from '../log/logger.js';
import { addon } from '../native/addon.js';
import { OwnedFd } from '../native/fd.js';
import {
  wp_security_context_manager_v1,
  wp_security_context_v1,
} from '../protocol/generated/security-context-v1.js';
import type { PeerContext } from './handler.js';
import type { HostGlobal } from './host-globals.js';
import { Peer } from './peer.js';
import type { RelayTables } from './tables.js';

/** The name of the global that a host needs for it. */
export const securityContextGlobal = wp_security_context_manager_v1.name;

/** The protocol asks for a name in reverse-DNS style. */
const engine = 'app.decant';

export interface ContextOptions {
  readonly tables: RelayTables;
  readonly log: Logger;
  readonly identity: IdentityConfig;
  /** Where a socket can stand for a moment. */
  readonly runtimeDir: string | undefined;
}

/**
 * A tagged connection to the host that `channel`, which is used up, leads to. Throws `StartError` or a `SystemError` if there can be
 * no socket; a host without the global closes the connection.
 */
export function tagged(channel: Channel, options: ContextOptions): Channel {
  const { listener, connection } = connectToOurselves(options.runtimeDir);
  // While its other end is open, the host goes on listening.
  const [theirs, ours] = addon.pipe().map((fd) => new OwnedFd(fd)) as [OwnedFd, OwnedFd];
  const broker = new Peer({
    host: channel,
    drivers: passingDrivers(channel),
    tables: options.tables,
    log: options.log,
    onEnd: ({ cause, text }) => {
      for (const fd of [listener, theirs]) fd[Symbol.dispose]();
      if (cause !== 'stopped') options.log.warn(`no security context: ${text}`);
    },
  });
  const { context } = broker;
  broker.start();
  let manager: HostGlobal | undefined;
  context.act(() => {
    context.hostGlobals.watch({
      added: (global) => {
        if (global.interface === securityContextGlobal) manager ??= global;
      },
    });
    afterHost(context, () => {
      if (!manager) {
        broker.stop('the host has no security-context-v1');
        options.log.warn(`no security context: the host offers no ${securityContextGlobal}`);
        return;
      }
      describe(context, manager, { listener, closer: theirs }, options.identity);
      afterHost(context, () => broker.stop('the security context is made'));
    });
  });
  return new TaggedChannel(connection, ours);
}

/** The connection, and the end of the pipe that says that it is in use. */
class TaggedChannel extends SocketChannel {
  readonly #inUse: OwnedFd;

  constructor(connection: OwnedFd, inUse: OwnedFd) {
    super(connection, 'security context');
    this.#inUse = inUse;
  }

  override close(): void {
    super.close();
    this.#inUse[Symbol.dispose]();
  }
}

function describe(
  peer: PeerContext,
  global: HostGlobal,
  { listener, closer }: { readonly listener: OwnedFd; readonly closer: OwnedFd },
  { applicationId, vmIdentifier }: IdentityConfig,
): void {
  const manager = peer.hostGlobals.bind(global, wp_security_context_manager_v1, 1, {});
  const id = peer.addProxy(wp_security_context_v1, 1, {});
  peer.sendRequest(wp_security_context_manager_v1, 'create_listener', manager, {
    id,
    listen_fd: listener,
    close_fd: closer,
  });
  peer.sendRequest(wp_security_context_v1, 'set_sandbox_engine', id, { name: engine });
  if (applicationId !== undefined)
    peer.sendRequest(wp_security_context_v1, 'set_app_id', id, { app_id: applicationId });
  const instance = vmIdentifier ?? `decant-${addon.getpid()}`;
  peer.sendRequest(wp_security_context_v1, 'set_instance_id', id, { instance_id: instance });
  peer.sendRequest(wp_security_context_v1, 'commit', id, {});
}

let sockets = 0;

/** A listening socket that has no name any more, and a connection that waits in it. */
function connectToOurselves(runtimeDir: string | undefined): { listener: OwnedFd; connection: OwnedFd } {
  if (!runtimeDir)
    throw new StartError('XDG_RUNTIME_DIR is not set: a security context needs a socket there');
  const path = join(runtimeDir, `.decant-context-${addon.getpid()}-${sockets++}`);
  const listener = new OwnedFd(addon.listen(path, 1));
  try {
    return { listener, connection: new OwnedFd(addon.connect(path)) };
  } catch (error) {
    listener.close();
    throw error;
  } finally {
    unlinkSync(path);
  }
}
