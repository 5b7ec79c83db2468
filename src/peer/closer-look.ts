/**
 * Deals with one message that the relay's short ways are not for: strings, arrays, descriptors, handlers, objects that
 * live on one side only, and everything that is wrong.
 */
import { WireError, displayError } from '../errors.js';
import { addon } from '../native/addon.js';
import { OwnedFd } from '../native/fd.js';
import { wl_callback } from '../protocol/generated/wayland.js';
import { FdQueue } from '../wire/fd-queue.js';
import type { InterfaceLayout, MessageLayout, PlacedMessage } from '../wire/layout.js';
import { PatchResult, label, patchArguments, type FdSource } from '../wire/patch.js';
import { decode, type Args } from '../wire/reader.js';
import { MessageWriter } from '../wire/writer.js';
import { consumed, type AnyHandlers, type Target } from './handler.js';
import { idFlag, type ClientId, type IdRange } from './ids.js';
import { entryOf } from './objects.js';
import type { PassedRun } from './passed-run.js';
import type { RelayParts } from './relay.js';

type HandlerFunction = NonNullable<AnyHandlers[string]>;

/** The message being looked at: where it lies and whom it is for. */
interface Place extends PlacedMessage {
  readonly id: number;
  readonly version: number;
  /** The object's id on the other side, 0 if it has none. */
  readonly counterpart: number;
}

const writer = new MessageWriter();

export class CloserLook {
  readonly #parts: RelayParts;
  readonly #run: PassedRun;
  readonly #result = new PatchResult();
  readonly #handedFds = new FdQueue();

  constructor(parts: RelayParts, run: PassedRun) {
    this.#parts = parts;
    this.#run = run;
  }

  /**
   * Whether the message at `pos` of the inbox now lies there ready to be passed on; `false`: it was dealt with, and all
   * before it was handed over. Throws what `rules.fault` makes.
   */
  take(pos: number, id: number, opcode: number, size: number): boolean {
    const { rules, tables, from, fromTap, toTap, context } = this.#parts;
    const range = rules.find(id);
    const entry = entryOf(id);
    const number = this.#numberOf(range, entry, id, opcode);
    const message = tables.messages[number]!;
    const { words, bytes, fds } = from.inbox;
    const version = range.versions[entry]!;
    const counterpart = range.other[entry]!;
    const place: Place = { words, bytes, pos, size, message, id, version, counterpart };
    fromTap?.see(place, fds);
    if (range.flags[entry] !== 0) {
      this.#run.handOver(pos);
      this.#keepHere(place, range.flags[entry]!);
      return false;
    }
    const raw = tables.rawHandlers[number];
    const handler = tables.handlers[number];
    // What handlers know of an object ends with its destructor, and its id may soon be another object's.
    if ((raw || handler) && rules.hasGone(counterpart)) {
      this.#run.handOver(pos);
      this.#swallow(place, this.#walk(place, fds));
      return false;
    }
    if (raw && message.fixedBytes === size) {
      const passes = raw(context, words, pos >> 2);
      if (passes) toTap?.see(place, fds);
      else this.#run.handOver(pos);
      return passes;
    }
    if (!handler) return this.#pass(place, fds);
    this.#run.handOver(pos);
    return this.#handle(handler, place);
  }

