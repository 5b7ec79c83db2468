/**
 * `zwp_linux_dmabuf_v1` and `wl_drm` for clients of a channel that carries images of one graphics device: globals of the
 * peer's own that name that device, with the formats and modifiers that it and the host both do. Buffers are the host's,
 * made by way of the peer's own `zwp_linux_dmabuf_v1`. When an image is drawn is `image-fences.ts`'s.
 */
import { afterHost } from './after-host.js';
import type { ClientImages } from '../drivers/client-images.js';
import { ProtocolError } from '../errors.js';
import { addon } from '../native/addon.js';
import { OwnedFd } from '../native/fd.js';
import { wl_drm } from '../protocol/generated/drm.js';
import {
  zwp_linux_buffer_params_v1,
  zwp_linux_dmabuf_feedback_v1,
  zwp_linux_dmabuf_v1,
} from '../protocol/generated/linux-dmabuf-v1.js';
import { wl_buffer } from '../protocol/generated/wayland.js';
import type { ArgsOf } from '../protocol/types.js';
import type { PeerContext } from './handler.js';
import type { HostGlobal } from './host-globals.js';
import type { ClientId, HostId } from './ids.js';
import { imageFences } from './image-fences.js';
import { ImageFormats, implicitModifier, type ImageFormat } from './image-formats.js';

/** What clients are offered; the sampling devices of 6 are not those of the host. */
const offeredVersion = 5;
/** Modifiers are said since 3, and no longer by events of their own since 4. */
const versionWithEvents = 3;
const wordBits = 32n;
const wordMask = 0xffff_ffffn;

const halves = (modifier: bigint): { modifier_hi: number; modifier_lo: number } => ({
  modifier_hi: Number(modifier >> wordBits),
  modifier_lo: Number(modifier & wordMask),
});

type PrimeRequest = Extract<(typeof wl_drm)['requests'][number], { name: 'create_prime_buffer' }>;

export class CarriedImages implements Disposable {
  readonly #peer: PeerContext;
  readonly #images: ClientImages;
  readonly #formats = new ImageFormats();
  /** What the host takes, until somebody asks: to find out what the device does loads its driver. */
  #unasked: ImageFormat[] | undefined = [];
  /** All that the host takes is known. */
  #isComplete = false;
  #host: { readonly id: HostId; readonly global: HostGlobal } | undefined;
  /** Which globals clients may see. */
  readonly #isOffered: { readonly dmabuf: boolean; readonly drm: boolean };
  /** Names of those that are there. */
  #offered: number[] = [];
  /** What tells of formats by events, as they come to be known. */
  readonly #tell = new Map<ClientId, (pair: ImageFormat, isNew: boolean) => void>();
  readonly #waiting = new Set<ClientId>();

