/**
 * What X programs drag, to Wayland programs. A program that begins to drag takes the selection XdndSelection; the host is
 * told then, with the button that is down. Over X windows the programs speak with each other. Elsewhere a window of
 * decant's lies over the whole screen, unseen, and takes the drag in the name of the Wayland program that is there (XDND 5).
 */
import type { Logger } from '../log/logger.js';
import type {
  DragAction,
  DragOutListener,
  HostDragOut,
  HostSelections,
  Place,
} from '../peer/xwayland/windows.js';
import type { OwnedFd } from '../native/fd.js';
import { predefined } from './atoms.js';
import type { XConnection } from './connection.js';
import type { WindowsBySurface } from './drags-from-host.js';
import { timeoutMs } from './fetch.js';
import { PipeWriter } from './pipe.js';
import { wordsOf } from './properties.js';
import { typesOf } from './targets.js';
import type { Transfers } from './transfers.js';

const version = 5;
const accepts = 1;
/** XDND: positions are wanted for every movement. */
const wantsAll = 2;
/** No program drags more types in earnest. */
const maxTypes = 256;
/** Larger than any screen of X. */
const everywhere = { x: 0, y: 0, width: 32_767, height: 32_767 };

export interface DragToHostParts {
  readonly connection: XConnection;
  readonly transfers: Transfers;
  readonly host: HostSelections;
  readonly windows: WindowsBySurface;
  readonly log: Logger;
}

export class DragToHost implements DragOutListener {
  readonly #parts: DragToHostParts;
  /** Takes drags over Wayland programs. Mapped only then. */
  readonly #cover: number;
  #drag: HostDragOut | undefined;
  /** The window of the program that drags, as it names itself; 0: none. */
  #source = 0;
  #action: DragAction | undefined;
  #positioned = false;
  /** The X program believes that it has dropped. */
  #dropped = false;
  /** Atom of each of its types. */
  #types: ReadonlyMap<string, number> = new Map();

  constructor(parts: DragToHostParts) {
    this.#parts = parts;
    const { connection } = parts;
    this.#cover = connection.createHidden();
    connection.configure(this.#cover, everywhere);
    connection.setWords(this.#cover, connection.atoms.XdndAware, predefined.ATOM, [version]);
  }

  /** XdndSelection has another owner; 0: none. */
  ownerChanged(owner: number, ours: number): void {
    if (owner === 0 || owner === ours) return;
    void this.#begin(owner);
  }

  handleMessage(window: number, type: number, [source = 0]: readonly number[]): void {
    if (window !== this.#cover) return;
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
      if (!this.#drag) this.#finish(false);
    }
  }

  wentOut(): void {
    void this.#coverAll();
  }

  cameIn(surface: number, from: number, proceed: (offset: Place) => void): void {
    this.#uncover();
    void this.#raise(surface, from, proceed);
  }

  targetChanged(action: DragAction | undefined): void {
    this.#action = action;
    if (this.#positioned) this.#tellStatus();
    this.#drag?.nudge();
  }

  send(mimeType: string, fd: OwnedFd): void {
    void this.#send(mimeType, fd);
  }

  ended(done: boolean): void {
    this.#drag = undefined;
    if (this.#dropped) this.#finish(done);
    this.#uncover();
  }

  async #raise(surface: number, from: number, proceed: (offset: Place) => void): Promise<void> {
    const window = await this.#parts.windows.raised(surface);
    const origin = this.#parts.windows.windowOf(from);
    if (window && origin) proceed({ x: window.box.x - origin.box.x, y: window.box.y - origin.box.y });
  }

  async #begin(owner: number): Promise<void> {
    const byName = await this.#typesOf(owner);
    if (byName.size === 0) return;
    const { host, log } = this.#parts;
    const types = typesOf([...byName.keys()]);
    const drag = host.startDrag([...types.keys()], this);
    log.debug(`an X11 program drags ${types.size} types${drag ? '' : ', which the host cannot be told of'}`);
    if (!drag) return;
    this.#types = new Map([...types].map(([type, name]) => [type, byName.get(name)!]));
    this.#drag = drag;
    this.#source = 0;
    this.#action = undefined;
    this.#positioned = false;
    this.#dropped = false;
    // The drag begins over the program's own window; if it is elsewhere already, nobody will say that it has gone out.
    drag.nudge();
  }

  /** Most programs have a list; those with three types or fewer need none, and are asked. */
  async #typesOf(owner: number): Promise<ReadonlyMap<string, number>> {
    const { connection, transfers } = this.#parts;
    const { atoms } = connection;
    const listed = await connection.property(owner, atoms.XdndTypeList, maxTypes * 4);
    const found: Buffer[] = listed ? [listed.data] : [];
    if (!listed)
      await transfers.fetch(atoms.XdndSelection, atoms.TARGETS, (piece) => {
        found.push(piece);
        return Promise.resolve(true);
      });
    const words = wordsOf(Buffer.concat(found)).slice(0, maxTypes);
    const names = await Promise.all(words.map((atom) => connection.nameOf(atom)));
    return new Map(names.flatMap((name, i) => (name === undefined ? [] : [[name, words[i]!] as const])));
  }

  async #send(mimeType: string, fd: OwnedFd): Promise<void> {
    const target = this.#types.get(mimeType);
    if (target === undefined) {
      fd.close();
      return;
    }
    const { connection, transfers } = this.#parts;
    const writer = new PipeWriter(fd);
    const selection = connection.atoms.XdndSelection;
    await transfers.fetch(selection, target, (piece) => writer.write(piece, timeoutMs));
    writer.close();
  }

  async #coverAll(): Promise<void> {
    const { connection } = this.#parts;
    connection.configure(this.#cover, { stackMode: 0 });
    connection.x.MapWindow(this.#cover);
    await connection.barrier();
    this.#drag?.nudge();
  }

  #uncover(): void {
    this.#parts.connection.x.UnmapWindow(this.#cover);
  }

  #tellStatus(): void {
    const { atoms } = this.#parts.connection;
    const flags = (this.#action === undefined ? 0 : accepts) | wantsAll;
    const action = this.#action === 'move' ? atoms.XdndActionMove : atoms.XdndActionCopy;
    const data = [this.#cover, flags, 0, 0, this.#action === undefined ? 0 : action];
    this.#parts.connection.sendMessage(this.#source, atoms.XdndStatus, data);
  }

  #finish(done: boolean): void {
    this.#dropped = false;
    const { atoms } = this.#parts.connection;
    const action = this.#action === 'move' ? atoms.XdndActionMove : atoms.XdndActionCopy;
    const data = [this.#cover, done ? accepts : 0, done ? action : 0];
    this.#parts.connection.sendMessage(this.#source, atoms.XdndFinished, data);
  }
}
