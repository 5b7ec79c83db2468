/** Cross-domain messages as a guest's program writes and reads them; wrong ones too. */
import { commands as crossDomain, sizes, transfers } from '../../src/channel/virtgpu/protocol.js';
import { joined, words } from './fake-words.js';

/** What is on the channel's page. */
export interface Page {
  readonly command: number;
  readonly ids: readonly number[];
  readonly types: readonly number[];
  readonly sizes: readonly number[];
  readonly text: string;
  /** Of a READ. */
  readonly id: number;
  readonly hangUp: boolean;
}

/** `page`: a copy of the ring's. */
export function readPage(page: Uint8Array): Page {
  const all = new Uint32Array(page.buffer);
  const command = all[0]! & 0xff;
  const isRead = command === crossDomain.read;
  const count = isRead ? 0 : all[2]!;
  const [start, length] = isRead ? [sizes.pipe, all[4]!] : [transfers.now.bytes, all[3]!];
  return {
    command,
    ids: [...all.subarray(4, 4 + count)],
    types: [...all.subarray(32, 32 + count)],
    sizes: [...all.subarray(60, 60 + count)],
    text: Buffer.from(page.subarray(start, start + length)).toString('latin1'),
    id: all[2]!,
    hangUp: isRead && all[3] !== 0,
  };
}

/** A cross-domain message with its header. */
export function message(command: number, body: Uint8Array, size = 8 + body.length): Uint8Array {
  return joined(words(command | (size << 16), 0), body);
}

/** A SEND of `data` with identifiers; the words say otherwise where given. */
export function sendOf(
  data: string,
  identifiers: readonly (readonly [type: number, id: number])[] = [],
  { count = identifiers.length, length = data.length } = {},
): Uint8Array {
  const fixed = new Uint32Array(transfers.now.bytes / 4);
  fixed[2] = count;
  fixed[3] = length;
  identifiers.slice(0, 28).forEach(([type, id], i) => {
    fixed[4 + i] = id;
    fixed[32 + i] = type;
  });
  fixed[0] = crossDomain.send | ((transfers.now.bytes + data.length) << 16);
  return joined(new Uint8Array(fixed.buffer), Buffer.from(data, 'latin1'));
}

/** A WRITE into a pipe. */
export function writeOf(id: number, data: string, hangUp = false, length = data.length): Uint8Array {
  return message(
    crossDomain.write,
    joined(words(id, hangUp ? 1 : 0, length, 0), Buffer.from(data, 'latin1')),
  );
}
