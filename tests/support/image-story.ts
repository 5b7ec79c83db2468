/** A client on a channel that carries images of one device, which here are pipes: drawn once something is in them. */
import { fstatSync } from 'node:fs';
import type { ClientImages } from '../../src/drivers/client-images.js';
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import * as drm from '../../src/protocol/generated/drm.js';
import * as dmabuf from '../../src/protocol/generated/linux-dmabuf-v1.js';
import { wl_compositor } from '../../src/protocol/generated/wayland.js';
import * as sync from '../../src/protocol/generated/zwp-linux-explicit-synchronization-unstable-v1.js';
import { fixture } from './fixture.js';

const pipes: OwnedFd[] = [];

/** To be called after each test: closes the ends of pipes that were not given away. */
export function closePipes(): void {
  for (const fd of pipes.splice(0)) fd[Symbol.dispose]();
}

/** A pipe whose ends are closed by `closePipes`. */
export function makePipe(): { reading: OwnedFd; writing: OwnedFd } {
  const [reading, writing] = addon.pipe().map((fd) => new OwnedFd(fd)) as [OwnedFd, OwnedFd];
  pipes.push(reading, writing);
  return { reading, writing };
}

export const [xr24, ar24, nv12] = [0x34325258, 0x34325241, 0x3231564e];
export const implicit = { modifier_hi: 0x00ff_ffff, modifier_lo: 0xffff_ffff };
export const linear = { modifier_hi: 0, modifier_lo: 0 };
export const tiled = { modifier_hi: 1, modifier_lo: 2 };
export const deviceNumber = Uint8Array.of(0x80, 0xe2, 0, 0, 0, 0, 0, 0);

/** Draws XR24 and AR24, linear or unsaid; its memory are pipes, which are drawn once something is in them. */
export const images: ClientImages = {
  device: '/dev/dri/renderD128',
  deviceNumber: () => deviceNumber,
  draws: (format, modifier) =>
    [xr24, ar24].includes(format) && [0n, 0x00ff_ffff_ffff_ffffn].includes(modifier),
  carries: (fd) => fstatSync(fd).isFIFO(),
  [Symbol.dispose]: () => undefined,
};

export function story(notOffered: Readonly<Record<string, string>> = {}) {
  const made = fixture({
    tables: [...Object.values(dmabuf), ...Object.values(drm), ...Object.values(sync)],
    clientImages: images,
    notOffered,
    globals: { wl_compositor: 4, zwp_linux_dmabuf_v1: 4, wl_drm: 2 },
  });
  const { host } = made;
  const own = host.idOf('zwp_linux_dmabuf_v1');
  const takes = (format: number, modifier: object): void =>
    host.say(own, 'modifier', { format, ...modifier });
  const complete = (): void => host.say(host.idOf('wl_callback'), 'done', { callback_data: 0 });
  return { ...made, takes, complete };
}

/** A client with a surface and an image that is described but not made. */
export function describing() {
  const made = story();
  const { client, host } = made;
  made.takes(xr24, linear);
  made.complete();
  const compositor = client.bind(wl_compositor);
  const manager = client.bind(dmabuf.zwp_linux_dmabuf_v1);
  const surface = client.newId();
  client.say(compositor, 'create_surface', { id: surface });
  const params = client.newId();
  client.say(manager, 'create_params', { params_id: params });
  const add = (fd: OwnedFd): void =>
    client.say(params, 'add', { fd, plane_idx: 0, offset: 0, stride: 256, ...linear });
  const { reading, writing } = makePipe();
  const drawn = (): void => {
    addon.write(writing.fd, Uint8Array.of(1), 0, 1);
    writing.close();
  };
  const size = { width: 64, height: 64, format: xr24, flags: 0 };
  return {
    ...made,
    surface,
    params,
    add,
    image: reading,
    drawn,
    size,
    hostSaw: () => host.seen.at(-1)?.message,
  };
}
