/**
 * Which surface a message is about, where units differ from output to output: of the pointer that is in it, of the parent that a
 * subsurface is placed in. Read off the tables: what names a surface is about it from then on, and so is what is made for one.
 * Says so to the `View`; scales nothing itself. Nothing of this is there where units are the same everywhere.
 */
import type { InterfaceSchema, MessageSchema } from '../../protocol/schema.js';
import { zwp_relative_pointer_manager_v1 } from '../../protocol/generated/relative-pointer-unstable-v1.js';
import { zwp_tablet_tool_v2 } from '../../protocol/generated/tablet-v2.js';
import {
  wl_data_device,
  wl_pointer,
  wl_subcompositor,
  wl_surface,
  wl_touch,
} from '../../protocol/generated/wayland.js';
import { zwlr_screencopy_manager_v1 } from '../../protocol/generated/wlr-screencopy-unstable-v1.js';
import { defineHandler, type Handler, type PeerContext, type Target } from '../handler.js';
import { fromTables } from './from-tables.js';
import { clientIdFor, ownHostId } from '../own-ids.js';
import type { ScaledSurface } from './surface.js';
import type { ViewOf } from './view.js';

const surfaceArg = 'surface';
const surfaceOf = (message: MessageSchema): boolean =>
  message.args.some(
    (arg) => arg.name === surfaceArg && 'interface' in arg && arg.interface === wl_surface.name,
  );
const newIdOf = (message: MessageSchema): string | undefined =>
  message.args.find((arg) => arg.type === 'new_id')?.name;

/** Ids are used again: what was said of one that is gone holds for none that comes. Stands behind all that asks. */
export function subjectEndHandlers(interfaces: readonly InterfaceSchema[], view: ViewOf): Handler[] {
  return fromTables(interfaces, 'requests', ({ destructor }) =>
    destructor ? ({ peer, id }) => view(peer).concernsNothing(id) : undefined,
  );
}

/** In requests, before anything is scaled. */
export function subjectRequestHandlers(interfaces: readonly InterfaceSchema[], view: ViewOf): Handler[] {
  return [
    ...leaders(view),
    ...fromTables(interfaces, 'requests', (message) => {
      // The cursor's surface is none that the pointer is in.
      if (!surfaceOf(message) || message.name === 'set_cursor' || message.name === 'get_subsurface')
        return undefined;
      const newId = newIdOf(message);
      return ({ peer, id }, args) =>
        view(peer).concerns(
          newId === undefined ? id : (args[newId] as number),
          view(peer).surface(args[surfaceArg] as number),
        );
    }),
    defineHandler(zwp_relative_pointer_manager_v1, {
      requests: {
        get_relative_pointer: ({ peer }, { id, pointer }) =>
          view(peer).concerns(id, {
            get scale() {
              return view(peer).scaleOf(pointer);
            },
          }),
      },
    }),
    defineHandler(zwlr_screencopy_manager_v1, {
      requests: {
        capture_output_region: ({ peer, id }, { output }) => {
          const { outputs } = view(peer);
          view(peer).concerns(id, { scale: outputs.scale(outputs.get(output)?.name) });
        },
      },
    }),
  ];
}

/** In events, at the host's end of what scales. */
export function subjectEventHandlers(interfaces: readonly InterfaceSchema[], view: ViewOf): Handler[] {
  // Of the peer's own surfaces some are known, such as those of frames.
  const named = ({ peer }: Target, surface: number): ScaledSurface | undefined => {
    const id = clientIdFor(peer.objects, surface);
    return ownHostId(id) === undefined ? view(peer).surface(id) : view(peer).known(id);
  };
  return [
    ...fromTables(interfaces, 'events', (message) => {
      if (!surfaceOf(message)) return undefined;
      return (target, args) => {
        const surface = named(target, args[surfaceArg] as number);
        if (!surface) return;
        view(target.peer).concerns(target.counterpart, surface);
        if (message.name !== 'leave') view(target.peer).used(surface);
      };
    }),
    touchHandler(view, named),
  ];
}

/** Surfaces that are in the units of another one. */
function leaders(view: ViewOf): Handler[] {
  const setCursor = ({ peer, id }: Target, { surface }: { readonly surface: number }): void => {
    // X has one cursor for all windows, which is no larger over those that are enlarged.
    if (surface !== 0 && !view(peer).client.x11) view(peer).surface(surface).follow(view(peer).subject(id));
  };
  return [
    defineHandler(wl_pointer, { requests: { set_cursor: setCursor } }),
    defineHandler(zwp_tablet_tool_v2, { requests: { set_cursor: setCursor } }),
    defineHandler(wl_subcompositor, {
      requests: {
        get_subsurface: ({ peer }, { id, surface, parent }) => {
          const leader = view(peer).surface(parent);
          view(peer).concerns(id, leader);
          view(peer).surface(surface).follow(leader);
        },
      },
    }),
    defineHandler(wl_data_device, {
      requests: {
        start_drag: ({ peer }, { icon, origin }) => {
          if (icon !== 0) view(peer).surface(icon).follow(view(peer).surface(origin));
        },
      },
    }),
  ];
}

/** Each finger is on a surface of its own. */
function touchHandler(
  view: ViewOf,
  named: (target: Target, surface: number) => ScaledSurface | undefined,
): Handler {
  /** By the client's `wl_touch` and the finger's own number, which counts within that. */
  const touches = (_peer: PeerContext): Map<number, Map<number, ScaledSurface>> => new Map();
  const about = ({ peer, counterpart }: Target, finger: number): void => {
    const surface = peer.part(touches).get(counterpart)?.get(finger);
    if (surface) view(peer).concerns(counterpart, surface);
  };
  return defineHandler(wl_touch, {
    requests: { release: ({ peer, id }) => void peer.part(touches).delete(id) },
    events: {
      down: (target, { id, surface }) => {
        const found = named(target, surface);
        if (!found) return;
        const all = target.peer.part(touches);
        const fingers = all.get(target.counterpart) ?? new Map<number, ScaledSurface>();
        all.set(target.counterpart, fingers.set(id, found));
      },
      up: ({ peer, counterpart }, { id }) => void peer.part(touches).get(counterpart)?.delete(id),
      cancel: ({ peer, counterpart }) => void peer.part(touches).delete(counterpart),
      motion: (target, { id }) => about(target, id),
      shape: (target, { id }) => about(target, id),
    },
  });
}
