/** A peer with `--direct-scale` on a host of two outputs, whose client has a window. */
import { wl_shm } from '../../src/protocol/generated/wayland.js';
import { xdg_wm_base } from '../../src/protocol/generated/xdg-shell.js';
import { globals, scaled } from './scaled.js';

/** Two outputs side by side, of 800 units and pixels, and of 600 units and 1200 pixels. */
export function twoOutputs(others: Record<string, number> = {}) {
  const made = scaled(1, { direct: true }, { ...globals, wl_output: 4, ...others });
  const { client, host, make, surface } = made;
  const first = host.idOf('wl_output');
  host.announce('wl_output', 4);
  const second = host.idsOf('wl_output').at(-1)!;
  const describe = (id: number, x: number, width: number, scale: number): void => {
    const common = {
      y: 0,
      subpixel: 0,
      make: 'a',
      model: 'b',
      transform: 0,
      physical_width: 0,
      physical_height: 0,
    };
    host.say(id, 'geometry', { ...common, x });
    host.say(id, 'mode', { flags: 1, width, height: 600, refresh: 60_000 });
    host.say(id, 'scale', { factor: scale });
    host.say(id, 'done');
  };
  describe(first, 0, 800, 1);
  describe(second, 800, 1200, 2);
  client.bind(wl_shm);
  const base = client.bind(xdg_wm_base);
  const wlSurface = surface();
  const xdgSurface = make(base, 'get_xdg_surface', { surface: wlSurface });
  const toplevel = make(xdgSurface, 'get_toplevel');
  const [hostSurface, hostXdg, hostToplevel] = ['wl_surface', 'xdg_surface', 'xdg_toplevel'].map((each) =>
    host.idOf(each),
  );
  const configure = (width: number, height: number, serial: number): void => {
    host.say(hostToplevel!, 'configure', { width, height, states: new Uint8Array(0) });
    host.say(hostXdg!, 'configure', { serial });
    client.say(xdgSurface, 'ack_configure', { serial });
  };
  const enter = (output: number, id = hostSurface!): void => host.say(id, 'enter', { output });
  const leave = (output: number, id = hostSurface!): void => host.say(id, 'leave', { output });
  /** The sizes that the window was told. */
  const sizes = (): unknown[] =>
    client.seen
      .filter((each) => each.interface === 'xdg_toplevel' && each.message === 'configure')
      .map(({ args }) => [args['width'], args['height']]);
  return {
    ...made,
    first,
    second,
    describe,
    base,
    wlSurface,
    hostSurface: hostSurface!,
    xdgSurface,
    toplevel,
    configure,
    enter,
    leave,
    sizes,
  };
}
