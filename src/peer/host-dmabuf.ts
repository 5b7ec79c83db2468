/**
 * The peer's own `zwp_linux_dmabuf_v1`: which images the host takes, and `wl_buffer`s of them. Images of a device here are
 * tried with a small one first: a host on another device refuses them, and its refusal of a real one would end the client.
 */
import { afterHost } from './after-host.js';
import type { HostMemory, Refusal, ShmDriver } from '../drivers/shm/driver.js';
import { fourccOf, type Shape } from '../drivers/shm/formats.js';
import { addon } from '../native/addon.js';
import { OwnedFd } from '../native/fd.js';
import { zwp_linux_buffer_params_v1, zwp_linux_dmabuf_v1 } from '../protocol/generated/linux-dmabuf-v1.js';
import { wl_buffer, wl_shm } from '../protocol/generated/wayland.js';
import type { MessageHandlers, PeerContext } from './handler.js';
import type { HostId } from './ids.js';

/** The last version that says formats by events; `create_immed` came with 2. */
const lastWithEvents = 3;
const firstWithImmediate = 2;

/** Modifiers of drm_fourcc.h, in halves. */
const linear = { modifier_hi: 0, modifier_lo: 0 } as const;
const implicit = { modifier_hi: 0x00ff_ffff, modifier_lo: 0xffff_ffff } as const;
type Modifier = typeof linear | typeof implicit;

const { argb8888, xrgb8888 } = wl_shm.enums[1].entries;
const trialSize = { width: 64, height: 64 };

type ParamsEvents = MessageHandlers<(typeof zwp_linux_buffer_params_v1)['events']>;

/** Whether images can be made: known from the start, or from a trial. */
type State = 'trying' | 'taken' | Refusal;

export class HostDmabuf {
  readonly #peer: PeerContext;
  readonly #driver: ShmDriver;
  /** How an image is described, by code of drm_fourcc.h. */
  readonly #modifiers = new Map<number, Modifier>();
  #dmabuf: HostId | undefined;
  #state: State;

  constructor(peer: PeerContext) {
    this.#peer = peer;
    this.#driver = peer.drivers.shm;
    this.#state = this.#needsTrial ? 'trying' : 'taken';
    peer.hostGlobals.watch({
      added: (global) => {
        if (global.interface !== zwp_linux_dmabuf_v1.name || global.version < firstWithImmediate) return;
        if (this.#dmabuf !== undefined) return;
        this.#dmabuf = peer.hostGlobals.bind(global, zwp_linux_dmabuf_v1, lastWithEvents, {
          format: (_dmabuf, { format }) => {
            if (global.version < lastWithEvents) this.#modifiers.set(format, linear);
          },
          modifier: (_dmabuf, { format, modifier_hi: high, modifier_lo: low }) =>
            this.#addModifier(format, high, low),
        });
        if (this.#needsTrial) afterHost(this.#peer, () => this.#tryImages());
      },
    });
    if (this.#needsTrial && this.#dmabuf === undefined)
      this.#state = { refused: 'the host does not take images' };
  }

  /** Whether it is still to be seen what the host takes. */
  get isTrying(): boolean {
    return this.#state === 'trying';
  }

  /** Whether the host takes images of that shape, as far as it has said by now. */
  takes(shape: Shape): boolean {
    return !this.isTrying && this.refusal(shape) === undefined;
  }

  /** Why the host does not take images of that shape; `undefined` if it does or that is still to be seen. */
  refusal({ format }: Shape): Refusal | undefined {
    if (this.#state === 'trying') return undefined;
    if (this.#state !== 'taken') return this.#state;
    return this.#modifiers.has(fourccOf(format)) ? undefined : { refused: 'it does not take that format' };
  }

  /** Makes a `wl_buffer` of an image; `addBuffer` gives it its id. */
  make(memory: HostMemory, addBuffer: () => HostId): HostId {
    const params = this.#describe(memory, { failed: () => this.#giveUp() });
    const id = addBuffer();
    const request = { buffer_id: id, ...this.#wordsOf(memory.shape) };
    this.#peer.sendRequest(zwp_linux_buffer_params_v1, 'create_immed', params, request);
    this.#peer.sendRequest(zwp_linux_buffer_params_v1, 'destroy', params, {});
    return id;
  }

  /** The frame is lost; the next one, and all others, are in memory. */
  #giveUp(): void {
    if (this.#state !== 'taken') return;
    this.#state = { refused: 'the host refused one' };
    this.#peer.log.warn(
      `shm driver ${this.#driver.name}: the host refused an image; wl_shm is used from now on`,
    );
  }

  get #needsTrial(): boolean {
    return this.#driver.images === 'implicit';
  }

  #addModifier(format: number, high: number, low: number): void {
    const is = (modifier: Modifier): boolean => high === modifier.modifier_hi && low === modifier.modifier_lo;
    if (is(linear)) this.#modifiers.set(format, linear);
    else if (is(implicit) && this.#driver.images === 'implicit' && !this.#modifiers.has(format))
      this.#modifiers.set(format, implicit);
  }

  #tryImages(): void {
    const format = [argb8888, xrgb8888].find((each) => this.#modifiers.has(fourccOf(each)));
    if (format === undefined) {
      this.#state = { refused: 'the host takes no linear images' };
      return;
    }
    const memory = this.#driver.allocate({ ...trialSize, format });
    if ('refused' in memory) {
      this.#state = memory;
      return;
    }
    const params = this.#describe(memory, {
      created: (_params, { buffer }) => {
        const id = this.#peer.adoptProxy(wl_buffer, 1, buffer, {});
        this.#peer.sendRequest(wl_buffer, 'destroy', id, {});
        this.#peer.endProxy(id);
        this.#state = 'taken';
        this.#peer.sendRequest(zwp_linux_buffer_params_v1, 'destroy', params, {});
      },
      failed: () => {
        this.#state = { refused: "the host cannot use this device's images" };
        this.#peer.sendRequest(zwp_linux_buffer_params_v1, 'destroy', params, {});
      },
    });
    this.#peer.sendRequest(zwp_linux_buffer_params_v1, 'create', params, this.#wordsOf(memory.shape));
    memory[Symbol.dispose]();
  }

  /** A new description of an image. */
  #describe({ shape, fd, places }: HostMemory, events: ParamsEvents): HostId {
    const params = this.#peer.addProxy(zwp_linux_buffer_params_v1, lastWithEvents, events);
    this.#peer.sendRequest(zwp_linux_dmabuf_v1, 'create_params', this.#dmabuf!, { params_id: params });
    const modifier = this.#modifiers.get(fourccOf(shape.format))!;
    places.forEach(({ offset, stride }, i) => {
      this.#peer.sendRequest(zwp_linux_buffer_params_v1, 'add', params, {
        fd: new OwnedFd(addon.duplicate(fd.fd)),
        plane_idx: i,
        offset,
        stride,
        ...modifier,
      });
    });
    return params;
  }

  #wordsOf({ width, height, format }: Shape): {
    width: number;
    height: number;
    format: number;
    flags: number;
  } {
    return { width, height, format: fourccOf(format), flags: 0 };
  }
}
