/** Classes of messages that a trace can leave out (`--log-suppress`), with the members wayland-proxy-virtwl gives them. */

export const suppressClasses = ['motion', 'shm', 'delete', 'region', 'drawing', 'hints'] as const;
export type SuppressClass = (typeof suppressClasses)[number];

/** `interface.message`, or `interface.*` for all messages of an interface. */
const members: Readonly<Record<SuppressClass, readonly string[]>> = {
  delete: ['wl_display.delete_id'],
  motion: ['wl_pointer.frame', 'wl_pointer.motion'],
  drawing: ['attach', 'frame', 'damage', 'damage_buffer', 'commit'].map((name) => `wl_surface.${name}`),
  region: ['wl_compositor.create_region', 'wl_region.*', 'wl_surface.set_input_region'],
  shm: ['wl_shm.*', 'wl_shm_pool.*', 'wl_buffer.*'],
  hints: [
    'xdg_toplevel.set_min_size',
    'xdg_toplevel.set_max_size',
    'xdg_surface.set_window_geometry',
    'wl_surface.set_buffer_scale',
  ],
};

/** Whether a trace without `classes` shows a message. */
export function traceFilter(
  classes: readonly SuppressClass[],
): (interfaceName: string, message: string) => boolean {
  const hidden = new Set(classes.flatMap((name) => members[name]));
  return (interfaceName, message) =>
    !hidden.has(`${interfaceName}.${message}`) && !hidden.has(`${interfaceName}.*`);
}
