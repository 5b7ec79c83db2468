/** Frames by ChromeOS's `zaura_surface`, whose host does as it is told and says nothing. */
import { zaura_shell, zaura_surface } from '../../protocol/generated/aura-shell.js';
import { auraSurfaces } from './aura-surfaces.js';
import type { FrameSide, HostFrames } from './host-frames.js';

const { none, normal } = zaura_surface.enums[0].entries;

export const auraFrames: HostFrames = {
  table: zaura_shell,
  begin: (peer) => void peer.part(auraSurfaces),
  make: (peer, surface, decided) => {
    const want = (side: FrameSide): void => {
      const id = peer.part(auraSurfaces).of(surface);
      const type = side === 'server' ? normal : none;
      if (id !== undefined) peer.sendRequest(zaura_surface, 'set_frame', id, { type });
      decided(id === undefined ? 'client' : side);
    };
    // Who asks for a decoration and says no more leaves it to the host, which then draws one.
    want('server');
    return {
      want: (side) => want(side ?? 'server'),
      end: () => undefined,
    };
  },
};
