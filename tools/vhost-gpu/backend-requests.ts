/**
 * What the backend asks of its frontend: mapping files into the guest's window of shared memory, and unmapping them
 * (SHMEM_MAP, SHMEM_UNMAP). Answers come in the order of the questions; each is waited for.
 */
import type { OwnedFd } from '../../src/native/fd.js';
import { hostVisibleRegion } from './gpu-protocol.js';
import { MessageStream, type Message } from './message-stream.js';
import { FrontendError } from './rules.js';
import { backendRequests, flags, shmemRange } from './vhost-user.js';

/** A part of the window, in bytes. */
export interface WindowRange {
  readonly offset: number;
  readonly bytes: number;
}

interface Question {
  readonly request: number;
  readonly answer: (done: boolean) => void;
}

export class BackendRequests {
  readonly #stream: MessageStream;
  readonly #questions: Question[] = [];
  #ended = false;

  /** Takes over the socket of SET_BACKEND_REQ_FD. `onEnd` is told of its end, with what went wrong if something did. */
  constructor(socket: OwnedFd, onEnd: (error: unknown) => void) {
    const take = (message: Message): void => this.#onReply(message);
    this.#stream = new MessageStream(socket, take, (error) => {
      this.#fail();
      onEnd(error);
    });
  }

  /** Maps the beginning of a file, for writing too if the guest may; whether the frontend could. */
  map(fd: number, range: WindowRange, writable: boolean): Promise<boolean> {
    return this.#ask(backendRequests.shmemMap, range, writable ? shmemRange.writable : 0n, [fd]);
  }

  /** Unmaps what was mapped there; whether the frontend could. */
  unmap(range: WindowRange): Promise<boolean> {
    return this.#ask(backendRequests.shmemUnmap, range, 0n, []);
  }

  /** Idempotent. Open questions are answered with no. */
  close(): void {
    this.#stream.close();
    this.#fail();
  }

  #ask(
    request: number,
    { offset, bytes }: WindowRange,
    bits: bigint,
    fds: readonly number[],
  ): Promise<boolean> {
    if (this.#ended) return Promise.resolve(false);
    const payload = new DataView(new ArrayBuffer(shmemRange.bytes));
    payload.setUint8(0, hostVisibleRegion);
    payload.setBigUint64(shmemRange.offset, BigInt(offset), true);
    payload.setBigUint64(shmemRange.length, BigInt(bytes), true);
    payload.setBigUint64(shmemRange.flags, bits, true);
    return new Promise((answer) => {
      this.#questions.push({ request, answer });
      this.#stream.send(request, flags.needReply, new Uint8Array(payload.buffer), fds);
    });
  }

  #onReply({ request, flags: bits, payload }: Message): void {
    const question = this.#questions.shift();
    if (question?.request !== request || (bits & flags.reply) === 0 || payload.byteLength !== 8)
      throw new FrontendError(`an answer to ${request} that nobody asked for`);
    question.answer(payload.getBigUint64(0, true) === 0n);
  }

  #fail(): void {
    this.#ended = true;
    for (const { answer } of this.#questions.splice(0)) answer(false);
  }
}
