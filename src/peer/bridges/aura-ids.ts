/**
 * Application ids for ChromeOS, whose shelf knows windows by `zaura_surface.set_application_id`: told for each window of
 * the client's that says its id by xdg-shell.
 */
import { zaura_shell, zaura_surface } from '../../protocol/generated/aura-shell.js';
import { wl_surface } from '../../protocol/generated/wayland.js';
import { xdg_toplevel } from '../../protocol/generated/xdg-shell.js';
import { defineHandler, type Handler, type PeerContext } from '../handler.js';
import type { HostId } from '../ids.js';
import { lives } from '../living.js';
import { auraSurfaces } from './aura-surfaces.js';
import { xdgWindows, type XdgWindow } from './xdg-windows.js';

const idSince = 5;

function surfaceOf(peer: PeerContext, window: XdgWindow | undefined): HostId | 0 {
  return window && lives(peer, wl_surface, window.surface) ? peer.objects.hostIdOf(window.surface) : 0;
}

const toplevel = defineHandler(xdg_toplevel, {
  requests: {
    set_app_id: ({ peer, id }, { app_id: applicationId }) => {
      const surface = surfaceOf(peer, peer.part(xdgWindows).ofToplevel(id));
      const aura = surface === 0 ? undefined : peer.part(auraSurfaces).of(surface);
      if (aura !== undefined)
        peer.sendRequest(zaura_surface, 'set_application_id', aura, { application_id: applicationId });
    },
  },
});

/** Begins where the host is ChromeOS's. */
export const auraIdHandler: Handler = defineHandler(zaura_shell, {
  started: (peer) => {
    let begun = false;
    peer.hostGlobals.watch({
      added: (global) => {
        if (begun || global.interface !== zaura_shell.name || global.version < idSince) return;
        begun = true;
        peer.part(auraSurfaces);
        peer.addHandlers([toplevel]);
        peer.part(xdgWindows).watch({
          ending: (window) => {
            const surface = surfaceOf(peer, window);
            if (surface !== 0) peer.part(auraSurfaces).release(surface);
          },
        });
      },
    });
  },
});
