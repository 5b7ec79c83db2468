/**
 * Both selections of the host's on its first seat: binds what they need for the peer itself, and speaks the clipboard's
 * protocol, which is that of drags too (wl_data_device). What a selection is stands in `selection.ts`.
 */
import {
  wl_data_device,
  wl_data_device_manager,
  wl_data_offer,
  wl_data_source,
  wl_seat,
} from '../../protocol/generated/wayland.js';
import { zwp_primary_selection_device_manager_v1 } from '../../protocol/generated/wp-primary-selection-unstable-v1.js';
import type { ClipboardConfig } from '../../config/config.js';
import { OwnedFd } from '../../native/fd.js';
import type { PeerContext } from '../handler.js';
import type { HostGlobal } from '../host-globals.js';
import type { HostId } from '../ids.js';
import { actWith } from './act-with.js';
import { hostUpdates } from './host-updates.js';
import { openPrimarySelection, primaryVersion } from './primary-selection.js';
import { HostSelection, type SelectionProtocol } from './selection.js';
import { DragsOut, type DataDevice } from './drags-out.js';
import { Drags } from './drags.js';
import type {
  DragListener,
  DragOutListener,
  HostDragOut,
  HostSelections,
  SelectionKind,
  SelectionListener,
} from './exchange.js';

/** Versions whose messages are used; the clipboard's brings drag and drop. */
const versions = { seat: 1, clipboard: 3, primary: primaryVersion } as const;
const nobody: SelectionListener = { selectionChanged: () => undefined };

export class Selections implements HostSelections {
  /** The newest serial of the user's input, which a host wants to see before it gives a selection away. */
  serial: number | undefined;
  /** Which way contents may go, of all selections and drags (`--clipboard`). */
  allowed: ClipboardConfig = { toHost: true, fromHost: true };
  readonly #peer: PeerContext;
  readonly #listeners = { clipboard: nobody, primary: nobody };
  readonly #selections: { [kind in SelectionKind]?: HostSelection } = {};
  #seat: HostId | undefined;
  /** The host's version of what the clipboard is served with. */
  #clipboardVersion = 1;
  #dataDevice: DataDevice | undefined;
  readonly dragsOut: DragsOut;
  readonly #drags: Drags;
  readonly #managers: { [kind in SelectionKind]?: HostId } = {};

  constructor(peer: PeerContext) {
    this.#peer = peer;
    this.#drags = new Drags(peer);
    this.dragsOut = new DragsOut(peer);
    peer.hostGlobals.watch({ added: (global) => this.#added(global) });
  }

  listen(kind: SelectionKind, listener: SelectionListener): void {
    if (this.allowed.fromHost) this.#listeners[kind] = listener;
  }

  startDrag(mimeTypes: readonly string[], listener: DragOutListener): HostDragOut | undefined {
    let drag: HostDragOut | undefined;
    if (!this.allowed.toHost) return undefined;
    this.#peer.act(() => {
      drag = this.#dataDevice && this.dragsOut.start(this.#dataDevice, mimeTypes, listener);
    });
    return drag;
  }

  listenToDrags(listener: DragListener): void {
    if (this.allowed.fromHost) this.#drags.listener = listener;
  }

  own(
    kind: SelectionKind,
    mimeTypes: readonly string[],
    send: (mimeType: string, fd: OwnedFd) => void,
  ): void {
    if (this.serial === undefined || !this.allowed.toHost) return;
    const selection = this.#selections[kind];
    if (selection) this.#tellOwner(selection, () => selection.own(mimeTypes, send));
  }

  disown(kind: SelectionKind): void {
    const selection = this.#selections[kind];
    if (selection) this.#tellOwner(selection, () => selection.disown());
  }

