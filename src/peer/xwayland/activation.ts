/** Who may become the active window: tokens of xdg-activation, and their use. The host decides. */
import { xdg_activation_token_v1, xdg_activation_v1 } from '../../protocol/generated/xdg-activation-v1.js';
import type { PeerContext } from '../handler.js';
import type { HostId } from '../ids.js';
import type { Press } from './presses.js';
import type { Shell } from './shell.js';

/** Asks for a token; `input`: the user's, which it is for. `then` is called once, unless the host has no activation. */
export function askForToken(
  peer: PeerContext,
  shell: Shell,
  input: Press | undefined,
  then: (token: string) => void,
): boolean {
  const { activation } = shell;
  if (activation === undefined) return false;
  const id: HostId = peer.addProxy(xdg_activation_token_v1, 1, {
    done: (_target, { token }) => {
      peer.sendRequest(xdg_activation_token_v1, 'destroy', id, {});
      then(token);
    },
  });
  peer.sendRequest(xdg_activation_v1, 'get_activation_token', activation, { id });
  if (input) peer.sendRequest(xdg_activation_token_v1, 'set_serial', id, input);
  peer.sendRequest(xdg_activation_token_v1, 'commit', id, {});
  return true;
}

/** Asks the host to make `surface` active by a token that it gave to whoever. */
export function activate(peer: PeerContext, shell: Shell, surface: HostId, token: string): void {
  const { activation } = shell;
  if (activation !== undefined)
    peer.sendRequest(xdg_activation_v1, 'activate', activation, { token, surface });
}
