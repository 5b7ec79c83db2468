/**
 * A client of a few messages, written by hand: no libwayland and not our codec. For what no program does for us: moving a pointer,
 * standing in for an input method. Its owner counts the ids and knows the opcodes.
 */
import { connect, type Socket } from 'node:net';

const display = 1;
const registry = 2;
const callback = 3;
/** The first id that is free for the owner. */
export const firstId = 4;

/** What an object hears: its opcode, and its arguments as bytes. */
export type Hears = (opcode: number, body: Buffer) => void;

export class HandClient {
  readonly #socket: Socket;
  /** Names of globals by interface: the first of each. */
  readonly #globals = new Map<string, number>();
  readonly #hears = new Map<number, Hears>();
  #input = Buffer.alloc(0);

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (data) => this.#take(data));
  }

  /** Connects and learns all globals. Rejects if the host does not answer. */
  static async open(socketPath: string): Promise<HandClient> {
    const socket = connect(socketPath);
    const client = new HandClient(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject).once('close', () => reject(new Error('the host hung up')));
      client.#hears.set(registry, (opcode, body) => {
        const name = body.readUInt32LE(0);
        const said = textAt(body, 4);
        if (opcode === 0 && !client.#globals.has(said)) client.#globals.set(said, name);
      });
      client.#hears.set(callback, () => resolve());
      client.send(display, 1, word(registry));
      client.send(display, 0, word(callback));
    });
    socket.on('error', () => undefined);
    return client;
  }

  /** Throws if the host has no such global. */
  bind(name: string, version: number, id: number, hears?: Hears): void {
    const global = this.#globals.get(name);
    if (global === undefined) throw new Error(`the host has no ${name}`);
    if (hears) this.hear(id, hears);
    this.send(registry, 0, word(global), text(name), word(version), word(id));
  }

  /** Calls `hears` for each event of the object `id`. */
  hear(id: number, hears: Hears): void {
    this.#hears.set(id, hears);
  }

  send(id: number, opcode: number, ...args: readonly Buffer[]): void {
    const body = Buffer.concat(args);
    this.#socket.write(Buffer.concat([word(id), word(((body.length + 8) << 16) | opcode), body]));
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(data: Buffer): void {
    this.#input = Buffer.concat([this.#input, data]);
    for (;;) {
      const size = this.#input.length < 8 ? Number.POSITIVE_INFINITY : this.#input.readUInt16LE(6);
      if (size > this.#input.length) return;
      const body = this.#input.subarray(8, size);
      this.#hears.get(this.#input.readUInt32LE(0))?.(this.#input.readUInt16LE(4), body);
      this.#input = this.#input.subarray(size);
    }
  }
}

export function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}

export function text(value: string): Buffer {
  const bytes = Buffer.from(`${value}\0`);
  return Buffer.concat([word(bytes.length), bytes, Buffer.alloc(-bytes.length & 3)]);
}

/** The string that begins at byte `at`. */
export function textAt(body: Buffer, at: number): string {
  return body.toString('utf8', at + 4, at + 3 + body.readUInt32LE(at));
}
