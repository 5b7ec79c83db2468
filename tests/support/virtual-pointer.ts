/**
 * A pointer for a headless host that has none (zwlr_virtual_pointer_v1): moves to a place and clicks. Speaks the few
 * messages that it takes by itself, without our codec.
 */
import { connect, type Socket } from 'node:net';

const manager = 'zwlr_virtual_pointer_manager_v1';
const left = 0x110;

/** Ids of our own objects. */
const display = 1;
const registry = 2;
const callback = 3;
const managerId = 4;
const pointer = 5;

export class VirtualPointer {
  readonly #socket: Socket;
  readonly #size: { readonly width: number; readonly height: number };

  private constructor(socket: Socket, size: { readonly width: number; readonly height: number }) {
    this.#socket = socket;
    this.#size = size;
  }

  /** A pointer on the host at `socketPath`, whose output has `size`. It is gone with `close`. */
  static async open(
    socketPath: string,
    size: { readonly width: number; readonly height: number },
  ): Promise<VirtualPointer> {
    const socket = connect(socketPath);
    send(socket, display, 1, word(registry));
    send(socket, display, 0, word(callback));
    const name = await globalName(socket);
    send(socket, registry, 0, word(name), text(manager), word(1), word(managerId));
    send(socket, managerId, 0, word(0), word(pointer));
    return new VirtualPointer(socket, size);
  }

  /** Pixels of the output. */
  moveTo(x: number, y: number): void {
    const { width, height } = this.#size;
    send(this.#socket, pointer, 1, word(now()), word(x), word(y), word(width), word(height));
    send(this.#socket, pointer, 4);
  }

  press(button = left): void {
    this.#button(button, 1);
  }

  release(button = left): void {
    this.#button(button, 0);
  }

  close(): void {
    this.#socket.destroy();
  }

  #button(button: number, state: number): void {
    send(this.#socket, pointer, 2, word(now()), word(button), word(state));
    send(this.#socket, pointer, 4);
  }
}

function now(): number {
  return Math.trunc(performance.now());
}

function send(socket: Socket, id: number, opcode: number, ...args: readonly Buffer[]): void {
  const body = Buffer.concat(args);
  socket.write(Buffer.concat([word(id), word(((body.length + 8) << 16) | opcode), body]));
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(`${value}\0`);
  return Buffer.concat([word(bytes.length), bytes, Buffer.alloc(-bytes.length & 3)]);
}

/** The manager's name in the registry, once all globals were announced. */
function globalName(socket: Socket): Promise<number> {
  return new Promise((resolve, reject) => {
    let input = Buffer.alloc(0);
    let name: number | undefined;
    socket.on('error', reject);
    socket.on('data', (data) => {
      input = Buffer.concat([input, data]);
      for (;;) {
        const size = input.length < 8 ? Number.POSITIVE_INFINITY : input.readUInt16LE(6);
        if (size > input.length) return;
        const id = input.readUInt32LE(0);
        const isGlobal = id === registry && input.readUInt16LE(4) === 0;
        if (isGlobal && input.toString('latin1', 16, 16 + manager.length) === manager)
          name = input.readUInt32LE(8);
        if (id === callback && name !== undefined) resolve(name);
        else if (id === callback) reject(new Error(`the host has no ${manager}`));
        input = input.subarray(size);
      }
    });
  });
}
