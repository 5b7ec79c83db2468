// Made by tools/scanner from wayland-protocols/ext-idle-notify-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const ext_idle_notifier_v1 = {
  name: 'ext_idle_notifier_v1',
  version: 2,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_idle_notification', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'ext_idle_notification_v1' }, { name: 'timeout', type: 'uint' }, { name: 'seat', type: 'object', interface: 'wl_seat' }] },
    { name: 'get_input_idle_notification', since: 2, args: [{ name: 'id', type: 'new_id', interface: 'ext_idle_notification_v1' }, { name: 'timeout', type: 'uint' }, { name: 'seat', type: 'object', interface: 'wl_seat' }] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const ext_idle_notification_v1 = {
  name: 'ext_idle_notification_v1',
  version: 2,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'idled', since: 1, args: [] },
    { name: 'resumed', since: 1, args: [] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;
