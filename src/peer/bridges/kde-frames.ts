/** Frames by `org_kde_kwin_server_decoration`: the host answers each request with the mode that holds. */
import {
  org_kde_kwin_server_decoration,
  org_kde_kwin_server_decoration_manager,
} from '../../protocol/generated/org-kde-kwin-server-decoration-v1.js';
import type { PeerContext } from '../handler.js';
import type { HostId } from '../ids.js';
import type { HostFrames } from './host-frames.js';

const { Client: byClient, Server: byServer } = org_kde_kwin_server_decoration.enums[0].entries;

/** The host's manager, and the mode that windows have which ask for none. */
const manager = (peer: PeerContext): { readonly id: HostId; usual: number } => {
  const global = peer.hostGlobals.find(org_kde_kwin_server_decoration_manager)!;
  const bound = {
    id: peer.hostGlobals.bind(global, org_kde_kwin_server_decoration_manager, 1, {
      default_mode: (_manager, { mode }) => {
        bound.usual = mode;
      },
    }),
    usual: byServer as number,
  };
  return bound;
};

export const kdeFrames: HostFrames = {
  table: org_kde_kwin_server_decoration_manager,
  begin: (peer) => void peer.part(manager),
  make: (peer, surface, decided) => {
    const { id: creator } = peer.part(manager);
    const id: HostId = peer.addProxy(org_kde_kwin_server_decoration, 1, {
      mode: (_decoration, { mode }) => decided(mode === byServer ? 'server' : 'client'),
    });
    peer.sendRequest(org_kde_kwin_server_decoration_manager, 'create', creator, { id, surface });
    const modes = { client: byClient, server: byServer };
    return {
      want: (side) => {
        const mode = side === undefined ? peer.part(manager).usual : modes[side];
        peer.sendRequest(org_kde_kwin_server_decoration, 'request_mode', id, { mode });
      },
      end: () => peer.sendRequest(org_kde_kwin_server_decoration, 'release', id, {}),
    };
  },
};
