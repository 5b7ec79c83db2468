/**
 * One drag of an X program's that the host has been told of: what the program is answered where Wayland programs are (XDND 5),
 * and what they get of it. One that was dropped may still be read from when the next one has begun.
 */
import type { DragAction, DragOutListener, HostDragOut } from '../peer/xwayland/exchange.js';
import type { Place } from '../peer/xwayland/windows.js';
import type { OwnedFd } from '../native/fd.js';
import type { XConnection } from './connection.js';
import { timeoutMs } from './fetch.js';
import { isConverted, utf8Of } from './latin1.js';
import { PipeWriter } from './pipe.js';
import type { Transfers } from './transfers.js';

const accepts = 1;
/** XDND: positions are wanted for every movement. */
const wantsAll = 2;

/** Where the pointer is, as the drag has it: said to who keeps the cover. */
export interface DragPlaces {
  wentOut(drag: OutgoingDrag): void;
  cameIn(
    drag: OutgoingDrag,
    surface: number,
    from: number | undefined,
    proceed: (offset: Place) => void,
  ): void;
  ended(drag: OutgoingDrag): void;
}

export interface OutgoingDragParts {
  readonly connection: XConnection;
  readonly transfers: Transfers;
  readonly places: DragPlaces;
  /** The window that answers in the name of Wayland programs. */
  readonly cover: number;
  /** Atoms of what is dragged, by type. */
  readonly types: ReadonlyMap<string, number>;
}

export class OutgoingDrag implements DragOutListener {
  /** The host's side of it; set as soon as there is one. */
  host: HostDragOut | undefined;
  readonly #parts: OutgoingDragParts;
  /** The window of the program that drags, as it names itself; 0: none. */
  #source = 0;
  #action: DragAction | undefined;
  #positioned = false;
  /** The X program believes that it has dropped. */
  #dropped = false;
  #over = false;

  constructor(parts: OutgoingDragParts) {
    this.#parts = parts;
  }

  /** The X program speaks to the cover. */
  handleMessage(type: number, source: number): void {
    const { atoms } = this.#parts.connection;
    if (type === atoms.XdndEnter) {
      this.#source = source;
    } else if (source !== this.#source) {
      return;
    } else if (type === atoms.XdndPosition) {
      this.#positioned = true;
      this.#tellStatus();
    } else if (type === atoms.XdndLeave) {
      this.#positioned = false;
    } else if (type === atoms.XdndDrop) {
      this.#dropped = true;
      if (this.#over) this.#finish(false);
    }
  }

  wentOut(): void {
    this.#parts.places.wentOut(this);
  }

  cameIn(surface: number, from: number | undefined, proceed: (offset: Place) => void): void {
    this.#parts.places.cameIn(this, surface, from, proceed);
  }

  targetChanged(action: DragAction | undefined): void {
    this.#action = action;
    if (this.#positioned) this.#tellStatus();
    this.host?.nudge();
  }

  send(mimeType: string, fd: OwnedFd): void {
    void this.#send(mimeType, fd);
  }

  ended(done: boolean): void {
    this.#over = true;
    if (this.#dropped) this.#finish(done);
    this.#parts.places.ended(this);
  }

  async #send(mimeType: string, fd: OwnedFd): Promise<void> {
    const { connection, transfers, types } = this.#parts;
    const target = types.get(mimeType);
    if (target === undefined) {
      fd.close();
      return;
    }
    const writer = new PipeWriter(fd);
    const convert = isConverted(target, mimeType);
    const selection = connection.atoms.XdndSelection;
    try {
      await transfers.fetch(selection, target, (piece) =>
        writer.write(convert ? utf8Of(piece) : piece, timeoutMs),
      );
    } finally {
      writer.close();
    }
  }

  #tellStatus(): void {
    const { atoms } = this.#parts.connection;
    const flags = (this.#action === undefined ? 0 : accepts) | wantsAll;
    const action = this.#action === undefined ? 0 : this.#actionAtom;
    this.#parts.connection.sendMessage(this.#source, atoms.XdndStatus, [
      this.#parts.cover,
      flags,
      0,
      0,
      action,
    ]);
  }

  #finish(done: boolean): void {
    this.#dropped = false;
    const { connection, cover } = this.#parts;
    const data = [cover, done ? accepts : 0, done ? this.#actionAtom : 0];
    connection.sendMessage(this.#source, connection.atoms.XdndFinished, data);
  }

  get #actionAtom(): number {
    const { atoms } = this.#parts.connection;
    return this.#action === 'move' ? atoms.XdndActionMove : atoms.XdndActionCopy;
  }
}
