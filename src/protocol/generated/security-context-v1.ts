// Made by tools/scanner from wayland-protocols/security-context-v1.xml. Not to be edited.
import type { InterfaceSchema } from '../schema.js';

export const wp_security_context_manager_v1 = {
  name: 'wp_security_context_manager_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'create_listener', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'wp_security_context_v1' }, { name: 'listen_fd', type: 'fd' }, { name: 'close_fd', type: 'fd' }] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { invalid_listen_fd: 1, nested: 2 } },
  ],
} as const satisfies InterfaceSchema;

export const wp_security_context_v1 = {
  name: 'wp_security_context_v1',
  version: 1,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    { name: 'set_sandbox_engine', since: 1, args: [{ name: 'name', type: 'string' }] },
    { name: 'set_app_id', since: 1, args: [{ name: 'app_id', type: 'string' }] },
    { name: 'set_instance_id', since: 1, args: [{ name: 'instance_id', type: 'string' }] },
    { name: 'commit', since: 1, args: [] },
  ],
  events: [],
  enums: [
    { name: 'error', entries: { already_used: 1, already_set: 2, invalid_metadata: 3 } },
  ],
} as const satisfies InterfaceSchema;
