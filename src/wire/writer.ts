/**
 * Turns arguments by name into the bytes of one message: the counterpart of `reader.ts`.
 * Owns one scratch buffer; what `encode` returned is valid until its next call.
 */
import { WireError } from '../errors.js';
import { maxMessageBytes, packSizeAndOpcode, paddedBytes } from './framing.js';
import { label } from './patch.js';
import type { AnyNewId, Args, ArgValue } from './reader.js';
import type { MessageLayout } from './layout.js';

const utf8 = new TextEncoder();

export class MessageWriter {
  readonly bytes = new Uint8Array(maxMessageBytes + 4);
  readonly words = new Int32Array(this.bytes.buffer);
  #at = 0;

  /**
   * Encodes `message` for object `id`. Descriptor arguments go to `takeFd`, in order. Returns the size in bytes.
   * Throws `WireError` if the message would exceed the largest size, `TypeError` for a value of the wrong type, which is
   * a bug of the caller.
   */
  encode<Fd>(message: MessageLayout, id: number, args: Readonly<Args<Fd>>, takeFd: (fd: Fd) => void): number {
    this.words[0] = id;
    this.#at = 2;
    for (const arg of message.schema.args) {
      const value = args[arg.name];
      if (value === undefined) throw new TypeError(`${label(message)}: argument ${arg.name} is missing`);
      switch (arg.type) {
        case 'fd':
          takeFd(value as Fd);
          break;
        case 'string':
          this.#string(message, value);
          break;
        case 'array':
          if (!(value instanceof Uint8Array))
            throw new TypeError(`${label(message)}: ${arg.name} is not an array`);
          this.#block(message, value, value.length);
          break;
        default:
          if (arg.type === 'new_id' && arg.interface === undefined)
            this.#anyNewId(message, value as AnyNewId);
          else this.#word(message, value);
      }
    }
    const size = this.#at * 4;
    this.words[1] = packSizeAndOpcode(size, message.opcode);
    return size;
  }

  #word(message: MessageLayout, value: ArgValue<unknown>): void {
    if (typeof value !== 'number') throw new TypeError(`${label(message)}: ${typeof value} is not a number`);
    this.#reserve(message, 1);
    this.words[this.#at++] = value;
  }

  #string(message: MessageLayout, value: ArgValue<unknown>): void {
    if (value === null) {
      this.#word(message, 0);
      return;
    }
    if (typeof value !== 'string') throw new TypeError(`${label(message)}: ${typeof value} is not a string`);
    const encoded = utf8.encode(value);
    this.#block(message, encoded, encoded.length + 1);
  }

  #anyNewId(message: MessageLayout, value: AnyNewId): void {
    this.#string(message, value.interface);
    this.#word(message, value.version);
    this.#word(message, value.id);
  }

  /** A length word, then `content` filled up with zeros to `length` and to whole words. */
  #block(message: MessageLayout, content: Uint8Array, length: number): void {
    const blockWords = paddedBytes(length) >> 2;
    this.#reserve(message, 1 + blockWords);
    this.words[this.#at++] = length;
    this.words.fill(0, this.#at, this.#at + blockWords);
    this.bytes.set(content, this.#at * 4);
    this.#at += blockWords;
  }

  #reserve(message: MessageLayout, count: number): void {
    if ((this.#at + count) * 4 > maxMessageBytes) throw new WireError(`${label(message)}: message too large`);
  }
}
