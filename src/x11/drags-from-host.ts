/**
 * What Wayland programs drag, over X programs: a window of decant's is the source that X programs see (XDND, versions 3 to
 * 5; freedesktop.org, "Drag-and-Drop Protocol for the X Window System"). One drag at a time, as the host has one pointer.
 *
 * A position is sent when the one before has been answered, so a slow program is not flooded. A drop waits for that too.
 */
import type { Readable } from 'node:stream';
import type { DragAction, DragListener, HostDrag } from '../peer/xwayland/exchange.js';
import type { Box, Place } from '../peer/xwayland/windows.js';
import { predefined, type AtomName } from './atoms.js';
import type { XConnection } from './connection.js';
import { isConverted, latin1Of } from './latin1.js';
import { openPipe } from './pipe.js';
import { wordsOf } from './properties.js';
import { patienceMs } from './provide.js';
import type { SelectionRequest } from './selection.js';
import { targetsOf } from './targets.js';
import type { Transfers } from './transfers.js';

/** Whose windows show which surface. */
export interface WindowsBySurface {
  windowOf(surface: number): { readonly id: number; readonly box: Box } | undefined;
  /** The same window, once it is on top. */
  raised(surface: number): Promise<{ readonly box: Box } | undefined>;
}

const newestVersion = 5;
const oldestVersion = 3;
/** How long a program may take for the answer to a position before the drop is taken back. */
const statusMs = 2000;
const accepts = 1;

const atomOfAction: Readonly<Record<DragAction, AtomName>> = {
  copy: 'XdndActionCopy',
  move: 'XdndActionMove',
  ask: 'XdndActionAsk',
};

/** One drag over one window. */
interface Visit {
  readonly drag: HostDrag;
  readonly window: { readonly id: number; readonly box: Box };
  /** Where its messages go: the window, or its proxy. */
  destination: number;
  /** 0: not known yet, or the window takes no drops. */
  version: number;
  place: Place;
  /** The place has not been told. */
  moved: boolean;
  /** A position has been sent and not answered. */
  waiting: boolean;
  accepted: boolean;
  dropped: boolean;
  /** The program has been told of the drop. */
  told: boolean;
  timer: NodeJS.Timeout | undefined;
}

export class DragsFromHost implements DragListener {
  /** The source of all drags. */
  readonly window: number;
  readonly #connection: XConnection;
  readonly #transfers: Transfers;
  readonly #windows: WindowsBySurface;
  #visit: Visit | undefined;
  /** What is dragged: mime types by target, and whom to ask. It stays for what is read late. */
  #offered: ReadonlyMap<number, string> = new Map();
  #source: HostDrag | undefined;

  constructor(connection: XConnection, transfers: Transfers, windows: WindowsBySurface) {
    this.#connection = connection;
    this.#transfers = transfers;
    this.#windows = windows;
    this.window = connection.createHidden();
  }

  dragEntered(drag: HostDrag, surface: number, place: Place): void {
    this.#abandon();
    const window = this.#windows.windowOf(surface);
    if (!window) {
      drag.accept(undefined);
      return;
    }
    const visit: Visit = {
      drag,
      window,
      destination: window.id,
      version: 0,
      place,
      moved: true,
      waiting: false,
      accepted: false,
      dropped: false,
      told: false,
      timer: undefined,
    };
    this.#visit = visit;
    void this.#enter(visit);
  }

  dragMoved(place: Place): void {
    const visit = this.#visit;
    if (!visit) return;
    visit.place = place;
    visit.moved = true;
    this.#tellPosition(visit);
  }

  dragLeft(): void {
    const visit = this.#visit;
    if (!visit) return;
    if (visit.version > 0) this.#send(visit, 'XdndLeave', [0, 0, 0, 0]);
    this.#forget(visit);
  }

