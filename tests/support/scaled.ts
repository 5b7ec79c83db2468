/** A peer whose client sees things at another scale. */
import type { ScaleConfig } from '../../src/config/config.js';
import { bridgeNames } from '../../src/config/groups/appearance.js';
import * as fractional from '../../src/protocol/generated/fractional-scale-v1.js';
import * as blur from '../../src/protocol/generated/org-kde-kwin-blur-v1.js';
import * as constraints from '../../src/protocol/generated/pointer-constraints-unstable-v1.js';
import * as gestures from '../../src/protocol/generated/pointer-gestures-unstable-v1.js';
import * as warp from '../../src/protocol/generated/pointer-warp-v1.js';
import * as relative from '../../src/protocol/generated/relative-pointer-unstable-v1.js';
import * as tablet from '../../src/protocol/generated/tablet-v2.js';
import * as textInputV1 from '../../src/protocol/generated/text-input-unstable-v1.js';
import * as textInputV3 from '../../src/protocol/generated/text-input-unstable-v3.js';
import * as viewporter from '../../src/protocol/generated/viewporter.js';
import { wl_compositor } from '../../src/protocol/generated/wayland.js';
import * as layerShell from '../../src/protocol/generated/wlr-layer-shell-unstable-v1.js';
import * as xdgOutput from '../../src/protocol/generated/xdg-output-unstable-v1.js';
import * as shell from '../../src/protocol/generated/xdg-shell.js';
import type { Args } from '../../src/wire/reader.js';
import { fixture, someFd } from './fixture.js';

const inputs = [constraints, gestures, warp, relative, tablet, textInputV1, textInputV3];
const tables = [blur, fractional, viewporter, layerShell, xdgOutput, shell, ...inputs].flatMap((each) =>
  Object.values(each),
);
/** What the host has, unless it is said. */
export const globals = {
  wl_compositor: 6,
  wl_subcompositor: 1,
  wl_shm: 1,
  wl_seat: 8,
  wp_viewporter: 1,
  wp_fractional_scale_manager_v1: 1,
  zwlr_layer_shell_v1: 4,
  xdg_wm_base: 5,
};
/** All but the one that scaling has to do with. */
const withoutBridges = bridgeNames.filter((name) => name !== 'fractional-scale');
const usual = [72, 96, 160, 240];

/** `more`: of the configuration; `others`: globals instead of the usual ones. */
export function scaled(
  factor: number,
  more: Partial<ScaleConfig> = {},
  others: Record<string, number> = globals,
) {
  const scale = { factor, dpi: usual, direct: false, stable: false, ...more };
  const made = fixture({ tables, globals: others, view: { scale }, withoutBridges });
  const { client, host } = made;
  /** A new object of the client's, by a request that names it. */
  const make = (from: number, request: string, args: Args<never> = {}, name = 'id'): number => {
    const id = client.newId();
    client.say(from, request, { ...args, [name]: id });
    return id;
  };
  const surface = (): number => make(client.bind(wl_compositor), 'create_surface');
  const buffer = (width: number, height: number): number => {
    const pool = client.newId();
    client.say(client.idOf('wl_shm'), 'create_pool', { id: pool, fd: someFd(), size: 4 * width * height });
    return make(pool, 'create_buffer', { offset: 0, width, height, stride: 4 * width, format: 0 });
  };
  /** Attaches a new buffer and commits. */
  const show = (id: number, width: number, height: number): void => {
    client.say(id, 'attach', { buffer: buffer(width, height), x: 0, y: 0 });
    client.say(id, 'commit');
  };
  const last = (message: string): Args<unknown> | undefined => host.seenOf(message).at(-1);
  return { ...made, make, surface, buffer, show, last };
}
