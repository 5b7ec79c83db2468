/** Writes the messages of one side of a peer as lines of text (`WAYLAND_DEBUG_PROXY`). Only exists while tracing. */
import { WireError } from '../errors.js';
import { formatTrace, type TraceArg } from '../log/trace.js';
import { step, type MessageLayout, type PlacedMessage, type ProtocolLayout } from '../wire/layout.js';
import { decode, type AnyNewId, type ArgValue } from '../wire/reader.js';
import type { IdRange } from './ids.js';
import { entryOf, type Objects } from './objects.js';
import type { MessageTap, TappedFds } from './tap.js';

export interface TraceTapOptions {
  readonly stream: 'client' | 'server';
  readonly objects: Objects;
  readonly protocol: ProtocolLayout;
  /** Whether a message is shown. */
  readonly shows: (interfaceName: string, message: string) => boolean;
  readonly write: (line: string) => void;
}

export class TraceTap implements MessageTap {
  readonly #options: TraceTapOptions;

  constructor(options: TraceTapOptions) {
    this.#options = options;
  }

  see(place: PlacedMessage, fds: TappedFds): void {
    const { message, words, pos } = place;
    const { stream, shows, write } = this.#options;
    const owner = message.owner.schema;
    if (!shows(owner.name, message.schema.name)) return;
    let fdIndex = 0;
    let args: TraceArg[];
    try {
      const decoded = decode(place, () => fds.peek(fdIndex++));
      args = message.schema.args.map((arg, i) => this.#arg(message, i, decoded[arg.name]!));
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      // A bad message is shown without its arguments; the relay says what is wrong with it.
      args = [];
    }
    const toHost = owner.requests[message.opcode] === message.schema;
    // The clock of libwayland's own traces, so that a client's lines fall in between.
    const timeUs = (performance.timeOrigin + performance.now()) * 1000;
    write(
      formatTrace({
        timeUs,
        stream,
        toHost,
        interface: owner.name,
        id: words[pos >> 2]!,
        message: message.schema.name,
        args,
      }),
    );
  }

  #arg(message: MessageLayout, i: number, value: ArgValue<number>): TraceArg {
    const { type } = message.schema.args[i]!;
    switch (message.steps[i]) {
      case step.string:
      case step.stringOrNull:
        return { type: 'string', value: value as string | null };
      case step.array:
        return { type: 'array', byteLength: (value as Uint8Array).length };
      case step.newIdOfAnyInterface:
        return { type: 'new_id', ...(value as AnyNewId) };
      case step.newId:
        return { type: 'new_id', interface: this.#interfaceOf(message, i, 0), id: value as number };
      case step.object:
      case step.objectOrNull:
        return {
          type: 'object',
          interface: this.#interfaceOf(message, i, value as number),
          id: value as number,
        };
      default:
        return { type: type as 'int' | 'uint' | 'fixed' | 'fd', value: value as number };
    }
  }

  /** What the table says, else what the object is. */
  #interfaceOf(message: MessageLayout, i: number, id: number): string {
    const { objects, protocol, stream } = this.#options;
    const said = message.stepInterfaces[i]!;
    const range: IdRange | undefined = stream === 'client' ? objects.clientRange(id) : objects.hostRange(id);
    const number = said || (range?.interfaces[entryOf(id)] ?? 0);
    return number === 0 ? '[unknown]' : protocol.at(number).schema.name;
  }
}

/** The taps for the two sides of a peer, as far as they are wanted. `peer` is asked only when messages flow. */
export function traceTaps(
  peer: { readonly objects: Objects; readonly protocol: ProtocolLayout },
  wanted: { readonly client: boolean; readonly server: boolean },
  shows: TraceTapOptions['shows'],
  write: TraceTapOptions['write'],
): { client: MessageTap | undefined; host: MessageTap | undefined } {
  const tap = (stream: 'client' | 'server'): TraceTap =>
    new TraceTap({ stream, objects: peer.objects, protocol: peer.protocol, shows, write });
  return {
    client: wanted.client ? tap('client') : undefined,
    host: wanted.server ? tap('server') : undefined,
  };
}