  dragDropped(): void {
    const visit = this.#visit;
    if (!visit) return;
    visit.dropped = true;
    visit.timer = setTimeout(() => this.#giveUp(visit), statusMs);
    if (visit.version > 0 && !visit.waiting) this.#drop(visit);
  }

  /** A program answers. Whoever else writes to our window is not listened to. */
  handleMessage(window: number, type: number, [target, flags = 0, , , action = 0]: readonly number[]): void {
    const { atoms } = this.#connection;
    const visit = this.#visit;
    if (!visit || window !== this.window || target !== visit.window.id) return;
    if (type === atoms.XdndStatus) this.#answered(visit, (flags & accepts) !== 0, action);
    else if (type === atoms.XdndFinished && visit.dropped) {
      // Before version 5 nothing is said of success.
      visit.drag.end(visit.version < 5 || (flags & accepts) !== 0);
      this.#forget(visit);
    }
  }

  /** As `Selection.answer`, for what is dragged. */
  async answer({ requestor, target, property }: SelectionRequest): Promise<boolean> {
    const { atoms } = this.#connection;
    if (target === atoms.TARGETS) {
      const targets = [atoms.TARGETS, atoms.MULTIPLE, ...this.#offered.keys()];
      this.#connection.setWords(requestor, property, predefined.ATOM, targets);
      return true;
    }
    const type = target === atoms.TEXT ? atoms.UTF8_STRING : target;
    return this.#transfers.provide({ requestor, property, type }, () => this.#read(target));
  }

  #read(target: number): Readable | undefined {
    const mimeType = this.#offered.get(target);
    if (mimeType === undefined || !this.#source) return undefined;
    const pipe = openPipe(patienceMs);
    if (!pipe) return undefined;
    this.#source.receive(mimeType, pipe.writer);
    return isConverted(target, mimeType) ? latin1Of(pipe.reader) : pipe.reader;
  }

  async #enter(visit: Visit): Promise<void> {
    const { atoms } = this.#connection;
    const [offered, proxy] = await Promise.all([
      this.#connection.intern(targetsOf(visit.drag.mimeTypes)),
      this.#word(visit.window.id, atoms.XdndProxy),
    ]);
    visit.destination = proxy || visit.window.id;
    const aware = await this.#word(visit.destination, atoms.XdndAware);
    if (this.#visit !== visit) return;
    if (aware < oldestVersion || offered.size === 0) {
      visit.drag.accept(undefined);
      if (visit.dropped) this.#giveUp(visit);
      return;
    }
    visit.version = Math.min(aware, newestVersion);
    this.#offered = offered;
    this.#source = visit.drag;
    const types = [...this.#offered.keys()];
    this.#connection.x.SetSelectionOwner(this.window, atoms.XdndSelection);
    this.#connection.setWords(this.window, atoms.XdndTypeList, predefined.ATOM, types);
    const first = [0, 1, 2].map((i) => types[i] ?? 0);
    this.#send(visit, 'XdndEnter', [(visit.version << 24) | (types.length > 3 ? 1 : 0), ...first]);
    this.#tellPosition(visit);
  }

  #tellPosition(visit: Visit): void {
    if (visit.version === 0 || visit.waiting || visit.dropped || !visit.moved) return;
    const { box } = visit.window;
    const [x, y] = [box.x + visit.place.x, box.y + visit.place.y];
    visit.moved = false;
    visit.waiting = true;
    const action = this.#connection.atoms[atomOfAction[visit.drag.actions[0] ?? 'copy']];
    this.#send(visit, 'XdndPosition', [0, ((x & 0xffff) << 16) | (y & 0xffff), 0, action]);
  }

  #answered(visit: Visit, accepted: boolean, action: number): void {
    // A program may say more often what it would do than it is asked, but only until it has to do it.
    if (visit.told) return;
    visit.waiting = false;
    visit.accepted = accepted;
    if (!visit.dropped) visit.drag.accept(accepted ? this.#actionOf(visit, action) : undefined);
    if (visit.dropped) this.#drop(visit);
    else this.#tellPosition(visit);
  }

  /** What is asked for if the Wayland program can do it, else what it can. */
  #actionOf({ drag }: Visit, atom: number): DragAction {
    const { atoms } = this.#connection;
    const { actions } = drag;
    return actions.find((each) => atoms[atomOfAction[each]] === atom) ?? actions[0] ?? 'copy';
  }

  #drop(visit: Visit): void {
    if (!visit.accepted) {
      this.#giveUp(visit);
      return;
    }
    clearTimeout(visit.timer);
    visit.told = true;
    visit.timer = setTimeout(() => this.#giveUp(visit), patienceMs);
    this.#send(visit, 'XdndDrop', [0, 0, 0, 0]);
  }

  /** The program does not want it, or does not say. */
  #giveUp(visit: Visit): void {
    if (visit.version > 0) this.#send(visit, 'XdndLeave', [0, 0, 0, 0]);
    visit.drag.end(false);
    this.#forget(visit);
  }

  /** A drop that is not dealt with yet is the last one's: the user has gone on. */
  #abandon(): void {
    if (this.#visit) this.#giveUp(this.#visit);
  }

  #forget(visit: Visit): void {
    clearTimeout(visit.timer);
    if (this.#visit === visit) this.#visit = undefined;
  }

  async #word(window: number, property: number): Promise<number> {
    const found = await this.#connection.property(window, property, 4);
    return wordsOf(found?.data ?? Buffer.alloc(0))[0] ?? 0;
  }

  #send(visit: Visit, type: AtomName, words: readonly number[]): void {
    const { atoms } = this.#connection;
    const data = [this.window, ...words];
    this.#connection.sendMessage(visit.window.id, atoms[type], data, 0, visit.destination);
  }
}
