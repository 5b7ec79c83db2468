/**
 * The bare host (`native/host.c`) as the bench sees it: its socket, and its word on what arrived.
 * The word is what makes a measure believable: a relay that lost messages, or was not in the path, is found out.
 */
import { join } from 'node:path';

import type { Program, Programs } from './programs.js';

/** How long the host may take to notice that a connection ended. */
const noticeMs = 5000;

/** A connection that ended, as the host tells it. */
interface Report {
  readonly pid: number;
  readonly messages: number;
}

export class Host {
  readonly socket: string;
  readonly #program: Program;
  readonly #reports: Report[] = [];
  #wake: () => void = () => undefined;

  private constructor(socket: string, program: Program) {
    this.socket = socket;
    this.#program = program;
  }

  static async start(programs: Programs, path: string, folder: string, limitSeconds: number): Promise<Host> {
    const socket = join(folder, 'host');
    const argv = [path, socket];
    const host = new Host(socket, programs.start({ name: 'the host', argv, env: {}, limitSeconds }));
    await host.#program.line();
    void host.#collect();
    return host;
  }

  /** Forgets what ended before. */
  forget(): void {
    this.#reports.length = 0;
  }

  /** Waits until a connection of one of `pids` has ended that brought at least `messages`. Throws if none did. */
  async expectMessages(pids: readonly number[], messages: number): Promise<void> {
    const most = (): number =>
      Math.max(0, ...this.#reports.filter((r) => pids.includes(r.pid)).map((r) => r.messages));
    await this.#until(() => most() >= messages);
    if (most() < messages) {
      throw new Error(`only ${most()} of ${messages} messages came to the host from the right process`);
    }
  }

  /** Waits until `count` connections have ended since `forget`. Throws if there were fewer. */
  async expectConnections(count: number): Promise<void> {
    await this.#until(() => this.#reports.length >= count);
    if (this.#reports.length < count) {
      throw new Error(`only ${this.#reports.length} of ${count} connections came to the host`);
    }
  }

  async #until(condition: () => boolean): Promise<void> {
    const deadline = Date.now() + noticeMs;
    while (!condition() && Date.now() < deadline) await this.#nextReport(deadline - Date.now());
  }

  #nextReport(patienceMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, patienceMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async #collect(): Promise<void> {
    try {
      for (;;) {
        this.#reports.push(JSON.parse(await this.#program.line()) as Report);
        this.#wake();
      }
    } catch {
      // The host ended: what misses its word says so.
    }
  }
}
