/**
 * How bytes and descriptors reach the host. One implementation per way there is; each peer opens its own.
 * Never blocks, and never closes a descriptor that it was given to send.
 */
export interface Channel {
  /** For logs: what it is and where it leads. */
  readonly name: string;
  /**
   * Reads into `buffer[offset, offset + length)`: bytes read, 0 at end of stream, -1 if it would block.
   * Received descriptors follow their count: `fds[0]` is the count, `fds[1]…` are owned by the caller.
   */
  receive(buffer: Uint8Array, offset: number, length: number, fds: Int32Array): number;
  /** Sends from `buffer[start, end)`, descriptors with the first byte: bytes taken, -1 if it would block. */
  send(buffer: Uint8Array, start: number, end: number, fds: Int32Array | null, fdCount: number): number;
  /** Sets who is told of readiness, once. `readable` includes end of stream and errors. */
  listen(ready: (readable: boolean, writable: boolean) => void): void;
  /** What readiness to wait for from now on. */
  want(readable: boolean, writable: boolean): void;
  /** Closes; nothing is called back afterwards. Idempotent. */
  close(): void;
}
