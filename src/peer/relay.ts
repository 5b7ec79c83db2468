/**
 * Moves the messages of one direction from an inbox to an outbox: the hot path of decant.
 *
 * Three ways, the shorter the more common:
 * - *plain* (`plans[n]` is the exact size): a living pair, no ids, nothing to know. The first word is replaced.
 * - *short* (`plans[n]` is minus the size): fixed size, ids at fixed places. They are looked at and replaced.
 * - everything else (`plans[n]` is `lookCloser`, or something is unusual): `closer-look.ts`.
 *
 * Messages are changed where they lie; stretches of passed ones go out straight from the inbox, uncopied.
 * Invariant: whatever is decided about a message, those before it are handed to the outbox first, in order.
 */
import { displayError } from '../errors.js';
import type { Connection } from '../wire/connection.js';
import { headerBytes } from '../wire/framing.js';
import { idKind } from '../wire/id-steps.js';
import type { ProtocolLayout } from '../wire/layout.js';
import { CloserLook } from './closer-look.js';
import type { AnyHandlers, PeerContext } from './handler.js';
import { PassedRun } from './passed-run.js';
import type { Rules } from './rules.js';
import type { DirectionTables } from './tables.js';
import type { MessageTap } from './tap.js';

/**
 * When more than this waits in an outbox, nothing that needs a closer look is dealt with until it has gone out. What the
 * short ways pass adds one inbox at the most.
 */
export const maxBacklogBytes = 256 * 1024;

/** What a relay needs; all of it outlives the relay. */
export interface RelayParts {
  readonly from: Connection;
  readonly to: Connection;
  readonly rules: Rules;
  readonly protocol: ProtocolLayout;
  /** The peer's own: handlers may join while it runs. */
  readonly tables: DirectionTables;
  /** Functions of objects that only this process has, by id. */
  readonly locals: ReadonlyMap<number, AnyHandlers>;
  readonly context: PeerContext;
  /** Whether nothing more is to be dealt with for now. */
  readonly isHeld: () => boolean;
  /** Watch messages as they come and as they go on; only while tracing (`plans` then has no short ways). */
  readonly fromTap: MessageTap | undefined;
  readonly toTap: MessageTap | undefined;
}

export class Relay {
  readonly #parts: RelayParts;
  readonly #run: PassedRun;
  readonly #closerLook: CloserLook;
  /** The last run stopped before its inbox was empty because of a stall. */
  interrupted = false;

  constructor(parts: RelayParts) {
    this.#parts = parts;
    this.#run = new PassedRun(parts.from.inbox, parts.to.outbox);
    this.#closerLook = new CloserLook(parts, this.#run);
  }

  /** Whether too much waits for one of the receivers to take on more, or this direction is held. */
  get stalled(): boolean {
    const { from, to, isHeld } = this.#parts;
    if (isHeld()) return true;
    return from.outbox.backlog > maxBacklogBytes || to.outbox.backlog > maxBacklogBytes;
  }

  /**
   * Deals with the complete messages in the inbox, or with those up to a stall. Throws what `rules.fault` makes; what
   * came before the bad message is then in the outbox.
   */
  run(): void {
    const { tables, from, rules } = this.#parts;
    let { plans } = tables;
    const { inbox } = from;
    const { words, end } = inbox;
    const { low } = rules;
    let { other, base, limit } = low;
    let pos = inbox.start;
    this.#run.restart(pos);
    this.interrupted = false;
    try {
      while (end - pos >= headerBytes) {
        const w = pos >> 2;
        const id = words[w]!;
        const head = words[w + 1]!;
        const size = head >>> 16;
        const opcode = head & 0xffff;
        if (size > end - pos && isMessageSize(size)) break;
        if (id > 0 && id < limit.length && opcode < limit[id]!) {
          const number = base[id]! + opcode;
          const plan = plans[number]!;
          if (plan === size) {
            words[w] = other[id]!;
            pos += size;
            continue;
          }
          if (plan === -size && this.#passShort(number, w, id)) {
            pos += size;
            ({ other, base, limit } = low);
            continue;
          }
        }
        const passed = this.#takeCloser(pos, id, opcode, size);
        pos += size;
        if (!passed) this.#run.restart(pos);
        ({ other, base, limit } = low);
        ({ plans } = tables);
        this.interrupted = this.stalled;
        if (this.interrupted) break;
      }
    } finally {
      this.#run.handOver(pos);
      inbox.start = pos;
    }
  }

  /** `CloserLook.take`, for sizes too that no message has. */
  #takeCloser(pos: number, id: number, opcode: number, size: number): boolean {
    if (isMessageSize(size)) return this.#closerLook.take(pos, id, opcode, size);
    const { rules } = this.#parts;
    throw rules.fault(1, displayError.invalidMethod, `a message of ${size} bytes is no message`);
  }

  /**
   * Passes message number `n` at word `w`, for the living pair `id`. `false`, with nothing changed, if an object in it
   * is anything but a living pair that the sender names.
   */
  #passShort(n: number, w: number, id: number): boolean {
    const { rules, protocol, tables } = this.#parts;
    const { idSteps } = tables;
    const { words } = this.#parts.from.inbox;
    const { low } = rules;
    const stop = idSteps.starts[n + 1]!;
    let firstNew = idSteps.starts[n]!;
    for (; firstNew < stop && idSteps.kinds[firstNew] !== idKind.newId; firstNew++) {
      const object = words[w + idSteps.words[firstNew]!]!;
      if (object === 0 && idSteps.kinds[firstNew] === idKind.objectOrNull) continue;
      if (object <= 0 || object >= low.used || low.flags[object] !== 0 || low.other[object] === 0)
        return false;
      const wanted = idSteps.interfaces[firstNew]!;
      if (wanted !== 0 && low.interfaces[object] !== wanted) return false;
    }
    const version = low.versions[id]!;
    for (let i = idSteps.starts[n]!; i < firstNew; i++) {
      const at = w + idSteps.words[i]!;
      words[at] = low.other[words[at]!]!;
    }
    for (let i = firstNew; i < stop; i++) {
      const at = w + idSteps.words[i]!;
      words[at] = rules.newId(words[at]!, protocol.at(idSteps.interfaces[i]!), version);
    }
    words[w] = low.other[id]!;
    if (idSteps.ends[n] === 1) rules.ended(id);
    return true;
  }
}

function isMessageSize(size: number): boolean {
  return size >= headerBytes && (size & 3) === 0;
}
