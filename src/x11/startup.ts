/**
 * Startup notification: a program that starts another one for the user says so (`_NET_STARTUP_INFO`, freedesktop's
 * startup-notification 0.1), and the new window names that start (`_NET_STARTUP_ID`). The host wants a token for it, made
 * while the user's click was the last input. What Wayland programs start names such a token at once.
 */
import type { HostWindows } from '../peer/xwayland/windows.js';

/** Starts that are remembered, and unfinished messages: the oldest are forgotten. */
const maxStarts = 64;
const maxMessageBytes = 4096;
const pieceBytes = 20;

export class Startup {
  readonly #host: HostWindows;
  /** Tokens by id of the start. */
  readonly #tokens = new Map<string, Promise<string | undefined>>();
  /** Messages of which the end has not come, by the window that they name. */
  readonly #pieces = new Map<number, Buffer>();

  constructor(host: HostWindows) {
    this.#host = host;
  }

  /** A piece of a message of 20 bytes; `begins`: the first one. */
  heard(window: number, begins: boolean, piece: Buffer): void {
    const before = begins ? Buffer.alloc(0) : this.#pieces.get(window);
    this.#pieces.delete(window);
    if (!before) return;
    const end = piece.subarray(0, pieceBytes).indexOf(0);
    const text = Buffer.concat([before, end < 0 ? piece.subarray(0, pieceBytes) : piece.subarray(0, end)]);
    if (end >= 0) this.#finish(text.toString());
    else if (text.length <= maxMessageBytes) remember(this.#pieces, window, text);
  }

  /** What the host is told of a window that names the start `id`. */
  async tokenFor(id: string): Promise<string> {
    const token = this.#tokens.get(id);
    this.#tokens.delete(id);
    return (await token) ?? id;
  }

  #finish(message: string): void {
    const [, kind, rest] = /^(new|remove):(.*)$/s.exec(message) ?? [];
    const id = rest === undefined ? undefined : valueOf(rest, 'ID');
    if (id === undefined) return;
    if (kind === 'new') remember(this.#tokens, id, this.#host.askForToken());
    else this.#tokens.delete(id);
  }
}

/** `key=value key="value"`; a backslash takes the next character as it is. */
function valueOf(text: string, key: string): string | undefined {
  const found = new RegExp(String.raw`(?:^|\s)${key}=("(?:[^"\\]|\\.)*"|(?:[^\s"\\]|\\.)+)`, 's').exec(
    text,
  )?.[1];
  return found?.replaceAll(/^"|"$/g, '').replaceAll(/\\(.)/gs, '$1');
}

function remember<K, V>(map: Map<K, V>, key: K, value: V): void {
  map.set(key, value);
  if (map.size > maxStarts) map.delete(map.keys().next().value!);
}
