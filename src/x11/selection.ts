/**
 * One selection, kept the same on both sides. An X owner is offered to the host with its targets as mime types; a Wayland
 * owner is stood in for by a window of ours, which owns the X selection and answers for it.
 */
import { Readable } from 'node:stream';
import type { Logger } from '../log/logger.js';
import type { OwnedFd } from '../native/fd.js';
import type { HostSelections, SelectionKind } from '../peer/xwayland/exchange.js';
import { predefined } from './atoms.js';
import type { XConnection } from './connection.js';
import { timeoutMs } from './fetch.js';
import { isConverted, latin1Of, utf8Of } from './latin1.js';
import { openPipe, PipeWriter } from './pipe.js';
import { patienceMs } from './provide.js';
import { targetsOf, typesOf } from './targets.js';
import type { Transfers } from './transfers.js';

/** Kept of a program that leaves. */
const maxSavedBytes = 64 * 1024 * 1024;

export interface SelectionRequest {
  readonly requestor: number;
  readonly target: number;
  /** 0: an old program, which means the target's name. */
  readonly property: number;
}

export class Selection {
  /** Owns the X selection for Wayland programs. */
  readonly window: number;
  readonly atom: number;
  readonly #kind: SelectionKind;
  readonly #connection: XConnection;
  readonly #host: HostSelections;
  readonly #transfers: Transfers;
  readonly #log: Logger;
  /** Mime types by target, of the Wayland owner; empty: there is none. */
  #offered: ReadonlyMap<number, string> = new Map();
  /** When the X selection became ours. */
  #time = 0;
  #owner = 0;
  /** What has become of either side meanwhile, when something was waited for: only the newest counts. */
  readonly #changes = { owner: 0, offer: 0 };
  /** The keeping that is under way. */
  #saving: { readonly from: number; readonly done: Promise<boolean> } | undefined;
  /** Contents by target, of an X program that has left or is about to. */
  #saved: ReadonlyMap<number, Buffer> | undefined;

  constructor(
    kind: SelectionKind,
    atom: number,
    parts: { connection: XConnection; host: HostSelections; transfers: Transfers; log: Logger },
  ) {
    this.#kind = kind;
    this.atom = atom;
    this.#connection = parts.connection;
    this.#host = parts.host;
    this.#transfers = parts.transfers;
    this.#log = parts.log;
    this.window = parts.connection.createHidden();
    this.#host.listen(kind, { selectionChanged: (types) => void this.#hostChanged(types) });
  }

  /** The X selection has another owner; 0: none. */
  ownerChanged(owner: number, time: number): void {
    this.#owner = owner;
    if (owner !== this.window) this.#saved = undefined;
    if (owner === this.window) this.#time = time;
    else if (owner === 0) this.#host.disown(this.#kind);
    else void this.#offerToHost(owner);
  }

  /**
   * Keeps what the X owner has, for the time after it has left (freedesktop.org, ClipboardManager). Nothing is kept that is
   * larger than `maxSavedBytes` in all, nor twice at once. Whether it is kept.
   */
  async save(): Promise<boolean> {
    const owner = this.#owner;
    while (this.#saving) {
      const { from, done } = this.#saving;
      const kept = await done;
      if (from === owner) return kept;
    }
    const done = this.#save(owner);
    this.#saving = { from: owner, done };
    try {
      return await done;
    } finally {
      this.#saving = undefined;
    }
  }

  /** An X program wants what a Wayland program has, or what was saved. Whether the property holds it now, or will. */
  async answer({ requestor, target, property }: SelectionRequest): Promise<boolean> {
    const { atoms } = this.#connection;
    if (target === atoms.TARGETS) {
      const offered = this.#saved ?? this.#offered;
      const targets = [atoms.TARGETS, atoms.TIMESTAMP, atoms.MULTIPLE, ...offered.keys()];
      this.#connection.setWords(requestor, property, predefined.ATOM, targets);
      return true;
    }
    if (target === atoms.TIMESTAMP) {
      this.#connection.setWords(requestor, property, predefined.INTEGER, [this.#time]);
      return true;
    }
    // What TEXT is, the owner says by the type of its answer.
    const type = target === atoms.TEXT ? atoms.UTF8_STRING : target;
    return this.#transfers.provide({ requestor, property, type }, () => this.#read(target));
  }

