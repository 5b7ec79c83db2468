/**
 * Compares what one side said with what the other received, byte for byte but for ids.
 * Reads the wire by rules of its own, without the product's codec.
 */
import type { MessageSchema } from '../../src/protocol/schema.js';

/** A message as it was said. */
export interface Said {
  readonly bytes: Uint8Array;
  readonly message: MessageSchema;
}

/** Throws an `Error` at the first difference between `received` and all of `said`, in order. */
export function checkPassed(said: readonly Said[], received: Uint8Array): void {
  let at = 0;
  said.forEach(({ bytes, message }, i) => {
    const want = withoutIds(bytes, message);
    const got = withoutIds(received.slice(at, at + bytes.length), message);
    if (Buffer.compare(got, want) !== 0) {
      const [is, wanted] = [got, want].map((each) => Buffer.from(each).toString('hex'));
      throw new Error(`message ${i} (${message.name}) is ${is}, not ${wanted}`);
    }
    at += bytes.length;
  });
  if (at !== received.length) throw new Error(`${received.length - at} bytes that nobody said`);
}

/** The message with every id set to 0; `wl_display.delete_id` has one in a `uint`. Cut-off ones are left as they are. */
function withoutIds(bytes: Uint8Array, message: MessageSchema): Uint8Array {
  const copy = bytes.slice();
  const words = new DataView(copy.buffer);
  let at = 8;
  try {
    words.setUint32(0, 0);
    for (const { type } of message.args) {
      if (type === 'fd') continue;
      const length = type === 'string' || type === 'array' ? words.getUint32(at, true) : 0;
      const isId = type === 'object' || type === 'new_id' || message.name === 'delete_id';
      // A null id stays one.
      if (isId && words.getUint32(at, true) !== 0) words.setUint32(at, 1, true);
      at += 4 + Math.ceil(length / 4) * 4;
    }
  } catch {
    return bytes;
  }
  return copy;
}
