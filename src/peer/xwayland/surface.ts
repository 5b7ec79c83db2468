/**
 * One surface of Xwayland's and what it is on the host. The rule that this file keeps: no buffer is committed to a window
 * before the host has configured it and that was acknowledged (xdg-shell, `xdg_surface.configure`). Until it is known
 * what a surface is to be, its contents are held as well.
 */
import { wl_surface } from '../../protocol/generated/wayland.js';
import type { PeerContext } from '../handler.js';
import type { ClientId, HostId } from '../ids.js';
import type { BufferSizes } from './buffer-sizes.js';
import { HeldContents } from './held-contents.js';
import { cutOut, setInputRegion } from './surface-shape.js';
import type { Size, WindowShape } from './windows.js';

/** What the host knows the surface as, seen from the surface. */
export interface Role {
  /** Whether what is held may be shown: the host has configured the window, and its owner has answered. */
  readonly ready: boolean;
  /** Whether the host insists on a size (xdg-shell does so for `maximized` and `fullscreen`). */
  readonly strict: boolean;
  /** Whether `awaited` is the answer to the last configure, and not to one before. */
  readonly isAnswered: boolean;
  /** Size that the contents must have for the last configure to be acknowledged. */
  readonly awaited: Size | undefined;
  /** Whether the host may end the connection over contents of that size, by the configure that was acknowledged last. */
  forbids(size: Size): boolean;
  acknowledge(): void;
  /** The host has contents to show now. */
  shown(): void;
  /** Xwayland destroys the surface. */
  surfaceGone(): void;
}

export class Surface {
  readonly hostId: HostId;
  role: Role | undefined;
  readonly #peer: PeerContext;
  readonly #sizes: BufferSizes;
  readonly #held: HeldContents;
  #id: ClientId | 0;
  /** Contents pass as they come. */
  #open = false;
  /** Buffer of the last attach and of the last commit that passed. */
  #attached: ClientId | 0 = 0;
  /** That attach was not followed by such a commit yet. */
  #isNew = false;
  #shown: ClientId | 0 = 0;
  #shownSize: Size | undefined;
  /** The client has committed what is attached, and the host must not see it yet. */
  #isWithheld = false;

  /** `id`: what Xwayland calls it; 0: Xwayland has not made it yet. */
  constructor(peer: PeerContext, sizes: BufferSizes, id: ClientId | 0, hostId: HostId) {
    this.#peer = peer;
    this.#sizes = sizes;
    this.#held = new HeldContents(peer, sizes);
    this.#id = id;
    this.hostId = hostId;
  }

  /** What Xwayland calls it; 0: Xwayland has not made it yet. */
  get id(): ClientId | 0 {
    return this.#id;
  }

  /** Whether Xwayland has yet to make it. */
  get isEarly(): boolean {
    return this.#id === 0;
  }

  /** Xwayland makes it and calls it `id`. Throws `ProtocolError` for an id not free. */
  becomes(id: ClientId): void {
    const peer = this.#peer;
    peer.objects.pairWithProxy(id, this.hostId, peer.protocol.get(wl_surface.name));
    peer.endProxy(this.hostId);
    this.#id = id;
  }