  constructor(peer: PeerContext) {
    this.#peer = peer;
    this.#images = peer.drivers.images!;
    this.#isOffered = {
      dmabuf: peer.globals.takeOver(zwp_linux_dmabuf_v1),
      drm: peer.globals.takeOver(wl_drm),
    };
    peer.hostGlobals.watch({
      added: (global) => this.#follow(global),
      removed: (global) => this.#lose(global),
    });
  }

  [Symbol.dispose](): void {
    this.#formats[Symbol.dispose]();
  }

  #follow(global: HostGlobal): void {
    const { name, version } = { name: global.interface, version: global.version };
    if (name !== zwp_linux_dmabuf_v1.name || version < versionWithEvents || this.#host) return;
    const { globals, hostGlobals } = this.#peer;
    const id = hostGlobals.bind(global, zwp_linux_dmabuf_v1, versionWithEvents, {
      modifier: (_dmabuf, { format, modifier_hi: high, modifier_lo: low }) =>
        this.#add({ format, modifier: (BigInt(high) << wordBits) | BigInt(low) }),
    });
    this.#host = { id, global };
    afterHost(this.#peer, () => this.#complete());
    if (this.#isOffered.dmabuf)
      this.#offered.push(
        globals.offer(zwp_linux_dmabuf_v1, offeredVersion, (...to) => this.#bindDmabuf(...to)),
      );
    if (this.#isOffered.drm)
      this.#offered.push(globals.offer(wl_drm, wl_drm.version, (...to) => this.#bindDrm(...to)));
  }

  #lose(global: HostGlobal): void {
    if (global !== this.#host?.global) return;
    for (const name of this.#offered.splice(0)) this.#peer.globals.withdraw(name);
    this.#host = undefined;
  }

  #add(pair: ImageFormat): void {
    if (this.#unasked) this.#unasked.push(pair);
    else this.#addChecked(pair);
  }

  /** Somebody wants to know. */
  #ask(): void {
    const pairs = this.#unasked ?? [];
    this.#unasked = undefined;
    for (const pair of pairs) this.#addChecked(pair);
  }

  #addChecked(pair: ImageFormat): void {
    if (!this.#images.draws(pair.format, pair.modifier)) return;
    const isNew = !this.#formats.formats.includes(pair.format);
    if (this.#formats.add(pair)) for (const tell of this.#tell.values()) tell(pair, isNew);
  }

  #complete(): void {
    this.#isComplete = true;
    for (const id of this.#waiting) this.#describe(id);
    this.#waiting.clear();
  }

  /** Has `tell` called for each pair that is known and each that will be. `isNew`: the first of its format. */
  #tellFormats(id: ClientId, tell: (pair: ImageFormat, isNew: boolean) => void): void {
    const seen = new Set<number>();
    for (const pair of this.#formats.all) {
      tell(pair, !seen.has(pair.format));
      seen.add(pair.format);
    }
    this.#tell.set(id, tell);
  }

  #bindDmabuf(newId: number, version: number): void {
    this.#ask();
    const id: ClientId = this.#peer.addResource(zwp_linux_dmabuf_v1, version, newId, {
      destroy: () => this.#end(id),
      create_params: (_dmabuf, { params_id: params }) => this.#createParams(params, version),
      get_default_feedback: (_dmabuf, { id: feedback }) => this.#addFeedback(feedback, version),
      get_surface_feedback: (_dmabuf, { id: feedback }) => this.#addFeedback(feedback, version),
    });
    if (version > versionWithEvents) return;
    this.#tellFormats(id, ({ format, modifier }, isNew) => {
      if (version === versionWithEvents)
        this.#peer.sendEvent(zwp_linux_dmabuf_v1, 'modifier', id, { format, ...halves(modifier) });
      else if (isNew) this.#peer.sendEvent(zwp_linux_dmabuf_v1, 'format', id, { format });
    });
  }

  #end(id: ClientId): void {
    this.#tell.delete(id);
    this.#waiting.delete(id);
    this.#peer.endResource(id);
  }

  /** From here on a pair like any other. */
  #createParams(params: number, version: number): void {
    const layout = this.#peer.protocol.get(zwp_linux_buffer_params_v1.name);
    if (!this.#host) {
      this.#peer.objects.addLocal(params, layout, version, true);
      return;
    }
    const hostParams = this.#peer.objects.pairFromClient(params, layout, version);
    this.#peer.sendRequest(zwp_linux_dmabuf_v1, 'create_params', this.#host.id, { params_id: hostParams });
  }

  #addFeedback(newId: number, version: number): void {
    const id: ClientId = this.#peer.addResource(zwp_linux_dmabuf_feedback_v1, version, newId, {
      destroy: () => this.#end(id),
    });
    if (this.#isComplete) this.#describe(id);
    else this.#waiting.add(id);
  }

  /** One tranche: what can be drawn and shown at all. */
  #describe(id: ClientId): void {
    const feedback = zwp_linux_dmabuf_feedback_v1;
    const device = this.#images.deviceNumber();
    if (this.#formats.all.length > 0)
      this.#peer.sendEvent(feedback, 'format_table', id, this.#formats.table());
    this.#peer.sendEvent(feedback, 'main_device', id, { device });
    this.#peer.sendEvent(feedback, 'tranche_target_device', id, { device });
    this.#peer.sendEvent(feedback, 'tranche_flags', id, { flags: 0 });
    this.#peer.sendEvent(feedback, 'tranche_formats', id, { indices: this.#formats.indices() });
    this.#peer.sendEvent(feedback, 'tranche_done', id, {});
    this.#peer.sendEvent(feedback, 'done', id, {});
  }

  #bindDrm(newId: number, version: number): void {
    const refuse = ({ id }: { id: number }): never => {
      throw new ProtocolError(id, wl_drm.enums[0].entries.invalid_name, 'wl_drm: buffers have no names here');
    };
    const id: ClientId = this.#peer.addResource(wl_drm, version, newId, {
      // A render node asks for no authentication.
      authenticate: () => this.#peer.sendEvent(wl_drm, 'authenticated', id, {}),
      create_buffer: refuse,
      create_planar_buffer: refuse,
      create_prime_buffer: (_drm, args) => this.#createPrimeBuffer(id, args),
    });
    this.#ask();
    this.#peer.sendEvent(wl_drm, 'device', id, { name: this.#images.device });
    this.#tellFormats(id, ({ format }, isNew) => {
      if (isNew) this.#peer.sendEvent(wl_drm, 'format', id, { format });
    });
    if (version > 1)
      this.#peer.sendEvent(wl_drm, 'capabilities', id, { value: wl_drm.enums[2].entries.prime });
  }

  #createPrimeBuffer(drm: ClientId, args: ArgsOf<PrimeRequest, OwnedFd>): void {
    const { id: newId, name: fd, width, height, format } = args;
    if (!this.#host || !this.#images.carries(fd.fd))
      throw new ProtocolError(drm, wl_drm.enums[0].entries.invalid_name, 'wl_drm: no image of the device');
    const params = this.#peer.addProxy(zwp_linux_buffer_params_v1, versionWithEvents, {});
    this.#peer.sendRequest(zwp_linux_dmabuf_v1, 'create_params', this.#host.id, { params_id: params });
    const planes = [
      [args.offset0, args.stride0],
      [args.offset1, args.stride1],
      [args.offset2, args.stride2],
    ] as const;
    planes.forEach(([offset, stride], i) => {
      if (i > 0 && stride <= 0) return;
      const plane = { plane_idx: i, offset, stride, ...halves(implicitModifier) };
      const duplicate = new OwnedFd(addon.duplicate(fd.fd));
      this.#peer.sendRequest(zwp_linux_buffer_params_v1, 'add', params, { fd: duplicate, ...plane });
    });
    const buffer = this.#peer.objects.pairFromClient(newId, this.#peer.protocol.get(wl_buffer.name), 1);
    const request = { buffer_id: buffer, width, height, format, flags: 0 };
    this.#peer.sendRequest(zwp_linux_buffer_params_v1, 'create_immed', params, request);
    this.#peer.sendRequest(zwp_linux_buffer_params_v1, 'destroy', params, {});
    this.#peer.part(imageFences).addBuffer(newId, [new OwnedFd(addon.duplicate(fd.fd))]);
  }
}

/** The one of each peer. */
export const carriedImages = (peer: PeerContext): CarriedImages => new CarriedImages(peer);
