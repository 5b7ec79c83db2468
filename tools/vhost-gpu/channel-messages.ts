/** Messages from host to guest as they lie on a ring page, and commands from guest to host taken apart. Pure. */
import * as protocol from '../../src/channel/virtgpu/protocol.js';
import type { OfferedImage } from './offers.js';
import type { PipeNews } from './pipes.js';
import { BrokenRule } from './rules.js';

const { commands, pipe, sizes, transfer } = protocol;
/** As guests since 2024 have it. */
const layout = protocol.transfers.now;

/** What stands for a descriptor; `bytes` is the size of memory. */
export interface Identifier {
  readonly id: number;
  readonly type: number;
  readonly bytes: number;
}

/** A RECEIVE; empty, it says that the compositor has gone. */
export function receiveMessage(data: Uint8Array, identifiers: readonly Identifier[]): Uint8Array {
  const [message, words] = newMessage(commands.receive, layout.bytes + data.length);
  words[transfer.count] = identifiers.length;
  words[transfer.length] = data.length;
  identifiers.forEach(({ id, type, bytes }, i) => {
    words[layout.ids + i] = id;
    words[layout.types + i] = type;
    words[layout.sizes + i] = bytes;
  });
  message.set(data, layout.bytes);
  return message;
}

/** A READ. */
export function readMessage({ id, bytes }: PipeNews): Uint8Array {
  const [message, words] = newMessage(commands.read, sizes.pipe + bytes.length);
  words[pipe.id] = id;
  words[pipe.hangUp] = bytes.length === 0 ? 1 : 0;
  words[pipe.length] = bytes.length;
  message.set(bytes, sizes.pipe);
  return message;
}

/** The answer to an image query; all zero if there is no such image. */
export function imageAnswer(image: OfferedImage | undefined): Uint8Array {
  const words = new Uint32Array(16);
  if (image) {
    words.set(image.strides, protocol.image.strides);
    words.set(image.offsets, protocol.image.offsets);
    words[protocol.image.size] = image.bytes;
    words[protocol.image.blobId] = image.id;
  }
  return new Uint8Array(words.buffer);
}

/** A SEND. */
export interface Sent {
  readonly data: Uint8Array;
  readonly identifiers: readonly Pick<Identifier, 'id' | 'type'>[];
}

/** Throws `BrokenRule` for one that is not as it says. */
export function readSend(command: Uint8Array): Sent {
  if (command.length < layout.bytes) throw new BrokenRule('command-size', 'SEND');
  const words = wordsOf(command, layout.bytes);
  const count = words[transfer.count]!;
  const length = words[transfer.length]!;
  if (count > layout.identifiers) throw new BrokenRule('too-many-identifiers', String(count));
  if (length > protocol.transferBytes) throw new BrokenRule('page-limit', String(length));
  if (command.length !== layout.bytes + length) throw new BrokenRule('send-size', String(length));
  if (length === 0) throw new BrokenRule('send-nothing');
  const identifiers = Array.from({ length: count }, (_, i) => ({
    id: words[layout.ids + i]!,
    type: words[layout.types + i]!,
  }));
  return { data: command.subarray(layout.bytes), identifiers };
}

/** A WRITE. */
export interface Written {
  readonly id: number;
  readonly data: Uint8Array;
  readonly hangUp: boolean;
}

/** Throws `BrokenRule` for one that is not as it says. */
export function readWrite(command: Uint8Array): Written {
  if (command.length < sizes.pipe) throw new BrokenRule('command-size', 'WRITE');
  const words = wordsOf(command, sizes.pipe);
  const id = words[pipe.id]!;
  const length = words[pipe.length]!;
  const hangUp = words[pipe.hangUp] !== 0;
  if (length > protocol.pipeBytes) throw new BrokenRule('write-limit', String(length));
  if (command.length !== sizes.pipe + length) throw new BrokenRule('write-size', String(length));
  if (length === 0 && !hangUp) throw new BrokenRule('write-nothing', String(id));
  return { id, data: command.subarray(sizes.pipe), hangUp };
}

/** The first `bytes` bytes as words. */
export function wordsOf(command: Uint8Array, bytes: number): Uint32Array {
  return new Uint32Array(command.slice(0, bytes & ~3).buffer);
}

function newMessage(command: number, bytes: number): [message: Uint8Array, words: Uint32Array] {
  const message = new Uint8Array(bytes);
  const words = new Uint32Array(message.buffer, 0, bytes >> 2);
  words[0] = command | (bytes << 16);
  return [message, words];
}