  #numberOf(range: IdRange, entry: number, id: number, opcode: number): number {
    const { rules, protocol } = this.#parts;
    const layout = protocol.at(range.interfaces[entry]!);
    if (range.hasMessage(entry, opcode, layout)) return range.base[entry]! + opcode;
    const object = `${layout.schema.name}#${id >>> 0} (version ${range.versions[entry]!})`;
    throw rules.fault(1, displayError.invalidMethod, `invalid method ${opcode}, object ${object}`);
  }

  /** Translates a message where it lies. `false`: it cannot pass and was swallowed. */
  #pass(place: Place, fds: FdSource): boolean {
    const { rules, toTap } = this.#parts;
    const { words, pos, message, id, counterpart } = place;
    const result = this.#walk(place, fds);
    if (result.blocked) {
      this.#run.handOver(pos);
      this.#swallow(place, result);
      return false;
    }
    words[pos >> 2] = counterpart;
    this.#pairNewObjects(place, result);
    toTap?.see(place, result);
    for (const fd of result.fds) this.#run.attach(fd, pos);
    if (message.schema.destructor) rules.ended(id);
    return true;
  }

  /** Makes the new objects known on the other side. Closes the descriptors if that fails. */
  #pairNewObjects({ words, message, version }: Place, result: PatchResult): void {
    const { newIdWords, newIdVersions } = result;
    try {
      for (let i = 0; i < newIdWords.length; i++) {
        const w = newIdWords[i]!;
        const layout = this.#newInterface(message, result, i);
        words[w] = this.#parts.rules.newId(words[w]!, layout, newIdVersions[i]! || version);
      }
    } catch (error) {
      closeAll(result.fds);
      throw error;
    }
  }

  /** Checks the arguments and translates the objects among them. Closes the descriptors if that fails. */
  #walk(place: Place, fds: FdSource): PatchResult {
    const { rules, protocol } = this.#parts;
    const result = this.#result;
    result.reset();
    try {
      patchArguments(place, protocol, rules, fds, result);
    } catch (error) {
      closeAll(result.fds);
      throw error instanceof WireError ? this.#blame(place.id, error) : error;
    }
    return result;
  }

  /** A message that does not reach the other side: closes its descriptors, its new objects are known here only. */
  #swallow({ words, message, id, version }: Place, result: PatchResult): void {
    const { rules } = this.#parts;
    closeAll(result.fds);
    for (let i = 0; i < result.newIdWords.length; i++) {
      const newId = words[result.newIdWords[i]!]!;
      const layout = this.#newInterface(message, result, i);
      rules.newLocalId(newId, layout, result.newIdVersions[i]! || version);
      if (newId > 0 && layout.schema.name === wl_callback.name) this.#callBack(newId as ClientId);
    }
    if (message.schema.destructor) rules.ended(id);
  }

  /** Nobody else would ever answer a callback on something that the host no longer has. */
  #callBack(id: ClientId): void {
    const { context } = this.#parts;
    context.sendEvent(wl_callback, 'done', id, { callback_data: 0 });
    context.endResource(id);
  }

  #newInterface(message: MessageLayout, result: PatchResult, i: number): InterfaceLayout {
    const number = result.newIdInterfaces[i]!;
    if (number !== 0) return this.#parts.protocol.at(number);
    throw this.#blame(1, new WireError(`${label(message)}: a new object of an unknown interface`));
  }

  /** A message for an object that the other side does not know, or no longer. */
  #keepHere(place: Place, flags: number): void {
    const { context, from, locals } = this.#parts;
    const functions = locals.get(place.id);
    if (functions) {
      const handler = functions[place.message.schema.name];
      this.#call(place, (target, args) => {
        handler?.(target, args);
        return false;
      });
      return;
    }
    this.#swallow(place, this.#walk(place, from.inbox.fds));
    if ((flags & idFlag.inert) !== 0 && place.message.schema.destructor)
      context.endResource(place.id as ClientId);
  }

  /** Lets a handler see a message of a pair. Whether the message still lies in the inbox, ready to pass. */
  #handle(handler: HandlerFunction, place: Place): boolean {
    return this.#call(place, (target, args, taken) => {
      const returned = handler(target, args);
      if (returned === consumed) return false;
      if (returned === undefined) {
        for (const fd of taken) this.#handedFds.push(fd.release());
        return this.#pass(place, this.#handedFds);
      }
      this.#passInstead(place, returned as Args<OwnedFd>);
      return false;
    });
  }

  /** Passes `args` instead of those that came. */
  #passInstead(place: Place, args: Args<OwnedFd>): void {
    const size = writer.encode(place.message, place.id, args, (fd) => this.#handedFds.push(fd.release()));
    const { words, bytes } = writer;
    this.#run.restart(0);
    try {
      const passes = this.#pass({ ...place, words, bytes, pos: 0, size }, this.#handedFds);
      if (passes) this.#parts.to.outbox.append(bytes, 0, size);
    } finally {
      // Whatever happened, no byte of the inbox is handed over twice.
      this.#run.restart(place.pos);
    }
  }

  /** Decodes a message for `use`. Descriptors that it neither released nor passed on are closed, whatever happens. */
  #call(place: Place, use: (target: Target, args: Args<OwnedFd>, taken: OwnedFd[]) => boolean): boolean {
    const { context, from } = this.#parts;
    const { message, id, version, counterpart } = place;
    const taken: OwnedFd[] = [];
    const takeFd = (): OwnedFd => {
      const fd = from.inbox.fds.shift();
      if (fd < 0) throw new WireError(`${label(message)}: a descriptor is due and none came`);
      taken.push(new OwnedFd(fd));
      return taken.at(-1)!;
    };
    try {
      const target: Target = { peer: context, id, version, counterpart };
      return use(target, decode(place, takeFd), taken);
    } catch (error) {
      throw error instanceof WireError ? this.#blame(id, error) : error;
    } finally {
      for (const fd of taken) fd[Symbol.dispose]();
      this.#handedFds.closeAll();
    }
  }

  #blame(id: number, error: WireError): Error {
    return this.#parts.rules.fault(1, displayError.invalidMethod, `object ${id >>> 0}: ${error.message}`);
  }
}

function closeAll(fds: number[]): void {
  for (const fd of fds) addon.close(fd);
  fds.length = 0;
}
