/**
 * What the wire layer needs from whatever carries bytes and descriptors: a Unix socket, a channel to the host, or
 * memory in a test. Implementations never block and never close a descriptor that they were given to send.
 */
export interface Transport {
  /**
   * Reads into `buffer[offset, offset + length)`: bytes read, 0 at end of stream, -1 if it would block.
   * Received descriptors follow their count: `fds[0]` is always set to the count, `fds[1]…` are owned by the caller.
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
