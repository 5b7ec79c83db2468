/**
 * Titles and application ids on their way to the host (`--tag`, `--application-id`, `--vm-identifier`). A window that gets a
 * tag or an id whatever its client says gets it before it is first seen. Only in the list where one of them is set.
 */
import type { IdentityConfig } from '../../config/config.js';
import { zaura_surface } from '../../protocol/generated/aura-shell.js';
import { gtk_surface1 } from '../../protocol/generated/gtk.js';
import { wl_shell_surface } from '../../protocol/generated/wayland.js';
import { xdg_activation_token_v1 } from '../../protocol/generated/xdg-activation-v1.js';
import { xdg_toplevel } from '../../protocol/generated/xdg-shell.js';
import { defineHandler, type Handler, type PeerContext, type Target } from '../handler.js';
import type { HostId } from '../ids.js';
import { applicationIdFor, namesAll, titleFor } from '../identity.js';

/** Of the windows that live, by the client's id: what the client has said of itself. */
interface Named {
  readonly titles: Set<number>;
  readonly ids: Set<number>;
}

/** The argument, as wayland.xml spells it. */
const shellClass = 'class_';

const named = (_peer: PeerContext): Named => ({ titles: new Set(), ids: new Set() });

/** For the windows of xdg-shell. */
function toplevel(config: IdentityConfig): Handler {
  return defineHandler(xdg_toplevel, {
    requests: {
      set_title: ({ peer, id }, { title }) => {
        peer.part(named).titles.add(id);
        return { title: titleFor(config, title) };
      },
      set_app_id: ({ peer, id }, args) => {
        peer.part(named).ids.add(id);
        return { app_id: applicationIdFor(config, args.app_id, 'wayland') };
      },
      destroy: ({ peer, id }) => {
        const { titles, ids } = peer.part(named);
        titles.delete(id);
        ids.delete(id);
      },
    },
    // It must come before the first buffer, so this is before the window is there.
    events: { configure: (target) => name(target, config) },
  });
}

/** Names a window whose client has not. */
function name({ peer, id, counterpart }: Target, config: IdentityConfig): void {
  const { titles, ids } = peer.part(named);
  if (config.tag !== '' && !titles.has(counterpart)) {
    titles.add(counterpart);
    peer.sendRequest(xdg_toplevel, 'set_title', id as HostId, { title: titleFor(config, '') });
  }
  if (namesAll(config) && !ids.has(counterpart)) {
    ids.add(counterpart);
    peer.sendRequest(xdg_toplevel, 'set_app_id', id as HostId, {
      app_id: applicationIdFor(config, '', 'wayland'),
    });
  }
}

export function identityHandlers(config: IdentityConfig): Handler[] {
  const idOf = (id: string | null): string | null =>
    id === null ? null : applicationIdFor(config, id, 'wayland');
  return [
    toplevel(config),
    defineHandler(wl_shell_surface, {
      requests: {
        set_title: (_surface, { title }) => ({ title: titleFor(config, title) }),
        set_class: (_surface, args) => ({
          [shellClass]: applicationIdFor(config, args[shellClass], 'wayland'),
        }),
      },
    }),
    defineHandler(xdg_activation_token_v1, {
      requests: {
        set_app_id: (_token, args) => ({ app_id: applicationIdFor(config, args.app_id, 'wayland') }),
      },
    }),
    defineHandler(gtk_surface1, {
      requests: {
        set_dbus_properties: (_surface, args) => ({ ...args, application_id: idOf(args.application_id) }),
      },
    }),
    defineHandler(zaura_surface, {
      requests: {
        set_application_id: (_surface, args) => ({ application_id: idOf(args.application_id) }),
      },
    }),
  ];
}
