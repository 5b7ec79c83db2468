/**
 * Walks the arguments of one message where they lie: checks every length, replaces object ids, takes descriptors.
 * New ids are only noted, since whether the message passes is known after all other arguments were seen.
 * The peer says what an id means (`IdTranslator`); this file knows only the encoding (wayland.xml, "Wire Format").
 */
import { WireError } from '../errors.js';
import { headerBytes, paddedBytes } from './framing.js';
import { step, type MessageLayout, type PlacedMessage, type ProtocolLayout } from './layout.js';

const shortStringBytes = 64;

/** What `IdTranslator.object` returns for an object that has no counterpart on the other side. */
export const noCounterpart = -1;

/** Meaning of the ids of one direction. Returned ids are the other side's. */
export interface IdTranslator {
  /** Translates an object argument (never 0). Throws if it does not exist or is not of `interfaceNumber` (0: any). */
  object(id: number, interfaceNumber: number, message: MessageLayout): number;
}

/** Where descriptors come from; -1 when none is left. */
export interface FdSource {
  shift(): number;
}

/** What `patchArguments` found. One instance is used for all messages of a direction. */
export class PatchResult {
  /** Word positions of `new_id` arguments, still untranslated. */
  readonly newIdWords: number[] = [];
  /** Interface number of each, 0 if it is unknown. */
  readonly newIdInterfaces: number[] = [];
  /** Version of each, 0: that of the object that the message is for. */
  readonly newIdVersions: number[] = [];
  /** Descriptors taken, owned by the caller. */
  readonly fds: number[] = [];
  /** An argument that may not be null has no counterpart: the message cannot pass. */
  blocked = false;

  /** The message's descriptor number `index`, -1 if it has none there. */
  peek(index: number): number {
    return this.fds[index] ?? -1;
  }

  reset(): void {
    if (this.newIdWords.length > 0) {
      this.newIdWords.length = 0;
      this.newIdInterfaces.length = 0;
      this.newIdVersions.length = 0;
    }
    if (this.fds.length > 0) this.fds.length = 0;
    this.blocked = false;
  }
}

/**
 * Patches a message. Throws `WireError` for anything that the encoding forbids; `result` then still names the
 * descriptors that were taken.
 */
export function patchArguments(
  place: PlacedMessage,
  protocol: ProtocolLayout,
  translator: IdTranslator,
  fds: FdSource,
  result: PatchResult,
): void {
  const { message, pos } = place;
  const end = endWord(place);
  let w = (pos + headerBytes) >> 2;
  const { steps, stepInterfaces } = message;
  for (let i = 0; i < steps.length; i++) {
    const kind = steps[i]!;
    if (kind === step.fd) {
      result.fds.push(takeFd(fds, message));
      continue;
    }
    if (w >= end) throw new WireError(`${label(message)}: message too short`);
    switch (kind) {
      case step.word:
        w++;
        break;
      case step.object:
      case step.objectOrNull:
        patchObject(place, w, stepInterfaces[i]!, kind === step.objectOrNull, translator, result);
        w++;
        break;
      case step.newId:
        noteNewId(result, w, stepInterfaces[i]!, 0);
        w++;
        break;
      case step.newIdOfAnyInterface:
        w = patchAnyNewId(place, w, protocol, result);
        break;
      case step.array:
        w = arrayEnd(place, w);
        break;
      default:
        w = stringEnd(place, w, kind === step.stringOrNull);
    }
  }
  if (w !== end) throw new WireError(`${label(message)}: message too long`);
}

/** Word behind the message. */
export function endWord({ pos, size }: PlacedMessage): number {
  return (pos + size) >> 2;
}

/** Word after the array at `w`. Throws if it reaches over the message's end. */
export function arrayEnd(place: PlacedMessage, w: number): number {
  const length = place.words[w]! >>> 0;
  if (length > (endWord(place) - w - 1) * 4)
    throw new WireError(`${label(place.message)}: array of ${length} bytes is cut off`);
  return w + 1 + (paddedBytes(length) >> 2);
}

/**
 * Word after the string at `w`. Throws if it reaches over the message's end, has no NUL at its end or one before, or is
 * null unasked.
 */
export function stringEnd(place: PlacedMessage, w: number, nullable: boolean): number {
  const { message, words, bytes } = place;
  const length = words[w]! >>> 0;
  if (length === 0) {
    if (!nullable) throw new WireError(`${label(message)}: null string where one is due`);
    return w + 1;
  }
  if (length > (endWord(place) - w - 1) * 4)
    throw new WireError(`${label(message)}: string of ${length} bytes is cut off`);
  const first = (w + 1) * 4;
  if (firstNul(bytes, first, first + length) !== first + length - 1)
    throw new WireError(`${label(message)}: string without a NUL at its end only`);
  return w + 1 + (paddedBytes(length) >> 2);
}

/** Where the first NUL of `bytes[start, end)` is; anything outside if there is none. */
function firstNul(bytes: Uint8Array, start: number, end: number): number {
  // For titles and the like a loop is quicker than a call into the library.
  if (end - start > shortStringBytes) return bytes.indexOf(0, start);
  let i = start;
  while (i < end && bytes[i] !== 0) i++;
  return i;
}

/** `interface.message` for error texts. */
export function label(message: MessageLayout): string {
  return `${message.owner.schema.name}.${message.schema.name}`;
}

function takeFd(fds: FdSource, message: MessageLayout): number {
  const fd = fds.shift();
  if (fd < 0) throw new WireError(`${label(message)}: a descriptor is due and none came`);
  return fd;
}

function patchObject(
  { message, words }: PlacedMessage,
  w: number,
  interfaceNumber: number,
  nullable: boolean,
  translator: IdTranslator,
  result: PatchResult,
): void {
  const id = words[w]!;
  if (id === 0) {
    if (!nullable) throw new WireError(`${label(message)}: null object where one is due`);
    return;
  }
  const translated = translator.object(id, interfaceNumber, message);
  if (translated !== noCounterpart) words[w] = translated;
  else if (nullable) words[w] = 0;
  else result.blocked = true;
}

function noteNewId(result: PatchResult, w: number, interfaceNumber: number, version: number): void {
  result.newIdWords.push(w);
  result.newIdInterfaces.push(interfaceNumber);
  result.newIdVersions.push(version);
}

function patchAnyNewId(
  place: PlacedMessage,
  w: number,
  protocol: ProtocolLayout,
  result: PatchResult,
): number {
  const { message, words, bytes } = place;
  const after = stringEnd(place, w, false);
  if (after + 2 > endWord(place)) throw new WireError(`${label(message)}: message too short`);
  const first = (w + 1) * 4;
  const name = new TextDecoder().decode(bytes.subarray(first, first + words[w]! - 1));
  noteNewId(result, after + 1, protocol.find(name)?.number ?? 0, words[after]! >>> 0);
  return after + 2;
}
