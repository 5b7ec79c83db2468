/** The global by which Xwayland since 23.1 says which surface shows which window (xwayland-shell): both have a serial. */
import { ProtocolError } from '../../errors.js';
import { wl_surface } from '../../protocol/generated/wayland.js';
import { xwayland_shell_v1, xwayland_surface_v1 } from '../../protocol/generated/xwayland-shell-v1.js';
import type { PeerContext } from '../handler.js';
import type { ClientId } from '../ids.js';
import { x11Windows } from './x11-windows.js';

const high = 2 ** 32;
const [shellError] = xwayland_shell_v1.enums;
const [surfaceError] = xwayland_surface_v1.enums;

/** Offers it to the peer's client. */
export function offerXwaylandShell(peer: PeerContext): void {
  peer.globals.takeOver(xwayland_shell_v1);
  peer.globals.offer(xwayland_shell_v1, xwayland_shell_v1.version, (newId, version) => {
    // Which window a surface is for is known only when the surface is there.
    peer.part(x11Windows).early.allowed = false;
    const shell: ClientId = peer.addResource(xwayland_shell_v1, version, newId, {
      destroy: () => peer.endResource(shell),
      get_xwayland_surface: (_target, { id, surface }) => {
        if (!peer.part(x11Windows).surface(surface)?.undecided)
          throw new ProtocolError(shell, shellError.entries.role, `${wl_surface.name}#${surface} has a role`);
        addSurface(peer, version, id, surface);
      },
    });
  });
}

function addSurface(peer: PeerContext, version: number, newId: number, surface: number): void {
  let named = false;
  const object: ClientId = peer.addResource(xwayland_surface_v1, version, newId, {
    destroy: () => peer.endResource(object),
    set_serial: (_target, { serial_lo: low, serial_hi: upper }) => {
      const serial = low + upper * high;
      if (serial === 0)
        throw new ProtocolError(object, surfaceError.entries.invalid_serial, 'a serial is never 0');
      if (named)
        throw new ProtocolError(object, surfaceError.entries.already_associated, 'it has a serial already');
      named = true;
      peer.part(x11Windows).surfaceNamed(surface, serial);
    },
  });
}
