/** A client whose `wl_shm` pixels are copied for a host that cannot see its memory. */
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import * as viewporter from '../../src/protocol/generated/viewporter.js';
import { wl_compositor, wl_shm } from '../../src/protocol/generated/wayland.js';
import { fixture } from './fixture.js';

const { argb8888 } = wl_shm.enums[1].entries;
export const [width, height] = [64, 32];
export const stride = width * 4;
export const imageBytes = stride * height;

const files: number[] = [];

/** To be called after each test: closes the files of pools. */
export function closeFiles(): void {
  files.splice(0).forEach((fd) => addon.close(fd));
}

/** A client with a surface and a pool of two images, whose host cannot see its memory. */
export function copying(version = 4) {
  const story = fixture({
    tables: Object.values(viewporter),
    drivers: { shm: 'virtwl', data: 'virtwl' },
    globals: { wl_compositor: version, wl_shm: 1, wp_viewporter: 1 },
  });
  const { client, host } = story;
  const compositor = client.bind(wl_compositor);
  const shm = client.bind(wl_shm);
  const offer = (format: number): void => host.say(host.idsOf('wl_shm')[0]!, 'format', { format });
  const surface = client.newId();
  client.say(compositor, 'create_surface', { id: surface });
  const file = addon.createMemfd('pool', 2 * imageBytes);
  files.push(file);
  const pixels = new Uint8Array(addon.map(file, 2 * imageBytes, true));
  const pool = client.newId();
  client.say(shm, 'create_pool', { id: pool, fd: new OwnedFd(addon.duplicate(file)), size: 2 * imageBytes });
  const image = (offset = 0, more: object = {}): number => {
    const id = client.newId();
    client.say(pool, 'create_buffer', { id, offset, width, height, stride, format: argb8888, ...more });
    return id;
  };
  /** The pixels of host buffer number `n`, in the order in which they were made. */
  const hostPixels = (n: number): Uint8Array => {
    const fd = host.seenOf('create_pool')[n]!['fd'] as OwnedFd;
    return new Uint8Array(addon.map(fd.fd, imageBytes, false));
  };
  const commit = (buffer: number, ...damage: (readonly [number, number, number, number])[]): void => {
    client.say(surface, 'attach', { buffer, x: 0, y: 0 });
    for (const [x, y, w, h] of damage) client.say(surface, 'damage_buffer', { x, y, width: w, height: h });
    client.say(surface, 'commit');
  };
  return { ...story, compositor, shm, offer, surface, file, pool, pixels, image, hostPixels, commit };
}
