/**
 * What Xwayland is besides an X server: it makes a surface for each window that comes to the screen, says to the window
 * manager which it is, and destroys it with the next unmapping. It says so on two connections, X's and Wayland's, each of
 * which may be late. Ids of surfaces are used again. What the server in memory does otherwise than a real one is put right:
 * a mapped window is unmapped before it is destroyed, and one that is configured as it was is not told of.
 */
import type { HostToplevel } from '../../../src/peer/xwayland/windows.js';
import type { StrictHost } from './strict-host.js';
import type { Desk } from './x-desk.js';

const notify = { create: 16, destroy: 17, unmap: 18, map: 19, configure: 22, message: 33 } as const;
const inputOutput = 1;
/** Where a notification has its window, and where a ConfigureNotify what changes. */
const [windowAt, changesFrom, changesTo] = [8, 12, 27];

interface Request {
  readonly kind: 'make' | 'name' | 'end';
  readonly surface: number;
  readonly serial: number;
}

export class XwaylandDouble {
  /** The surfaces of the windows that are mapped, by window; they may not be made yet. */
  readonly surfaces = new Map<number, number>();
  /** What the window manager is told waits. */
  isLate = false;
  readonly #desk: Desk;
  readonly #host: StrictHost;
  readonly #usesSerials: boolean;
  #serial = 2 ** 32 - 2;
  #lastId = 10;
  readonly #freeIds: number[] = [];
  readonly #bytes: Buffer[] = [];
  readonly #send: (bytes: Buffer) => void;
  readonly #sendEvent: (event: Buffer) => void;
  readonly #requests: Request[] = [];
  /** A surface is being made, and what Xwayland says after it waits. */
  #isMaking = false;
  readonly #mapped = new Set<number>();
  readonly #configured = new Map<number, string>();

  /** `usesSerials`: as Xwayland does since 23.1. */
  constructor(desk: Desk, host: StrictHost, usesSerials: boolean) {
    this.#desk = desk;
    this.#host = host;
    this.#usesSerials = usesSerials;
    const { wmClient } = desk;
    this.#send = wmClient.send.bind(wmClient);
    this.#sendEvent = wmClient.sendEvent.bind(wmClient);
    wmClient.send = (bytes) => {
      if (this.isLate || this.#bytes.length > 0) this.#bytes.push(bytes);
      else this.#send(bytes);
    };
    wmClient.sendEvent = (event) => this.#tell(event);
  }

  /** Lets so many pieces through of what the window manager is told, in one go as a socket does. */
  letThrough(count: number): void {
    const bytes = this.#bytes.splice(0, count);
    if (bytes.length > 0) this.#send(Buffer.concat(bytes));
  }

  /** Says so many things on the Wayland connection, as far as that does not wait. Whether anything was left to say. */
  speak(count: number): boolean {
    for (let left = count; left > 0 && !this.#isMaking; left--) {
      const request = this.#requests.shift();
      if (!request) return false;
      this.#say(request);
    }
    return this.#requests.length > 0;
  }

  /** Nothing is late any more. */
  async settled(): Promise<void> {
    this.isLate = false;
    do {
      this.letThrough(this.#bytes.length);
      await this.#desk.settled();
    } while (this.speak(Number.MAX_SAFE_INTEGER) || this.#bytes.length > 0 || this.#isMaking);
    await this.#desk.settled();
  }

  /** The window manager is told that the window has this surface: for what no Xwayland says. */
  nameWrongly(window: number, surface: number): void {
    if (this.#usesSerials) this.#name(window, 'WL_SURFACE_SERIAL', surface);
    else this.#name(window, 'WL_SURFACE_ID', surface);
  }

  #tell(event: Buffer): void {
    const id = event.readUInt32LE(windowAt);
    if (event[0] === notify.destroy && this.#mapped.has(id)) {
      const unmapped = Buffer.from(event);
      unmapped[0] = notify.unmap;
      this.#tell(unmapped);
    }
    if (this.#isNoNews(event, id)) return;
    this.#sendEvent(event);
    if (event[0] === notify.map) this.#realize(id);
    if (event[0] === notify.unmap) this.#unrealize(id);
    if (event[0] === notify.destroy) this.#configured.delete(id);
  }

  #isNoNews(event: Buffer, id: number): boolean {
    if (event[0] !== notify.configure) return false;
    const said = event.toString('hex', changesFrom, changesTo);
    const isKnown = this.#configured.get(id) === said;
    this.#configured.set(id, said);
    return isKnown;
  }

  #realize(id: number): void {
    this.#mapped.add(id);
    if (this.#desk.server.getWindow(id).class !== inputOutput) return;
    const surface = this.#freeIds.pop() ?? ++this.#lastId;
    this.surfaces.set(id, surface);
    const serial = ++this.#serial;
    this.#requests.push({ kind: 'make', surface, serial });
    if (this.#usesSerials) {
      this.#requests.push({ kind: 'name', surface, serial });
      this.#name(id, 'WL_SURFACE_SERIAL', serial % 2 ** 32, Math.floor(serial / 2 ** 32));
    } else this.#name(id, 'WL_SURFACE_ID', surface);
  }

  #unrealize(id: number): void {
    this.#mapped.delete(id);
    const surface = this.surfaces.get(id);
    if (surface === undefined) return;
    this.surfaces.delete(id);
    this.#requests.push({ kind: 'end', surface, serial: 0 });
  }

  #say({ kind, surface, serial }: Request): void {
    const { wm } = this.#desk;
    if (kind === 'name') wm.surfaceNamed(surface, serial);
    else if (kind === 'make') this.#make(surface);
    else {
      this.#host.surfaceGone(surface);
      wm.surfaceGone(surface);
      this.#freeIds.push(surface);
    }
  }

  #make(surface: number): void {
    let isAnswered = false;
    this.#isMaking = true;
    this.#desk.wm.awaitedBy(surface, (early: HostToplevel | undefined) => {
      if (isAnswered) throw new Error(`surface ${surface} was answered for twice`);
      isAnswered = true;
      this.#isMaking = false;
      this.#host.surfaceMade(surface, early);
      this.#desk.wm.surfaceMade(surface);
    });
  }

  #name(id: number, name: 'WL_SURFACE_ID' | 'WL_SURFACE_SERIAL', ...words: number[]): void {
    const event = Buffer.alloc(32);
    event.set([notify.message, 32]);
    event.writeUInt32LE(id, 4);
    event.writeUInt32LE(this.#desk.connection.atoms[name], 8);
    for (const [i, word] of words.entries()) event.writeUInt32LE(word >>> 0, 12 + i * 4);
    this.#sendEvent(event);
  }
}
