/**
 * The handlers of clients that see something else than the host shows: only those that are asked for. Loaded only where
 * something is, since all peers of a master carry what it has loaded.
 */
import type { ViewConfig } from '../config/config.js';
import { zcr_keyboard_extension_v1 } from '../protocol/generated/keyboard-extension-unstable-v1.js';
import { wp_security_context_manager_v1 } from '../protocol/generated/security-context-v1.js';
import { zxdg_output_manager_v1 } from '../protocol/generated/xdg-output-unstable-v1.js';
import { hasAny } from './accelerators.js';
import type { Handler } from './handler.js';
import { changesNames } from './identity.js';
import { placedOutputHandlers, scalingHandlers } from './scaling/index.js';
import type { ClientKind } from './scaling/view.js';
import { acceleratorHandlers } from './handlers/accelerators.js';
import { hiddenOfferHandlers } from './handlers/hidden-offers.js';
import { identityHandlers } from './handlers/identity.js';
import { withheldDataHandlers } from './handlers/withheld-data.js';

/** From the client's end to the host's. Throws `UsageError` for an accelerator that is no key. */
export function viewHandlers(view: Partial<ViewConfig>, client: ClientKind): Handler[] {
  const { identity, accelerators, clipboard, scale } = view;
  // What the ids of X11 windows are made of is known where they are made: `xwayland/toplevel.ts`.
  const named = identity && client.x11 ? { ...identity, vmIdentifier: undefined } : identity;
  return [
    ...(clipboard?.toHost === false ? withheldDataHandlers : []),
    ...(clipboard?.fromHost === false ? hiddenOfferHandlers : []),
    ...(named && changesNames(named) ? alsoOwn(identityHandlers(named)) : []),
    ...(accelerators && hasAny(accelerators) ? acceleratorHandlers(accelerators) : []),
    ...(scale || client.ownScales ? alsoOwn(scalingHandlers(scale, client)) : []),
    ...(!scale && !client.ownScales && client.x11 ? placedOutputHandlers(client) : []),
  ];
}

/** Globals that clients of such a view do not get, since the peer itself has them or since they lead past it, with the reason. */
export function takenGlobals(
  { accelerators, globals }: Partial<ViewConfig>,
  { x11 }: ClientKind,
): Record<string, string> {
  const { name: contexts } = wp_security_context_manager_v1;
  // A pattern may well be meant for others; this one is only for those who know what they open.
  const named = globals?.allow.some(({ pattern }) => pattern === contexts);
  return {
    // Whoever connects to a listener of the client's speaks to the host, and not by way of this process.
    ...(named ? {} : { [contexts]: 'it leads past everything that is asked for here' }),
    // The host takes one answer for each key, and with accelerators that is the peer's.
    ...(accelerators && hasAny(accelerators)
      ? { [zcr_keyboard_extension_v1.name]: 'accelerators are answered by it' }
      : {}),
    ...(x11 ? { [zxdg_output_manager_v1.name]: 'Xwayland is told by wl_output where outputs are' } : {}),
  };
}

/** Marks handlers that serve the windows of an X11 window manager too. */
function alsoOwn(handlers: readonly Handler[]): Handler[] {
  return handlers.map((handler) => ({ ...handler, alsoOwn: true }));
}
