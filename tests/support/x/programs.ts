/** The X programs of one X server in memory. */
import type { Duplex } from 'node:stream';
import { createStreamPair, type XServer } from 'x11/lib/xserver/index.js';
import type { XConnection } from '../../../src/x11/connection.js';
import { TestXClient } from '../../x11/x-client.js';

export class Programs {
  readonly #server: XServer;
  readonly #connection: XConnection;
  readonly #all: TestXClient[] = [];
  readonly #streams: Duplex[] = [];

  /** `connection` is ours. */
  constructor(server: XServer, connection: XConnection) {
    this.#server = server;
    this.#connection = connection;
  }

  async open(): Promise<TestXClient> {
    const [near, far] = createStreamPair();
    this.#server.addClientStream(far);
    this.#streams.push(near);
    // A socket does so by itself when the server ends the connection.
    near.once('end', () => {
      near.destroy();
      near.emit('close');
    });
    const client = await TestXClient.over(near);
    this.#all.push(client);
    return client;
  }

  /** Lets everything that is under way arrive, there and back. */
  async settled(): Promise<void> {
    for (let turn = 0; turn < 6; turn++) {
      await this.#connection.barrier();
      for (const program of this.#all) await program.sync();
    }
  }

  close(): void {
    for (const program of this.#all) program.close();
    for (const stream of this.#streams) stream.emit('close');
  }
}
