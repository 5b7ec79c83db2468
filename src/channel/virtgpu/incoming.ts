/**
 * Takes messages off the channel's page, which belongs to the host: every word is looked at before it is used, and read
 * once. A message that cannot be throws, and nothing of it is kept.
 */
import { HostError } from '../../errors.js';
import type { OwnedFd } from '../../native/fd.js';
import type { VirtgpuContext } from './context.js';
import type { VirtgpuPipes } from './pipes.js';
import {
  commands,
  identifiers,
  pageBytes,
  pipe,
  pipeBytes,
  sizes,
  transfer,
  type TransferLayout,
} from './protocol.js';
import type { ReceivedQueue } from './received.js';

/** What there was: a piece of the Wayland stream, data of a pipe, or the end of the compositor. */
export type Taken = 'received' | 'read' | 'end';

export class Incoming {
  readonly #context: VirtgpuContext;
  readonly #pipes: VirtgpuPipes;
  readonly #received: ReceivedQueue;

  constructor(context: VirtgpuContext, pipes: VirtgpuPipes, received: ReceivedQueue) {
    this.#context = context;
    this.#pipes = pipes;
    this.#received = received;
  }

  /** Takes the message of an event. Throws `HostError`, or the `SystemError` of what failed. */
  take(): Taken {
    const { words } = this.#context;
    const command = words[0]! & 0xff;
    // An event too many must not make us read the same message again.
    words[0] = 0;
    if (command === commands.receive) return this.#takeReceived();
    if (command !== commands.read) throw new HostError(`the host sent unknown command ${command}`);
    return this.#takeRead();
  }

  #takeRead(): Taken {
    const { words, bytes } = this.#context;
    const length = words[pipe.length]!;
    if (length > pipeBytes) throw new HostError(`the host sent a READ of ${length} bytes`);
    const data = bytes.subarray(sizes.pipe, sizes.pipe + length);
    this.#pipes.read(words[pipe.id]!, data, words[pipe.hangUp] !== 0);
    return 'read';
  }

  /** A message without anything in it is what the host says for ever once its compositor has gone. */
  #takeReceived(): Taken {
    const layout = this.#context.learnLayout();
    const { words, bytes } = this.#context;
    const count = words[transfer.count]!;
    const length = words[transfer.length]!;
    if (count === 0 && length === 0) return 'end';
    if (count > layout.identifiers || length === 0 || length > pageBytes - layout.bytes)
      throw new HostError(`the host sent a RECEIVE of ${length} bytes and ${count} descriptors`);
    const fds: OwnedFd[] = [];
    try {
      for (let i = 0; i < count; i++) fds.push(this.#descriptor(layout, i));
    } catch (error) {
      for (const fd of fds) fd.close();
      throw error;
    }
    this.#received.add(bytes.slice(layout.bytes, layout.bytes + length), fds);
    return 'received';
  }

  /** What the client gets for descriptor number `i` of the message on the page. */
  #descriptor({ ids, types, sizes: lengths }: TransferLayout, i: number): OwnedFd {
    const { words } = this.#context;
    const id = words[ids + i]!;
    const type = words[types + i]!;
    if (type === identifiers.blob) return this.#context.openBlob(id, words[lengths + i]!);
    if (type === identifiers.writePipe) return this.#pipes.addWriting(id);
    throw new HostError(`the host sent a descriptor of unknown type ${type}`);
  }
}