  receive(kind: SelectionKind, mimeType: string, fd: OwnedFd): void {
    const selection = this.#selections[kind];
    if (!selection) fd.close();
    else {
      const receive = (): void => selection.receive(mimeType, this.#peer.drivers.data.receive(fd));
      actWith(this.#peer, fd, receive);
    }
  }

  #tellOwner(selection: HostSelection, work: () => void): void {
    this.#peer.part(hostUpdates).tell(selection, 'owner', work);
  }

  #added(global: HostGlobal): void {
    const { hostGlobals } = this.#peer;
    if (global.interface === wl_seat.name)
      this.#seat ??= hostGlobals.bind(global, wl_seat, versions.seat, {});
    if (global.interface === wl_data_device_manager.name && this.#managers.clipboard === undefined) {
      this.#clipboardVersion = Math.min(global.version, versions.clipboard);
      this.#managers.clipboard = hostGlobals.bind(global, wl_data_device_manager, this.#clipboardVersion, {});
    }
    if (global.interface === zwp_primary_selection_device_manager_v1.name)
      this.#managers.primary ??= hostGlobals.bind(
        global,
        zwp_primary_selection_device_manager_v1,
        versions.primary,
        {},
      );
    this.#open();
  }

  /** Seat and managers come in any order. */
  #open(): void {
    const { clipboard, primary } = this.#managers;
    if (this.#seat === undefined) return;
    if (clipboard !== undefined) this.#selections.clipboard ??= this.#openClipboard(clipboard, this.#seat);
    if (primary !== undefined)
      this.#selections.primary ??= openPrimarySelection(
        this.#peer,
        { manager: primary, seat: this.#seat, serial: () => this.serial ?? 0 },
        () => this.#listeners.primary,
      );
  }

  #openClipboard(manager: HostId, seat: HostId): HostSelection {
    const peer = this.#peer;
    const version = this.#clipboardVersion;
    const protocol: SelectionProtocol = {
      makeSource: ({ send, cancelled }) => {
        const id = peer.addProxy(wl_data_source, version, {
          send: (_target, { mime_type: mimeType, fd }) => send(mimeType, new OwnedFd(fd.release())),
          cancelled,
        });
        peer.sendRequest(wl_data_device_manager, 'create_data_source', manager, { id });
        return id;
      },
      addType: (id, mimeType) => peer.sendRequest(wl_data_source, 'offer', id, { mime_type: mimeType }),
      destroySource: (id) => peer.sendRequest(wl_data_source, 'destroy', id, {}),
      setSelection: (source) =>
        peer.sendRequest(wl_data_device, 'set_selection', device, { source, serial: this.serial ?? 0 }),
      receive: (id, mimeType, fd) =>
        peer.sendRequest(wl_data_offer, 'receive', id, { mime_type: mimeType, fd }),
      destroyOffer: (id) => {
        peer.sendRequest(wl_data_offer, 'destroy', id, {});
        peer.endProxy(id);
      },
    };
    const selection = new HostSelection(protocol, () => this.#listeners.clipboard);
    const device: HostId = peer.addProxy(wl_data_device, version, {
      data_offer: (_target, { id }) => {
        const { offer } = selection.offered(id as HostId);
        const drag = this.#drags.offered(version, id as HostId);
        peer.adoptProxy(wl_data_offer, version, id, {
          offer: (_offer, { mime_type: mimeType }) => {
            offer(mimeType);
            drag.addType(mimeType);
          },
          source_actions: (_offer, { source_actions: actions }) => drag.setSourceActions(actions),
          action: (_offer, { dnd_action: action }) => drag.setChosen(action),
        });
      },
      selection: (_target, { id }) => {
        this.#drags.isSelection(id as HostId | 0);
        selection.selected(id as HostId | 0);
      },
      enter: (_target, args) => {
        // An offer is one or the other.
        selection.forget(args.id as HostId | 0);
        this.#dragEntered(args);
      },
      motion: (_target, { x, y }) => this.#dragMoved(x, y),
      leave: () => this.#dragLeft(),
      drop: () => this.#dragDropped(),
    });
    this.#dataDevice = { manager, device, version };
    peer.sendRequest(wl_data_device_manager, 'get_data_device', manager, { id: device, seat });
    return selection;
  }

  /** Our own drag over our own surfaces is the X programs' business: only the pointer is told. */
  #dragEntered(args: Parameters<Drags['enter']>[0]): void {
    if (this.dragsOut.current?.hasPointer) {
      this.#drags.own(args.id);
      this.dragsOut.entered(args.surface, args.x, args.y);
    } else this.#drags.enter(args);
  }

  #dragMoved(x: number, y: number): void {
    this.dragsOut.current?.move(x, y);
    this.#drags.move(x, y);
  }

  #dragLeft(): void {
    this.dragsOut.current?.leave();
    this.#drags.leave();
  }

  #dragDropped(): void {
    this.dragsOut.release();
    this.#drags.drop();
  }
}

/** For `peer.part`. */
export const selections = (peer: PeerContext): Selections => new Selections(peer.asClient);
