/** The peer's own `zwp_linux_dmabuf_v1`: which images the host takes, and `wl_buffer`s of them. */
import type { HostMemory } from '../drivers/shm/driver.js';
import { fourccOf, type Shape } from '../drivers/shm/formats.js';
import { addon } from '../native/addon.js';
import { OwnedFd } from '../native/fd.js';
import { zwp_linux_buffer_params_v1, zwp_linux_dmabuf_v1 } from '../protocol/generated/linux-dmabuf-v1.js';
import type { PeerContext } from './handler.js';
import type { HostId } from './ids.js';

/** The last version that says formats by events; `create_immed` came with 2. */
const lastWithEvents = 3;
const firstWithImmediate = 2;
/** DRM_FORMAT_MOD_LINEAR. */
const linear = 0;

export class HostDmabuf {
  readonly #peer: PeerContext;
  /** Codes of drm_fourcc.h that the host takes in linear images. */
  readonly #formats = new Set<number>();
  #dmabuf: HostId | undefined;

  constructor(peer: PeerContext) {
    this.#peer = peer;
    peer.hostGlobals.watch({
      added: (global) => {
        if (global.interface !== zwp_linux_dmabuf_v1.name || global.version < firstWithImmediate) return;
        this.#dmabuf ??= peer.hostGlobals.bind(global, zwp_linux_dmabuf_v1, lastWithEvents, {
          format: (_dmabuf, { format }) => {
            if (global.version < lastWithEvents) this.#formats.add(format);
          },
          modifier: (_dmabuf, { format, modifier_hi: high, modifier_lo: low }) => {
            if (high === linear && low === linear) this.#formats.add(format);
          },
        });
      },
    });
  }

  /** Whether the host takes images of that shape, as far as it has said by now. */
  takes({ format }: Shape): boolean {
    return this.#formats.has(fourccOf(format));
  }

  /** Makes a `wl_buffer` of an image; `addBuffer` gives it its id. */
  make({ shape: { width, height, format }, fd, places }: HostMemory, addBuffer: () => HostId): HostId {
    const params = this.#peer.addProxy(zwp_linux_buffer_params_v1, lastWithEvents, {});
    this.#peer.sendRequest(zwp_linux_dmabuf_v1, 'create_params', this.#dmabuf!, { params_id: params });
    places.forEach(({ offset, stride }, i) => {
      this.#peer.sendRequest(zwp_linux_buffer_params_v1, 'add', params, {
        fd: new OwnedFd(addon.duplicate(fd.fd)),
        plane_idx: i,
        offset,
        stride,
        modifier_hi: linear,
        modifier_lo: linear,
      });
    });
    const id = addBuffer();
    this.#peer.sendRequest(zwp_linux_buffer_params_v1, 'create_immed', params, {
      buffer_id: id,
      width,
      height,
      format: fourccOf(format),
      flags: 0,
    });
    this.#peer.sendRequest(zwp_linux_buffer_params_v1, 'destroy', params, {});
    return id;
  }
}
