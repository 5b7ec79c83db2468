/**
 * What X programs drag, to Wayland programs. A program that begins to drag takes the selection XdndSelection; the host is
 * told then, with the button that is down. Over X windows the programs speak with each other. Elsewhere a window of
 * decant's, the cover, lies over the whole screen, unseen, and takes the drag in the name of the Wayland program that is
 * there. What is answered there stands in `outgoing-drag.ts`.
 */
import type { Logger } from '../log/logger.js';
import type { HostSelections } from '../peer/xwayland/exchange.js';
import type { Place } from '../peer/xwayland/windows.js';
import { predefined } from './atoms.js';
import type { XConnection } from './connection.js';
import type { WindowsBySurface } from './drags-from-host.js';
import { OutgoingDrag, type DragPlaces } from './outgoing-drag.js';
import { wordsOf } from './properties.js';
import { typesOf } from './targets.js';
import { maxTargets, type Transfers } from './transfers.js';

const version = 5;
/** Larger than any screen of X. */
const everywhere = { x: 0, y: 0, width: 32_767, height: 32_767 };

export interface DragToHostParts {
  readonly connection: XConnection;
  readonly transfers: Transfers;
  readonly host: HostSelections;
  readonly windows: WindowsBySurface;
  readonly log: Logger;
}

export class DragToHost implements DragPlaces {
  readonly #parts: DragToHostParts;
  /** Takes drags over Wayland programs. Mapped only then. */
  readonly #cover: number;
  /** The last one that began. */
  #drag: OutgoingDrag | undefined;

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
    if (window === this.#cover) this.#drag?.handleMessage(type, source);
  }

  wentOut(drag: OutgoingDrag): void {
    if (drag === this.#drag) void this.#coverAll(drag);
  }

  cameIn(
    drag: OutgoingDrag,
    surface: number,
    from: number | undefined,
    proceed: (offset: Place) => void,
  ): void {
    if (drag !== this.#drag) return;
    this.#uncover();
    void this.#raise(surface, from, proceed);
  }

  ended(drag: OutgoingDrag): void {
    if (drag === this.#drag) this.#uncover();
  }

  async #raise(surface: number, from: number | undefined, proceed: (offset: Place) => void): Promise<void> {
    const window = await this.#parts.windows.raised(surface);
    const origin = from === undefined ? undefined : this.#parts.windows.windowOf(from);
    if (window && origin) proceed({ x: window.box.x - origin.box.x, y: window.box.y - origin.box.y });
  }

  async #begin(owner: number): Promise<void> {
    const byName = await this.#typesOf(owner);
    if (byName.size === 0) return;
    const { connection, transfers, host, log } = this.#parts;
    const chosen = typesOf([...byName.keys()]);
    const types = new Map([...chosen].map(([type, name]) => [type, byName.get(name)!]));
    const drag = new OutgoingDrag({ connection, transfers, places: this, cover: this.#cover, types });
    drag.host = host.startDrag([...types.keys()], drag);
    log.debug(
      `an X11 program drags ${types.size} types${drag.host ? '' : ', which the host cannot be told of'}`,
    );
    if (!drag.host) return;
    this.#drag = drag;
    // The drag begins over the program's own window; if it is elsewhere already, nobody will say that it has gone out.
    drag.host.nudge();
  }

  /** Most programs have a list; those with three types or fewer need none, and are asked. */
  async #typesOf(owner: number): Promise<ReadonlyMap<string, number>> {
    const { connection, transfers } = this.#parts;
    const { atoms } = connection;
    const listed = await connection.property(owner, atoms.XdndTypeList, maxTargets * 4);
    return listed ? connection.named(wordsOf(listed.data)) : transfers.targets(atoms.XdndSelection);
  }

  async #coverAll(drag: OutgoingDrag): Promise<void> {
    const { connection } = this.#parts;
    connection.configure(this.#cover, { stackMode: 0 });
    connection.x.MapWindow(this.#cover);
    await connection.barrier();
    drag.host?.nudge();
  }

  #uncover(): void {
    this.#parts.connection.x.UnmapWindow(this.#cover);
  }
}
