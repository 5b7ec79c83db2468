/** The cursors over frames: the host's own shapes where it has them (cursor-shape-v1), else drawn ones. */
import {
  wp_cursor_shape_device_v1,
  wp_cursor_shape_manager_v1,
} from '../../protocol/generated/cursor-shape-v1.js';
import { wl_pointer } from '../../protocol/generated/wayland.js';
import { xdg_toplevel } from '../../protocol/generated/xdg-shell.js';
import type { PeerContext } from '../handler.js';
import type { HostId } from '../ids.js';
import type { Zone } from './frame-layout.js';
import { cursorHotspot, cursorSize, paintCursor, type CursorName } from './frame-paint.js';
import { OwnSurface } from './own-surface.js';
import type { Shell } from './shell.js';

const { top, bottom, left, right } = xdg_toplevel.enums[1].entries;
const {
  default: arrow,
  ew_resize: horizontal,
  ns_resize: vertical,
  nwse_resize: falling,
  nesw_resize: rising,
} = wp_cursor_shape_device_v1.enums[0].entries;
const shapes: Readonly<Record<CursorName, number>> = { arrow, horizontal, vertical, falling, rising };

const cursorOfEdge: ReadonlyMap<Zone, CursorName> = new Map([
  [left, 'horizontal'],
  [right, 'horizontal'],
  [top, 'vertical'],
  [bottom, 'vertical'],
  [top | left, 'falling'],
  [bottom | right, 'falling'],
  [top | right, 'rising'],
  [bottom | left, 'rising'],
]);

export class FrameCursors {
  readonly #peer: PeerContext;
  readonly #shell: Shell;
  /** Those that were drawn. They stay: there are five. */
  readonly #drawn = new Map<CursorName, { readonly surface: OwnSurface; scale: number }>();
  readonly #scale: () => number;

  /** `scale`: pixels for each unit, as they are wanted now. */
  constructor(peer: PeerContext, shell: Shell, scale: () => number) {
    this.#peer = peer;
    this.#scale = scale;
    this.#shell = shell;
  }

  /** `serial`: of the pointer's last `enter`. */
  set(pointer: HostId, serial: number, zone: Zone): void {
    const name = cursorOfEdge.get(zone) ?? 'arrow';
    const manager = this.#shell.cursorShapes;
    if (manager !== undefined) {
      const device = this.#peer.addProxy(wp_cursor_shape_device_v1, 1, {});
      const ids = { cursor_shape_device: device, pointer };
      this.#peer.sendRequest(wp_cursor_shape_manager_v1, 'get_pointer', manager, ids);
      this.#peer.sendRequest(wp_cursor_shape_device_v1, 'set_shape', device, { serial, shape: shapes[name] });
      this.#peer.sendRequest(wp_cursor_shape_device_v1, 'destroy', device, {});
      return;
    }
    const { id: surface } = this.#draw(name);
    const at = cursorHotspot[name];
    const request = { serial, surface, hotspot_x: at, hotspot_y: at };
    this.#peer.sendRequest(wl_pointer, 'set_cursor', pointer, request);
  }

  #draw(name: CursorName): OwnSurface {
    const wanted = this.#shell.canScale ? this.#scale() : 1;
    const drawn = this.#drawn.get(name) ?? { surface: new OwnSurface(this.#peer, this.#shell), scale: 0 };
    this.#drawn.set(name, drawn);
    if (drawn.scale !== wanted)
      drawn.surface.show({ width: cursorSize, height: cursorSize }, paintCursor(name, wanted), wanted);
    drawn.scale = wanted;
    return drawn.surface;
  }
}
