/**
 * One wire message as a line of text, in the form of libwayland's `WAYLAND_DEBUG` (1.22 and later), so that its readers
 * and tools work on it. Pure: a message in, text out. A string of the message can't break the line.
 */
import { visible } from './visible.js';

export type TraceArg =
  /** `fixed` in steps of 1/256. */
  | { readonly type: 'int' | 'uint' | 'fixed' | 'fd'; readonly value: number }
  | { readonly type: 'string'; readonly value: string | null }
  | { readonly type: 'array'; readonly byteLength: number }
  | { readonly type: 'object'; readonly interface: string; readonly id: number }
  /** With a version: the three arguments of an object whose interface the message names (`wl_registry.bind`). */
  | { readonly type: 'new_id'; readonly interface: string; readonly id: number; readonly version?: number };

export interface TraceMessage {
  /** Microseconds; if since the epoch, then lines of client, decant and host bear the same clock. */
  readonly timeUs: number;
  /** `client`: between client and us; `server`: between us and the host. */
  readonly stream: 'client' | 'server';
  readonly toHost: boolean;
  readonly interface: string;
  readonly id: number;
  readonly message: string;
  readonly args: readonly TraceArg[];
}

/** libwayland keeps its time in an unsigned int. */
const clockWrapUs = 2 ** 32;

/** The line, without its end. Host lines are indented so that a request and what became of it stand apart. */
export function formatTrace({
  timeUs,
  stream,
  toHost,
  interface: name,
  id,
  message,
  args,
}: TraceMessage): string {
  const us = Math.floor(timeUs) % clockWrapUs;
  const time = `${String(Math.floor(us / 1000)).padStart(7)}.${String(us % 1000).padStart(3, '0')}`;
  const who = stream === 'client' ? 'client ' : '        server ';
  return `[${time}] ${who}${toHost ? '->' : '<-'} ${name}#${id >>> 0}.${message}(${args.map(formatArg).join(', ')})`;
}

function formatArg(arg: TraceArg): string {
  switch (arg.type) {
    case 'int':
      return String(arg.value);
    case 'uint':
      return String(arg.value >>> 0);
    case 'fixed':
      return (arg.value / 256).toFixed(8);
    case 'fd':
      return `fd ${arg.value}`;
    case 'string':
      return quoted(arg.value);
    case 'array':
      return `array[${arg.byteLength}]`;
    case 'object':
      return arg.id === 0 ? 'nil' : `${arg.interface}#${arg.id >>> 0}`;
    case 'new_id':
      return formatNewId(arg.interface, arg.id, arg.version);
  }
}

/** libwayland prints the message's own arguments: a name and a version, then an id whose type it doesn't know. */
function formatNewId(name: string, id: number, version: number | undefined): string {
  const shownId = id === 0 ? 'nil' : String(id >>> 0);
  if (version === undefined) return `new id ${name}#${shownId}`;
  return `${quoted(name)}, ${version >>> 0}, new id [unknown]#${shownId}`;
}

function quoted(text: string | null): string {
  return text === null ? 'nil' : visible(JSON.stringify(text));
}
