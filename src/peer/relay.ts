/**
 * Moves the messages of one direction from an inbox to an outbox: the hot path of decant.
 *
 * Most messages are *plain*: a living pair, a fixed size, no ids, no descriptors, no handler. For them the first word
 * is replaced where it lies and nothing else happens. `plans` says so: it holds the exact size for plain messages and 0
 * for all that need a closer look. Stretches of passed messages go out straight from the inbox, uncopied.
 *
 * Invariant: whatever is decided about a message, those before it have been handed to the outbox already, in order.
 */
import { WireError, displayError } from '../errors.js';
import { OwnedFd } from '../native/fd.js';
import type { Connection } from '../wire/connection.js';
import { FdQueue } from '../wire/fd-queue.js';
import { headerBytes } from '../wire/framing.js';
import type { InterfaceLayout, MessageLayout, ProtocolLayout } from '../wire/layout.js';
import { PatchResult, label, patchArguments, type FdSource } from '../wire/patch.js';
import { decode, type Args } from '../wire/reader.js';
import { MessageWriter } from '../wire/writer.js';
import { consumed, type AnyHandlers, type PeerContext, type Target } from './handler.js';
import { idFlag, type ClientId, type IdRange } from './ids.js';
import { entryOf } from './objects.js';
import type { Rules } from './rules.js';
import type { MessageTap } from './tap.js';

/** When more than this waits in an outbox, no further message is dealt with until it has gone out. */
export const maxBacklogBytes = 256 * 1024;

export type HandlerFunction = NonNullable<AnyHandlers[string]>;

/** What a relay needs; all of it outlives the relay. */
export interface RelayParts {
  readonly from: Connection;
  readonly to: Connection;
  readonly rules: Rules;
  readonly protocol: ProtocolLayout;
  /** All messages of this direction, by number. */
  readonly messages: readonly MessageLayout[];
  /** By message number: size of a plain message, 0 for one that needs a closer look. */
  readonly plans: Int32Array;
  /** By message number. */
  readonly handlers: readonly (HandlerFunction | undefined)[];
  /** Functions of objects that only this process has, by id. */
  readonly locals: ReadonlyMap<number, AnyHandlers>;
  readonly context: PeerContext;
  /** Watch messages as they come and as they go on; only while tracing (`plans` is then all 0). */
  readonly fromTap: MessageTap | undefined;
  readonly toTap: MessageTap | undefined;
}

const writer = new MessageWriter();

export class Relay {
  readonly #parts: RelayParts;
  readonly #result = new PatchResult();
  readonly #handedFds = new FdQueue();
  /** The last run stopped before its inbox was empty because of a stall. */
  interrupted = false;
  /** Where the stretch of passed, not yet handed over messages begins. */
  #runStart = 0;

  constructor(parts: RelayParts) {
    this.#parts = parts;
  }

  /** Whether too much waits for one of the receivers to take on more. */
  get stalled(): boolean {
    const { from, to } = this.#parts;
    return from.outbox.backlog > maxBacklogBytes || to.outbox.backlog > maxBacklogBytes;
  }

  /**
   * Deals with the complete messages in the inbox, or with those up to a stall. Throws what `rules.fault` makes, or
   * `WireError`; what came before the bad message is then in the outbox.
   */
  run(): void {
    const { inbox } = this.#parts.from;
    const { words } = inbox;
    const { plans } = this.#parts;
    const { low } = this.#parts.rules;
    let { other, base, limit } = low;
    let pos = inbox.start;
    const end = inbox.end;
    this.#runStart = pos;
    this.interrupted = false;
    try {
      while (end - pos >= headerBytes) {
        const w = pos >> 2;
        const id = words[w]!;
        const head = words[w + 1]!;
        const size = head >>> 16;
        const opcode = head & 0xffff;
        if (id > 0 && id < limit.length && opcode < limit[id]! && size === plans[base[id]! + opcode]!) {
          if (size > end - pos) break;
          words[w] = other[id]!;
          pos += size;
          continue;
        }
        if (size < headerBytes || (size & 3) !== 0)
          throw new WireError(`a message of ${size} bytes is no message`);
        if (size > end - pos) break;
        const passed = this.#lookCloser(pos, id, opcode, size);
        pos += size;
        if (!passed) this.#runStart = pos;
        ({ other, base, limit } = low);
        this.interrupted = this.stalled;
        if (this.interrupted) break;
      }
    } finally {
      this.#handOver(pos);
      inbox.start = pos;
    }
  }

