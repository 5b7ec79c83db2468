/** A pointer for a headless host that has none (zwlr_virtual_pointer_v1): moves to a place and clicks. */
import { HandClient, firstId, word } from './hand-client.js';

const left = 0x110;

const managerId = firstId;
const pointer = firstId + 1;

export class VirtualPointer {
  readonly #client: HandClient;
  readonly #size: { readonly width: number; readonly height: number };

  private constructor(client: HandClient, size: { readonly width: number; readonly height: number }) {
    this.#client = client;
    this.#size = size;
  }

  /** A pointer on the host at `socketPath`, whose output has `size`. It is gone with `close`. */
  static async open(
    socketPath: string,
    size: { readonly width: number; readonly height: number },
  ): Promise<VirtualPointer> {
    const client = await HandClient.open(socketPath);
    client.bind('zwlr_virtual_pointer_manager_v1', 1, managerId);
    client.send(managerId, 0, word(0), word(pointer));
    return new VirtualPointer(client, size);
  }

  /** Pixels of the output. */
  moveTo(x: number, y: number): void {
    const { width, height } = this.#size;
    this.#client.send(pointer, 1, word(now()), word(x), word(y), word(width), word(height));
    this.#frame();
  }

  press(button = left): void {
    this.#button(button, 1);
  }

  release(button = left): void {
    this.#button(button, 0);
  }

  close(): void {
    this.#client.close();
  }

  #button(button: number, state: number): void {
    this.#client.send(pointer, 2, word(now()), word(button), word(state));
    this.#frame();
  }

  #frame(): void {
    this.#client.send(pointer, 4);
  }
}

function now(): number {
  return Math.trunc(performance.now());
}
