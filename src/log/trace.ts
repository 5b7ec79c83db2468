/** One wire message as a line of text, in the form of libwayland's `WAYLAND_DEBUG`. Pure: text in, text out. */

export type TraceArg =
  | { readonly type: 'int' | 'uint' | 'fixed' | 'fd'; readonly value: number }
  | { readonly type: 'string'; readonly value: string | null }
  | { readonly type: 'array'; readonly byteLength: number }
  | { readonly type: 'object'; readonly interface: string; readonly id: number }
  | { readonly type: 'new_id'; readonly interface: string; readonly id: number; readonly version?: number };

export interface TraceMessage {
  /** Microseconds since any fixed moment. */
  readonly timeUs: number;
  /** `client`: between client and us; `server`: between us and the host. */
  readonly stream: 'client' | 'server';
  readonly toHost: boolean;
  readonly interface: string;
  readonly id: number;
  readonly message: string;
  readonly args: readonly TraceArg[];
}

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
  const ms = Math.floor(timeUs / 1000) % 10_000_000;
  const time = `[${String(ms).padStart(7)}.${String(Math.floor(timeUs % 1000)).padStart(3, '0')}]`;
  const who = stream === 'client' ? 'client ' : '        server ';
  return `${time} ${who}${toHost ? '->' : '<-'} ${name}#${id >>> 0}.${message}(${args.map(formatArg).join(', ')})`;
}

function formatArg(arg: TraceArg): string {
  switch (arg.type) {
    case 'int':
      return String(arg.value);
    case 'uint':
      return String(arg.value >>> 0);
    case 'fixed':
      return (arg.value / 256).toFixed(6);
    case 'fd':
      return `fd ${arg.value}`;
    case 'string':
      return arg.value === null ? 'nil' : JSON.stringify(arg.value);
    case 'array':
      return `array[${arg.byteLength}]`;
    case 'object':
      return arg.id === 0 ? 'nil' : `${arg.interface}#${arg.id >>> 0}`;
    case 'new_id': {
      const version = arg.version === undefined ? '' : `, ${arg.version}`;
      const named = arg.version === undefined ? '' : `"${arg.interface}"${version}, `;
      return `${named}new id ${arg.interface}#${arg.id >>> 0}`;
    }
  }
}
