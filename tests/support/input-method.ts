/** An input method for hosts that take one (zwp_input_method_v2): writes what a test tells it to, and hears what stands there. */
import { HandClient, firstId, text, textAt, word } from './hand-client.js';

const managerId = firstId;
const seat = firstId + 1;
const method = firstId + 2;

/** Opcodes of input-method-unstable-v2.xml. */
const commitString = 0;
const setPreedit = 1;
const deleteSurrounding = 2;
const commit = 3;
const [activate, deactivate, surrounding, , contentType, done, unavailable] = [0, 1, 2, 3, 4, 5, 6] as const;

/** What a program has said of the text that is written in it. */
export interface Writing {
  readonly surrounding?: { readonly text: string; readonly cursor: number; readonly anchor: number };
  readonly content?: { readonly hint: number; readonly purpose: number };
}

export class InputMethod {
  readonly #client: HandClient;
  #serial = 0;
  #pending: Writing | undefined;
  /** `undefined` where nothing may be written. */
  writing: Writing | undefined;
  /** The seat has another one. */
  refused = false;

  private constructor(client: HandClient) {
    this.#client = client;
    client.hear(method, (opcode, body) => this.#hear(opcode, body));
  }

  /** The input method of the host at `socketPath`, until `close`. */
  static async open(socketPath: string): Promise<InputMethod> {
    const client = await HandClient.open(socketPath);
    const made = new InputMethod(client);
    client.bind('zwp_input_method_manager_v2', 1, managerId);
    client.bind('wl_seat', 1, seat);
    client.send(managerId, 0, word(seat), word(method));
    return made;
  }

  /** Shows text that is not written yet; '' to take it back. The cursor is behind it. */
  preedit(shown: string): void {
    const end = Buffer.byteLength(shown);
    this.#client.send(method, setPreedit, text(shown), word(end), word(end));
    this.#client.send(method, commit, word(this.#serial));
  }

  /** Writes text, after it has deleted that many bytes before the cursor. */
  write(written: string, deleted = 0): void {
    if (deleted > 0) this.#client.send(method, deleteSurrounding, word(deleted), word(0));
    this.#client.send(method, commitString, text(written));
    this.#client.send(method, commit, word(this.#serial));
  }

  close(): void {
    this.#client.close();
  }

  #hear(opcode: number, body: Buffer): void {
    if (opcode === activate) this.#pending = {};
    if (opcode === deactivate) this.#pending = undefined;
    if (opcode === unavailable) this.refused = true;
    if (opcode === surrounding) {
      const after = 4 + ((body.readUInt32LE(0) + 3) & ~3);
      const places = { cursor: body.readUInt32LE(after), anchor: body.readUInt32LE(after + 4) };
      this.#pending = { ...this.#pending, surrounding: { text: textAt(body, 0), ...places } };
    }
    if (opcode === contentType) {
      const content = { hint: body.readUInt32LE(0), purpose: body.readUInt32LE(4) };
      this.#pending = { ...this.#pending, content };
    }
    if (opcode !== done) return;
    this.#serial++;
    this.writing = this.#pending;
  }
}
