/**
 * A client made of a socket and a few bytes, without libwayland and without decant's codec: for tests that need many
 * clients, cheap ones, idle ones or such as break off in the middle. Reads no more of the protocol than it must.
 */
import { createConnection, type Socket } from 'node:net';

const displayId = 1;
const headerBytes = 8;

/** Opcodes of the two requests that a client begins with (wayland.xml, wl_display). */
const syncOpcode = 0;
const getRegistryOpcode = 1;

/** Events by object and opcode: wl_display.error, wl_registry.global, wl_callback.done. */
const errorOpcode = 0;
const globalOpcode = 0;
const doneOpcode = 0;

/** A request whose only argument is a new id: as the wire has it. */
export function newIdRequest(opcode: number, id: number): Buffer {
  const size = headerBytes + 4;
  const bytes = Buffer.alloc(size);
  for (const [at, word] of [displayId, size * 65536 + opcode, id].entries()) writeWord(bytes, at * 4, word);
  return bytes;
}

/** `wl_display.sync`, twelve bytes. */
export const syncRequest = (callbackId: number): Buffer => newIdRequest(syncOpcode, callbackId);

/** One connection. Whoever opened it closes it. */
export class RawClient {
  /** How many globals the registry has announced. */
  globals = 0;
  /** Whether the display has reported an error. */
  failed = false;
  /** Resolves when the connection has ended, whoever ended it. */
  readonly closed: Promise<void>;
  readonly #socket: Socket;
  /** Ids are given without a gap. An id that the server has freed could be used again, but a fresh one is simpler. */
  #lastId = displayId;
  #registryId: number | undefined;
  #callbackId: number | undefined;
  #done: (() => void) | undefined;
  #input: Buffer = Buffer.alloc(0);

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.closed = new Promise((resolve) => void socket.once('close', () => resolve()));
    socket.on('data', (bytes: Buffer) => this.#take(bytes));
    // 'close' follows, which is all that anybody waits for.
    socket.on('error', () => undefined);
  }

  /** Connects to the socket at `path`. Rejects with the error of connect(2). */
  static async connect(path: string): Promise<RawClient> {
    const socket = createConnection(path);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve).once('error', reject);
    });
    return new RawClient(socket);
  }

  send(bytes: Uint8Array): void {
    this.#socket.write(bytes);
  }

  /** Asks for the registry, once. */
  getRegistry(): void {
    this.#registryId = ++this.#lastId;
    this.send(newIdRequest(getRegistryOpcode, this.#registryId));
  }

  /** Whether the host answered `wl_display.sync`; false if the connection ended first. One at a time. */
  async roundTrip(): Promise<boolean> {
    const answered = new Promise<boolean>((resolve) => {
      this.#done = () => resolve(true);
    });
    this.#callbackId = ++this.#lastId;
    this.send(syncRequest(this.#callbackId));
    return Promise.race([answered, this.closed.then(() => false)]);
  }

  async close(): Promise<void> {
    this.#socket.destroy();
    await this.closed;
  }

  #take(bytes: Buffer): void {
    this.#input = this.#input.length === 0 ? bytes : Buffer.concat([this.#input, bytes]);
    while (this.#input.length >= headerBytes) {
      const size = readWord(this.#input, 4) >>> 16;
      if (size > this.#input.length) return;
      this.#event(readWord(this.#input, 0), readWord(this.#input, 4) & 0xffff);
      this.#input = this.#input.subarray(size);
    }
  }

  #event(id: number, opcode: number): void {
    if (id === this.#registryId && opcode === globalOpcode) this.globals += 1;
    else if (id === displayId && opcode === errorOpcode) this.failed = true;
    else if (id === this.#callbackId && opcode === doneOpcode) this.#done?.();
  }
}

/** Connects, asks for the globals, waits for the round trip and leaves: how many globals there were, 0 if turned away. */
export async function visit(path: string): Promise<number> {
  const client = await RawClient.connect(path);
  try {
    client.getRegistry();
    return (await client.roundTrip()) ? client.globals : 0;
  } finally {
    await client.close();
  }
}

// The wire has the machine's byte order, which is little-endian wherever these tests run.
function readWord(bytes: Buffer, at: number): number {
  return bytes.readUInt32LE(at);
}

function writeWord(bytes: Buffer, at: number, word: number): void {
  bytes.writeUInt32LE(word, at);
}