  async #save(owner: number): Promise<boolean> {
    if (owner === 0 || owner === this.window) return false;
    const saved = new Map<number, Buffer>();
    let room = maxSavedBytes;
    for (const target of await this.#targetsOfOwner()) {
      const found: Buffer[] = [];
      const all = await this.#transfers.fetch(this.atom, target, (piece) => {
        room -= piece.length;
        found.push(piece);
        return Promise.resolve(room >= 0 && this.#owner === owner);
      });
      if (room < 0 || this.#owner !== owner) return false;
      if (all) saved.set(target, Buffer.concat(found));
    }
    if (saved.size === 0) return false;
    this.#saved = saved;
    this.#connection.x.SetSelectionOwner(this.window, this.atom);
    return true;
  }

  #read(target: number): Readable | undefined {
    if (this.#saved) {
      const bytes = this.#saved.get(target);
      return bytes && Readable.from([bytes]);
    }
    const mimeType = this.#offered.get(target);
    if (mimeType === undefined) return undefined;
    const pipe = openPipe(patienceMs);
    if (!pipe) return undefined;
    this.#host.receive(this.#kind, mimeType, pipe.writer);
    return isConverted(target, mimeType) ? latin1Of(pipe.reader) : pipe.reader;
  }

  /** Targets of the X owner that are contents. */
  async #targetsOfOwner(): Promise<number[]> {
    const byName = await this.#transfers.targets(this.atom);
    return [...new Set(typesOf([...byName.keys()]).values())].map((name) => byName.get(name)!);
  }

  async #offerToHost(owner: number): Promise<void> {
    const change = ++this.#changes.owner;
    const byName = await this.#transfers.targets(this.atom);
    if (this.#owner !== owner || change !== this.#changes.owner) return;
    const types = typesOf([...byName.keys()]);
    this.#log.debug(`${this.#kind}: an X11 program offers ${types.size} types`);
    if (types.size === 0) {
      this.#host.disown(this.#kind);
      return;
    }
    this.#host.own(this.#kind, [...types.keys()], (mimeType, fd) => {
      const target = byName.get(types.get(mimeType) ?? '');
      if (target === undefined) fd.close();
      else void this.#sendOut(target, fd, isConverted(target, mimeType));
    });
  }

  async #sendOut(target: number, fd: OwnedFd, convert: boolean): Promise<void> {
    const writer = new PipeWriter(fd);
    const write = (piece: Buffer, patience: number): Promise<boolean> =>
      writer.write(convert ? utf8Of(piece) : piece, patience);
    try {
      const saved = this.#saved?.get(target);
      if (saved) await write(saved, patienceMs);
      else await this.#transfers.fetch(this.atom, target, (piece) => write(piece, timeoutMs));
    } finally {
      writer.close();
    }
  }

  async #hostChanged(types: readonly string[] | undefined): Promise<void> {
    const targets = targetsOf(types ?? []);
    const change = ++this.#changes.offer;
    const offered = await this.#connection.intern(targets);
    if (change !== this.#changes.offer) return;
    this.#offered = offered;
    if (targets.size > 0) this.#saved = undefined;
    this.#log.debug(`${this.#kind}: a Wayland program offers ${targets.size} targets`);
    if (targets.size > 0) this.#connection.x.SetSelectionOwner(this.window, this.atom);
    else if (this.#owner === this.window && !this.#saved) this.#connection.x.SetSelectionOwner(0, this.atom);
  }
}
