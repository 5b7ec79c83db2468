/**
 * Drags of X programs: how one begins and ends on the host (wl_data_device, wl_data_source). One has the pointer at a time;
 * those that were dropped before may still be read.
 */
import {
  wl_data_device,
  wl_data_device_manager,
  wl_data_source,
  wl_surface,
} from '../../protocol/generated/wayland.js';
import { OwnedFd } from '../../native/fd.js';
import type { PeerContext } from '../handler.js';
import type { HostId } from '../ids.js';
import { lives } from '../living.js';
import { DragOut, dragVersion, offeredActions } from './drag-out.js';
import { offerable } from './mime-types.js';
import type { DragOutListener } from './exchange.js';
import { x11Windows } from './x11-windows.js';

/** What the host has for drags on one seat. */
export interface DataDevice {
  readonly manager: HostId;
  readonly device: HostId;
  readonly version: number;
}

export class DragsOut {
  /** The last one that began, until it is over. */
  current: DragOut | undefined;
  /** Of the current one. */
  #cancel: (() => void) | undefined;
  readonly #peer: PeerContext;

  constructor(peer: PeerContext) {
    this.#peer = peer;
  }

  /**
   * `undefined`: no button is down, the pointer drags something already, the host does not say how drags end, or can be told
   * of none of the types.
   */
  start(
    { manager, device, version }: DataDevice,
    mimeTypes: readonly string[],
    listener: DragOutListener,
  ): DragOut | undefined {
    const peer = this.#peer;
    const grip = peer.part(x11Windows).presses.grip;
    if (this.current?.hasPointer || !grip || version < dragVersion) return undefined;
    if (!lives(peer, wl_surface, grip.surface)) return undefined;
    const origin = peer.objects.hostIdOf(grip.surface);
    const types = offerable(mimeTypes);
    if (types.length === 0) return undefined;
    const drag = new DragOut(peer, grip, listener);
    const source = this.#makeSource(manager, version, drag);
    for (const mimeType of types) peer.sendRequest(wl_data_source, 'offer', source, { mime_type: mimeType });
    peer.sendRequest(wl_data_source, 'set_actions', source, { dnd_actions: offeredActions });
    const { serial } = grip;
    peer.sendRequest(wl_data_device, 'start_drag', device, { source, origin, icon: 0, serial });
    this.current = drag;
    return drag;
  }

  /** The drag comes over a surface of the host's, at a place in `wl_fixed`. */
  entered(hostSurface: number, x: number, y: number): void {
    const surface = this.#peer.objects.clientIdOf(hostSurface);
    if (surface !== 0) this.current?.enter(surface, x, y);
  }

  /** Whether the client hears of its `pointer` from here. */
  hasPointer(pointer: number): boolean {
    return this.current !== undefined && this.current.moves(pointer);
  }

  /** The client has destroyed its `pointer`. */
  pointerGone(pointer: number): void {
    this.current?.pointerGone(pointer);
  }

  /** The client has destroyed its `surface`. */
  surfaceGone(surface: number): void {
    this.current?.surfaceGone(surface);
  }

  /**
   * The host says of a button, so it drags nothing with that pointer: it has refused, and not all hosts say that. The pointer
   * is where it was.
   */
  refused(pointer: number): void {
    if (!this.hasPointer(pointer)) return;
    this.current!.keepPointer();
    this.#cancel?.();
  }

  /** The button is up. */
  release(): void {
    if (!this.current?.hasPointer) return;
    this.current.releasePointer();
    this.#peer.part(x11Windows).presses.released();
  }

  #makeSource(manager: HostId, version: number, drag: DragOut): HostId {
    const peer = this.#peer;
    let over = false;
    const end = (done: boolean): void => {
      // Hosts have been seen to say both that it is done and that it is cancelled.
      if (over) return;
      over = true;
      if (this.current === drag) {
        this.release();
        this.current = undefined;
      }
      peer.sendRequest(wl_data_source, 'destroy', id, {});
      drag.listener.ended(done);
    };
    const id: HostId = peer.addProxy(wl_data_source, version, {
      target: (_target, { mime_type: mimeType }) => drag.target(mimeType !== null),
      action: (_target, { dnd_action: action }) => drag.action(action),
      send: (_target, { mime_type: mimeType, fd }) => drag.listener.send(mimeType, new OwnedFd(fd.release())),
      dnd_drop_performed: () => {
        if (this.current === drag) this.release();
      },
      dnd_finished: () => end(true),
      cancelled: () => end(false),
    });
    this.#cancel = () => end(false);
    peer.sendRequest(wl_data_device_manager, 'create_data_source', manager, { id });
    return id;
  }
}
