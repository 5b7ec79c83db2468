/** The primary selection under its two names: GTK's, which came first, and that of wayland-protocols. The messages are the same. */
import { gtk_primary_selection_device_manager } from '../../protocol/generated/gtk-primary-selection.js';
import { zwp_primary_selection_device_manager_v1 } from '../../protocol/generated/wp-primary-selection-unstable-v1.js';
import type { Bridge } from '../bridge.js';

const renames = { name: 'primary-selection', renames: true } as const;

export const primarySelectionBridges: readonly Bridge[] = [
  {
    ...renames,
    serves: zwp_primary_selection_device_manager_v1,
    over: [gtk_primary_selection_device_manager],
  },
  {
    ...renames,
    serves: gtk_primary_selection_device_manager,
    over: [zwp_primary_selection_device_manager_v1],
  },
];
