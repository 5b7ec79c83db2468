/**
 * Turns one message into a plain object of arguments by name, for handlers and traces. The relay itself never does.
 * Ids stay those of the side that sent the message; `fixed` stays in 1/256 steps.
 */
import { WireError } from '../errors.js';
import { headerBytes } from './framing.js';
import { step, type PlacedMessage } from './layout.js';
import { arrayEnd, endWord, label, stringEnd } from './patch.js';

/** A `new_id` that carries its interface (`wl_registry.bind`). */
export interface AnyNewId {
  readonly interface: string;
  readonly version: number;
  readonly id: number;
}

export type ArgValue<Fd> = number | string | null | Uint8Array | AnyNewId | Fd;
export type Args<Fd> = Record<string, ArgValue<Fd>>;

/** Keeps a byte order mark, which is text like any other here. */
const text = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Decodes a message. `takeFd` yields the next descriptor in the form the caller wants.
 * Throws `WireError` like `patchArguments`, before any descriptor past the fault is taken.
 */
export function decode<Fd>(place: PlacedMessage, takeFd: () => Fd): Args<Fd> {
  const { message, words, bytes, pos } = place;
  const end = endWord(place);
  let w = (pos + headerBytes) >> 2;
  const args: Args<Fd> = {};
  message.schema.args.forEach((arg, i) => {
    const kind = message.steps[i]!;
    if (kind === step.fd) {
      args[arg.name] = takeFd();
      return;
    }
    if (w >= end) throw new WireError(`${label(message)}: message too short`);
    switch (kind) {
      case step.string:
      case step.stringOrNull: {
        const after = stringEnd(place, w, kind === step.stringOrNull);
        args[arg.name] = stringAt(words, bytes, w);
        w = after;
        break;
      }
      case step.array: {
        const after = arrayEnd(place, w);
        args[arg.name] = bytes.slice((w + 1) * 4, (w + 1) * 4 + words[w]!);
        w = after;
        break;
      }
      case step.newIdOfAnyInterface: {
        const after = stringEnd(place, w, false);
        if (after + 2 > end) throw new WireError(`${label(message)}: message too short`);
        const name = stringAt(words, bytes, w) ?? '';
        args[arg.name] = { interface: name, version: words[after]! >>> 0, id: words[after + 1]! };
        w = after + 2;
        break;
      }
      default:
        args[arg.name] = arg.type === 'uint' ? words[w]! >>> 0 : words[w]!;
        w++;
    }
  });
  if (w !== end) throw new WireError(`${label(message)}: message too long`);
  return args;
}

function stringAt(words: Int32Array, bytes: Uint8Array, w: number): string | null {
  const length = words[w]!;
  return length === 0 ? null : text.decode(bytes.subarray((w + 1) * 4, (w + 1) * 4 + length - 1));
}
