/**
 * `wp_cursor_shape_manager_v1` by the user's cursor theme: a shape is drawn on a surface of decant's own, with as many pixels as
 * the densest output has. The theme is opened with the first shape. A client that sets a cursor of its own, and a pointer that
 * leaves, stop what moves.
 */
import type { CursorConfig } from '../../config/config.js';
import { ProtocolError } from '../../errors.js';
import { loadCursor } from '../../native/cursor.js';
import {
  wp_cursor_shape_device_v1,
  wp_cursor_shape_manager_v1,
} from '../../protocol/generated/cursor-shape-v1.js';
import { zwp_tablet_tool_v2 } from '../../protocol/generated/tablet-v2.js';
import { wl_compositor, wl_output, wl_pointer, wl_shm } from '../../protocol/generated/wayland.js';
import type { Bridge } from '../bridge.js';
import { defineHandler, type Handler, type PeerContext, type Target } from '../handler.js';
import { hostOutputs } from '../host-outputs.js';
import type { ClientId } from '../ids.js';
import { lives, livingObject } from '../living.js';
import { namesOf } from './cursor-names.js';
import { CursorPictures, ShownCursor, type CursorMakers, type SetCursor } from './shown-cursor.js';

const { invalid_shape: invalidShape } = wp_cursor_shape_device_v1.enums[1].entries;
/** The first with `set_buffer_scale`. */
const compositorVersion = 3;
/** Themes have no finer pictures. */
const finestScale = 8;

class CursorShapes implements Disposable {
  readonly #peer: PeerContext;
  readonly #config: CursorConfig;
  readonly #makers: CursorMakers;
  /** By the client's pointer or tool. */
  readonly #shown = new Map<number, ShownCursor>();
  /** Those of them that have left: until one comes again, nobody sees its cursor. */
  readonly #outside = new Set<number>();
  readonly #loaded = new Map<string, CursorPictures | undefined>();

  constructor(peer: PeerContext, config: CursorConfig) {
    this.#peer = peer;
    this.#config = config;
    const { hostGlobals } = peer;
    this.#makers = {
      compositor: hostGlobals.bind(hostGlobals.find(wl_compositor)!, wl_compositor, compositorVersion, {}),
      shm: hostGlobals.bind(hostGlobals.find(wl_shm)!, wl_shm, 1, {}),
    };
    peer.part(hostOutputs);
  }

  /** Serves a device of `owner`, a pointer or a tool. */
  add(
    version: number,
    id: number,
    owner: number,
    table: typeof wl_pointer | typeof zwp_tablet_tool_v2,
  ): void {
    const peer = this.#peer;
    livingObject(peer, table, owner, 'get a cursor shape device');
    peer.addServed(wp_cursor_shape_device_v1, version, id, {
      set_shape: (device, { serial, shape }) => {
        const names = namesOf(shape);
        if (!names) throw new ProtocolError(device.id, invalidShape, `set_shape: ${shape} is no shape`);
        if (lives(peer, table, owner)) this.#set(owner, names, this.#setter(owner, serial, table));
      },
      destroy: (device) => peer.endResource(device.id as ClientId),
    });
  }

  /** The pointer shows something else, or nothing. */
  rest(owner: number): void {
    this.#shown.get(owner)?.rest();
  }

  entered(owner: number): void {
    this.#outside.delete(owner);
  }

  left(owner: number): void {
    this.#outside.add(owner);
    this.rest(owner);
  }

  gone(owner: number): void {
    this.#outside.delete(owner);
    this.#shown.get(owner)?.end();
    this.#shown.delete(owner);
  }

  [Symbol.dispose](): void {
    for (const cursor of this.#shown.values()) cursor.rest();
  }

  #setter(owner: number, serial: number, table: typeof wl_pointer | typeof zwp_tablet_tool_v2): SetCursor {
    return (surface, x, y) => {
      const id = this.#peer.objects.hostIdOf(owner);
      const args = { serial, surface, hotspot_x: x, hotspot_y: y };
      if (id !== 0) this.#peer.sendRequest(table, 'set_cursor', id, args);
    };
  }

  #set(owner: number, names: readonly string[], set: SetCursor): void {
    const pictures = this.#pictures(names);
    if (!pictures) return;
    const cursor = this.#shown.get(owner) ?? new ShownCursor(this.#peer, this.#makers);
    this.#shown.set(owner, cursor);
    cursor.show(pictures, set, !this.#outside.has(owner));
  }

  #pictures(names: readonly string[]): CursorPictures | undefined {
    const scale = Math.min(this.#peer.part(hostOutputs).highestScale, finestScale);
    const key = `${scale} ${names[0]!}`;
    if (!this.#loaded.has(key)) this.#loaded.set(key, this.#load(names, scale));
    return this.#loaded.get(key);
  }

  #load(names: readonly string[], scale: number): CursorPictures | undefined {
    const { theme, size } = this.#config;
    for (const name of names) {
      const images = loadCursor(name, theme, size * scale);
      if (images.length === 0) continue;
      // A surface has whole units only (wayland.xml, `wl_surface.invalid_size`).
      const fits = images.every(({ width, height }) => width % scale === 0 && height % scale === 0);
      return fits ? new CursorPictures(images, scale) : new CursorPictures(loadCursor(name, theme, size), 1);
    }
    this.#peer.log.warn(`no cursor theme has a cursor "${names[0]!}"; XCURSOR_THEME names the theme`);
    return undefined;
  }
}

function cursorHandlers(shapes: (peer: PeerContext) => CursorShapes): Handler[] {
  const rest = ({ peer, id }: Target): void => peer.part(shapes).rest(id);
  const entered = ({ peer, counterpart }: Target): void => peer.part(shapes).entered(counterpart);
  const left = ({ peer, counterpart }: Target): void => peer.part(shapes).left(counterpart);
  const gone = ({ peer, id }: Target): void => peer.part(shapes).gone(id);
  return [
    defineHandler(wl_pointer, {
      requests: { set_cursor: rest, release: gone },
      events: { enter: entered, leave: left },
    }),
    defineHandler(zwp_tablet_tool_v2, {
      requests: { set_cursor: rest, destroy: gone },
      events: { proximity_in: entered, proximity_out: left },
    }),
  ];
}

export function cursorShapeBridge(config: CursorConfig): Bridge {
  const shapes = (peer: PeerContext): CursorShapes => {
    peer.addHandlers(cursorHandlers(shapes));
    return new CursorShapes(peer, config);
  };
  return {
    name: 'cursor-shape',
    serves: wp_cursor_shape_manager_v1,
    over: [wl_compositor, wl_shm, wl_output],
    version: () => wp_cursor_shape_manager_v1.version,
    bind: (peer, id, bound) => {
      peer.part(shapes);
      peer.addServed(wp_cursor_shape_manager_v1, bound, id, {
        get_pointer: ({ version }, args) =>
          peer.part(shapes).add(version, args.cursor_shape_device, args.pointer, wl_pointer),
        get_tablet_tool_v2: ({ version }, args) =>
          peer.part(shapes).add(version, args.cursor_shape_device, args.tablet_tool, zwp_tablet_tool_v2),
        destroy: (ended) => peer.endResource(ended.id as ClientId),
      });
    },
  };
}
