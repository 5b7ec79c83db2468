/** What a shape means for a surface on the host: where it takes the pointer, and along what its pixels are cut out. */
import { addon } from '../../native/addon.js';
import { wl_compositor, wl_region, wl_surface } from '../../protocol/generated/wayland.js';
import type { PeerContext } from '../handler.js';
import type { ClientId, HostId } from '../ids.js';
import { surfaces } from '../surfaces.js';
import type { Box } from './windows.js';

/** Where the host's `surface` takes the pointer from its next commit on; `undefined`: all over. */
export function setInputRegion(
  peer: PeerContext,
  compositor: HostId,
  surface: HostId,
  input: readonly Box[] | undefined,
): void {
  const region = input ? makeRegion(peer, compositor, input) : 0;
  peer.sendRequest(wl_surface, 'set_input_region', surface, { region });
  if (region !== 0) peer.sendRequest(wl_region, 'destroy', region, {});
}

/**
 * Cuts Xwayland's surface `id` out along `rectangles`, if its pixels are such that can be; `undefined`: along nothing. `shown`: its buffer,
 * which the next commit shows anew.
 */
export function cutOut(
  peer: PeerContext,
  { id, counterpart }: { readonly id: ClientId | 0; readonly counterpart: HostId },
  rectangles: readonly Box[] | undefined,
  shown: ClientId | 0,
): void {
  const copies = peer.part(surfaces);
  if (!rectangles && copies.find(id)?.isMasked !== true) return;
  const mask = rectangles && new addon.Region(true);
  for (const { x, y, width, height } of rectangles ?? []) mask?.add(x, y, width, height);
  copies.of({ id, counterpart }).mask(mask, shown);
}

function makeRegion(peer: PeerContext, compositor: HostId, rectangles: readonly Box[]): HostId {
  const id = peer.addProxy(wl_region, 1, {});
  peer.sendRequest(wl_compositor, 'create_region', compositor, { id });
  for (const { x, y, width, height } of rectangles)
    peer.sendRequest(wl_region, 'add', id, { x, y, width, height });
  return id;
}
