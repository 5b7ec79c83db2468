/**
 * The example of docs/HANDLERS.md, which shows this file word for word. Not part of decant.
 *
 * A client that keeps the screen on stays among its own: the host does not hear of it, and the client is not told that
 * the user is idle. Nobody is told sooner than after `leastMs`.
 */
import { ProtocolError, displayError } from '../../src/errors.js';
import { consumed, defineHandler, type Handler } from '../../src/peer/handler.js';
import type { ClientId } from '../../src/peer/ids.js';
import {
  ext_idle_notification_v1,
  ext_idle_notifier_v1,
} from '../../src/protocol/generated/ext-idle-notify-v1.js';
import {
  zwp_idle_inhibit_manager_v1,
  zwp_idle_inhibitor_v1,
} from '../../src/protocol/generated/idle-inhibit-unstable-v1.js';

const leastMs = 10_000;

interface Idling {
  inhibitors: number;
  /** Notifications whose client was told of idling last. */
  readonly idled: Set<ClientId>;
}

/** Each peer has its own: `peer.part(idling)`. */
const idling = (): Idling => ({ inhibitors: 0, idled: new Set() });

/** Changes arguments: what is returned goes on instead. */
const notifier = defineHandler(ext_idle_notifier_v1, {
  requests: {
    get_idle_notification: (_target, args) => ({ ...args, timeout: Math.max(args.timeout, leastMs) }),
  },
});

/** Looks at messages, and holds one back. */
const notification = defineHandler(ext_idle_notification_v1, {
  requests: {
    destroy: ({ peer, id }) => void peer.part(idling).idled.delete(id as ClientId),
  },
  events: {
    idled: ({ peer, counterpart }) => {
      const { inhibitors, idled } = peer.part(idling);
      if (inhibitors > 0) return consumed;
      idled.add(counterpart as ClientId);
      return undefined;
    },
    resumed: ({ peer, counterpart }) =>
      peer.part(idling).idled.delete(counterpart as ClientId) ? undefined : consumed,
  },
});

/** Answers by itself: the new object has no counterpart on the host. */
const inhibitManager = defineHandler(zwp_idle_inhibit_manager_v1, {
  requests: {
    create_inhibitor: ({ peer, version }, { id, surface }) => {
      // Nothing that is consumed has been checked.
      if (!peer.objects.clientRange(surface))
        throw new ProtocolError(1, displayError.invalidObject, `create_inhibitor: no object ${surface}`);
      const state = peer.part(idling);
      peer.addResource(zwp_idle_inhibitor_v1, version, id, {
        destroy: (inhibitor) => {
          state.inhibitors--;
          peer.endResource(inhibitor.id as ClientId);
        },
      });
      state.inhibitors++;
      for (const told of state.idled) peer.sendEvent(ext_idle_notification_v1, 'resumed', told, {});
      state.idled.clear();
      return consumed;
    },
  },
});

export const idleHandlers: readonly Handler[] = [notifier, notification, inhibitManager];
