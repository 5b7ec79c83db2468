// Made by tools/scanner from hyprland/hyprland-lock-notify-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const hyprland_lock_notifier_v1 = {
  name: 'hyprland_lock_notifier_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'get_lock_notification', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'hyprland_lock_notification_v1' }] },
  ],
  events: [],
  enums: [],
} as const satisfies InterfaceSchema;

export const hyprland_lock_notification_v1 = {
  name: 'hyprland_lock_notification_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
  ],
  events: [
    { name: 'locked', since: 1, args: [] },
    { name: 'unlocked', since: 1, args: [] },
  ],
  enums: [],
} as const satisfies InterfaceSchema;
