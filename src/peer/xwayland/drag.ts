/**
 * A drag of a Wayland program's over a surface of Xwayland's: what the host has to be told of it (wl_data_offer). The offer
 * ends with the drag, and after a drop when the X program is done with it.
 */
import { wl_data_device_manager, wl_data_offer } from '../../protocol/generated/wayland.js';
import type { OwnedFd } from '../../native/fd.js';
import type { PeerContext } from '../handler.js';
import type { HostId } from '../ids.js';
import { actWith } from './act-with.js';
import type { DragAction, HostDrag } from './exchange.js';

const bits = wl_data_device_manager.enums[0].entries;
const actionNames = ['copy', 'move', 'ask'] as const;
/** First version of offers that have actions and an end. */
const actionsVersion = 3;
/** More types than this are no offer but an attack. */
const maxTypes = 256;

export class Drag implements HostDrag {
  readonly offer: HostId;
  /** The host has said that the user has let go. */
  dropped = false;
  readonly #peer: PeerContext;
  readonly #version: number;
  readonly #types = new Set<string>();
  #serial = 0;
  #sourceActions = 0;
  /** The action that the host has chosen. */
  #chosen = 0;
  #accepted = false;
  #ended = false;

  /** The host has made an offer, which may or may not become a drag. */
  constructor(peer: PeerContext, version: number, offer: HostId) {
    this.#peer = peer;
    this.#version = version;
    this.offer = offer;
  }

  get mimeTypes(): readonly string[] {
    return [...this.#types];
  }

  /** Old hosts know no actions: all is copied there. */
  get actions(): readonly DragAction[] {
    if (this.#version < actionsVersion) return ['copy'];
    return actionNames.filter((name) => (this.#sourceActions & bits[name]) !== 0);
  }

  addType(mimeType: string): void {
    if (this.#types.size < maxTypes) this.#types.add(mimeType);
  }

  setSourceActions(actions: number): void {
    this.#sourceActions = actions;
  }

  setChosen(action: number): void {
    this.#chosen = action;
  }

  /** It is over a surface of ours now; `serial`: of that event. */
  entered(serial: number): void {
    this.#serial = serial;
  }

  accept(action: DragAction | undefined): void {
    this.#do(() => {
      const accepted = action !== undefined && this.#types.size > 0;
      this.#accepted = accepted;
      const type = accepted ? this.mimeTypes[0]! : null;
      this.#peer.sendRequest(wl_data_offer, 'accept', this.offer, { serial: this.#serial, mime_type: type });
      this.#setAction(accepted ? bits[action] : bits.none);
    });
  }

  receive(mimeType: string, fd: OwnedFd): void {
    if (this.#ended || !this.#types.has(mimeType)) {
      fd.close();
      return;
    }
    actWith(this.#peer, fd, () => {
      const pipe = this.#peer.drivers.data.receive(fd);
      this.#peer.sendRequest(wl_data_offer, 'receive', this.offer, { mime_type: mimeType, fd: pipe });
    });
  }

  /** Nothing more is wanted of it; `done`: the drop was dealt with. */
  end(done: boolean): void {
    this.#do(() => {
      this.#ended = true;
      // Anything else is an error to the host (`wl_data_offer.finish`).
      const canFinish =
        this.#version >= actionsVersion && this.dropped && this.#accepted && this.#chosen !== 0;
      if (done && canFinish) {
        if (this.#chosen === bits.ask) this.#setAction(bits.copy);
        this.#peer.sendRequest(wl_data_offer, 'finish', this.offer, {});
      }
      this.#peer.sendRequest(wl_data_offer, 'destroy', this.offer, {});
      this.#peer.endProxy(this.offer);
    });
  }

  #setAction(action: number): void {
    if (this.#version < actionsVersion) return;
    const actions = { dnd_actions: action, preferred_action: action };
    this.#peer.sendRequest(wl_data_offer, 'set_actions', this.offer, actions);
  }

  #do(work: () => void): void {
    this.#peer.act(() => {
      if (!this.#ended) work();
    });
  }
}