  /** Gives the stretch of messages up to `pos` to the outbox. */
  #handOver(pos: number): void {
    this.#parts.to.outbox.borrow(this.#parts.from.inbox.bytes, this.#runStart, pos);
    this.#runStart = pos;
  }

  /** Whether the message at `pos` now lies there ready to be passed on; `false`: it was dealt with. */
  #lookCloser(pos: number, id: number, opcode: number, size: number): boolean {
    const { rules, protocol, messages, handlers, from, fromTap } = this.#parts;
    const range = rules.find(id);
    const entry = entryOf(id);
    const layout = protocol.at(range.interfaces[entry]!);
    if (!range.hasMessage(entry, opcode, layout)) {
      const text = `invalid method ${opcode}, object ${layout.schema.name}#${id >>> 0} (version ${range.versions[entry]!})`;
      throw rules.fault(1, displayError.invalidMethod, text);
    }
    const number = range.base[entry]! + opcode;
    const message = messages[number]!;
    const { words, bytes, fds } = from.inbox;
    fromTap?.see(message, words, bytes, pos, size, fds);
    if (range.flags[entry] !== 0) {
      this.#handOver(pos);
      this.#keepLocal(range, entry, message, pos, id, size);
      return false;
    }
    const handler = handlers[number];
    if (handler) {
      this.#handOver(pos);
      return this.#handle(handler, range, entry, message, pos, id, size);
    }
    return this.#pass(message, range, entry, words, bytes, pos, id, size, fds);
  }

  /** Translates a message in place, wherever it lies. `false`: it cannot pass and was swallowed. */
  #pass(
    message: MessageLayout,
    range: IdRange,
    entry: number,
    words: Int32Array,
    bytes: Uint8Array,
    pos: number,
    id: number,
    size: number,
    fds: FdSource,
  ): boolean {
    const { rules, to, toTap } = this.#parts;
    const result = this.#walk(message, words, bytes, pos, id, size, fds);
    if (result.blocked) {
      this.#handOver(pos);
      this.#swallow(message, words, range.versions[entry]!, id, result);
      return false;
    }
    words[pos >> 2] = range.other[entry]!;
    for (let i = 0; i < result.newIdWords.length; i++) {
      const w = result.newIdWords[i]!;
      const version = result.newIdVersions[i]! || range.versions[entry]!;
      words[w] = rules.newId(words[w]!, this.#newInterface(message, result, i), version);
    }
    const ahead = words === this.#parts.from.inbox.words ? pos - this.#runStart : 0;
    toTap?.see(message, words, bytes, pos, size, result);
    for (const fd of result.fds) to.outbox.attach(fd, ahead);
    if (message.schema.destructor) rules.ended(id);
    return true;
  }

  /** Checks the arguments and translates the objects among them. Closes the descriptors if that fails. */
  #walk(
    message: MessageLayout,
    words: Int32Array,
    bytes: Uint8Array,
    pos: number,
    id: number,
    size: number,
    fds: FdSource,
  ): PatchResult {
    const { rules, protocol } = this.#parts;
    const result = this.#result;
    result.reset();
    try {
      patchArguments(message, words, bytes, pos >> 2, size, protocol, rules, fds, result);
    } catch (error) {
      for (const fd of result.fds) new OwnedFd(fd).close();
      throw error instanceof WireError ? this.#blame(id, error) : error;
    }
    return result;
  }

  /** A message that does not reach the other side: closes its descriptors, its new objects are known here only. */
  #swallow(
    message: MessageLayout,
    words: Int32Array,
    version: number,
    id: number,
    result: PatchResult,
  ): void {
    const { rules } = this.#parts;
    for (const fd of result.fds) new OwnedFd(fd).close();
    for (let i = 0; i < result.newIdWords.length; i++) {
      const newId = words[result.newIdWords[i]!]!;
      rules.newLocalId(newId, this.#newInterface(message, result, i), result.newIdVersions[i]! || version);
    }
    if (message.schema.destructor) rules.ended(id);
  }

  #newInterface(message: MessageLayout, result: PatchResult, i: number): InterfaceLayout {
    const number = result.newIdInterfaces[i]!;
    if (number === 0) throw new WireError(`${label(message)}: a new object of an unknown interface`);
    return this.#parts.protocol.at(number);
  }

  /** A message for an object that the other side does not know, or no longer. */
  #keepLocal(
    range: IdRange,
    entry: number,
    message: MessageLayout,
    pos: number,
    id: number,
    size: number,
  ): void {
    const { context, from, locals } = this.#parts;
    const { words, bytes, fds } = from.inbox;
    const version = range.versions[entry]!;
    const functions = locals.get(id);
    if (functions) {
      this.#call(
        functions[message.schema.name],
        { peer: context, id, counterpart: 0, version },
        message,
        pos,
        size,
      );
      return;
    }
    const inert = (range.flags[entry]! & idFlag.inert) !== 0;
    const result = this.#walk(message, words, bytes, pos, id, size, fds);
    for (const fd of result.fds) new OwnedFd(fd).close();
    result.fds.length = 0;
    this.#swallow(message, words, version, id, result);
    if (inert && message.schema.destructor) context.endResource(id as ClientId);
  }

  /** Lets a handler see a message of a pair. Whether the message still lies in the inbox, ready to pass. */
  #handle(
    handler: HandlerFunction,
    range: IdRange,
    entry: number,
    message: MessageLayout,
    pos: number,
    id: number,
    size: number,
  ): boolean {
    const { context, from, to } = this.#parts;
    const counterpart = range.other[entry]!;
    const target: Target = { peer: context, id, counterpart, version: range.versions[entry]! };
    const { words, bytes } = from.inbox;
    const returned = this.#call(handler, target, message, pos, size);
    if (returned === consumed) return false;
    if (returned === undefined) {
      return this.#pass(message, range, entry, words, bytes, pos, id, size, this.#handedFds);
    }
    const newSize = writer.encode(message, id, returned as Args<OwnedFd>, (fd) =>
      this.#handedFds.push(fd.release()),
    );
    if (this.#pass(message, range, entry, writer.words, writer.bytes, 0, id, newSize, this.#handedFds)) {
      to.outbox.append(writer.bytes, 0, newSize);
    }
    return false;
  }

  /** Decodes a message for `handler`. Descriptors that it leaves alone are queued again or closed. */
  #call(
    handler: HandlerFunction | undefined,
    target: Target,
    message: MessageLayout,
    pos: number,
    size: number,
  ): unknown {
    const { inbox } = this.#parts.from;
    const taken: OwnedFd[] = [];
    const takeFd = (): OwnedFd => {
      const fd = inbox.fds.shift();
      if (fd < 0) throw new WireError(`${label(message)}: a descriptor is due and none came`);
      const owned = new OwnedFd(fd);
      taken.push(owned);
      return owned;
    };
    let returned: unknown = consumed;
    try {
      const args = decode(message, inbox.words, inbox.bytes, pos >> 2, size, takeFd);
      returned = handler ? handler(target, args) : consumed;
    } catch (error) {
      throw error instanceof WireError ? this.#blame(target.id, error) : error;
    } finally {
      if (returned === undefined) for (const fd of taken) this.#handedFds.push(fd.release());
      else if (returned === consumed) for (const fd of taken) if (!fd.released) fd.close();
    }
    return returned;
  }

  #blame(id: number, error: WireError): Error {
    return this.#parts.rules.fault(1, displayError.invalidMethod, `object ${id >>> 0}: ${error.message}`);
  }
}