  /** It is a cursor or an icon, which needs no configure. */
  setFree(): void {
    if (this.#open || this.role) return;
    this.#open = true;
    if (this.#held.committed) this.#held.release(this.#id as ClientId, this.hostId);
  }

  /** Whether it can become a window: it is none, and nothing else. */
  get undecided(): boolean {
    return !this.role && !this.#open;
  }

  /** The host shows it. */
  get isShown(): boolean {
    return this.#open;
  }

  /** The client attaches `buffer`. Whether the request passes. */
  attach(buffer: number): boolean {
    this.#attached = buffer as ClientId | 0;
    this.#isNew = true;
    if (!this.#open) this.#held.attach(buffer);
    return this.#open;
  }

  /** The client wants to know when to draw. Whether the request passes. */
  frame(callback: number): boolean {
    if (!this.#open) this.#held.addCallback(callback);
    return this.#open;
  }

  /** The client commits. Whether the request passes. */
  commit(): boolean {
    if (!this.#open) {
      this.#held.commit();
      this.show();
      return false;
    }
    // One that was destroyed meanwhile would take the window off the host.
    this.#isWithheld = this.#isForbidden || (this.#isWithheld && this.#attached === 0);
    if (!this.#isWithheld) this.#commitsShown();
    return !this.#isWithheld;
  }

  /** Shows what is held, or acknowledges what fits what is shown, as far as the role allows it. */
  show(): void {
    const { role } = this;
    if (!role?.ready) return;
    if (this.#isWithheld) this.#showWithheld();
    else if (this.#open) {
      if (!this.#mayAcknowledge) return;
      role.acknowledge();
      this.#peer.sendRequest(wl_surface, 'commit', this.hostId, {});
    } else if (this.#held.committed) {
      this.#showHeld(role);
    }
  }

  /** Where the surface takes the pointer, and along what it is cut out, if its pixels are such that can be. */
  setShape(compositor: HostId | undefined, shape: WindowShape): void {
    this.setInput(compositor, shape);
    const ids = { id: this.#id, counterpart: this.hostId };
    cutOut(this.#peer, ids, shape.bounding, this.#open ? this.#newest : 0);
    this.commitState();
  }

  /** Where it takes the pointer, from the next commit on. */
  setInput(compositor: HostId | undefined, { input }: WindowShape): void {
    if (compositor !== undefined) setInputRegion(this.#peer, compositor, this.hostId, input);
  }

  /** Has the host take over state that the next commit would bring. */
  commitState(): void {
    if (this.#open && !this.#isWithheld) this.#peer.sendRequest(wl_surface, 'commit', this.hostId, {});
  }

  /** It is no window any more. Xwayland's own may become one anew; nobody else needs one that Xwayland has not made. */
  leaveRole(): void {
    this.retract();
    this.role = undefined;
    if (this.isEarly) this.#peer.sendRequest(wl_surface, 'destroy', this.hostId, {});
  }

  /** Takes the contents off the host and keeps them, for the surface to become a window anew. */
  retract(): void {
    if (!this.#open) return;
    this.#open = false;
    const contents = this.#newest;
    this.#isWithheld = false;
    this.#attached = contents;
    this.#isNew = true;
    this.#shown = 0;
    this.#shownSize = undefined;
    this.#peer.sendRequest(wl_surface, 'attach', this.hostId, { buffer: 0, x: 0, y: 0 });
    this.#peer.sendRequest(wl_surface, 'commit', this.hostId, {});
    if (contents === 0) return;
    this.#held.keep(contents);
  }

  /** The client destroys `buffer`: what it has committed of it stays on the host. */
  bufferGone(buffer: number): void {
    if (this.#attached === buffer) this.#attached = 0;
    if (this.#shown === buffer) this.#shown = 0;
    this.#held.bufferGone(buffer);
  }

  /** The client destroys it. */
  destroy(): void {
    this.role?.surfaceGone();
    this.role = undefined;
    this.#held.forget();
  }

  #showHeld(role: Role): void {
    // They may have the size that is about to be the answer.
    if (role.strict && !role.isAnswered) return;
    // A host may end the connection over a wrong size, so these are not shown: the right ones are under way.
    if (role.strict && !this.#fits(this.#held.size)) {
      this.#held.discard();
      return;
    }
    role.acknowledge();
    this.#open = this.#held.release(this.#id as ClientId, this.hostId);
    this.#noteShown();
    if (this.#open) role.shown();
  }

  /** The window has another size: what was withheld may be what goes with that. */
  #showWithheld(): void {
    if (this.#attached === 0 || this.#isForbidden) return;
    this.#isWithheld = false;
    this.#commitsShown();
    this.#peer.sendRequest(wl_surface, 'commit', this.hostId, {});
  }

  /** Buffer of the client's last commit, 0 if it is gone. */
  get #newest(): ClientId | 0 {
    return this.#isWithheld ? this.#attached : this.#shown;
  }

  /** What is attached is about to be shown. */
  #commitsShown(): void {
    this.#noteShown();
    if (this.#mayAcknowledge) this.role?.acknowledge();
  }

  /** Xwayland is ahead of its window manager at times: what the host is to be told of first is under way. */
  get #isForbidden(): boolean {
    const size = this.#isNew && this.#attached !== 0 ? this.#sizes.get(this.#attached) : undefined;
    return size !== undefined && !this.#fits(size) && this.role?.forbids(size) === true;
  }

  #noteShown(): void {
    if (!this.#isNew) return;
    this.#isNew = false;
    this.#shown = this.#attached;
    this.#shownSize = this.#attached === 0 ? undefined : this.#sizes.get(this.#attached);
  }

  /** Whether what is shown goes with the last configure. Where that insists on no size, one before may have the same answer. */
  get #mayAcknowledge(): boolean {
    const { role } = this;
    return this.#fits(this.#shownSize) && (role?.isAnswered === true || role?.strict === false);
  }

  /** Contents whose size is not known are given the benefit of the doubt. */
  #fits(size: Size | undefined): boolean {
    const awaited = this.role?.awaited;
    return size === undefined || (awaited?.width === size.width && awaited.height === size.height);
  }
}
