/** RandR, as far as a window manager needs it: which output programs take for the primary one. */
import type { RandRExtension } from 'x11';
import type { Place } from '../peer/xwayland/windows.js';
import type { XConnection } from './connection.js';

export class RandR {
  readonly #connection: XConnection;
  readonly #extension: RandRExtension;
  #primary = 0;
  #change = 0;

  private constructor(connection: XConnection, extension: RandRExtension) {
    this.#connection = connection;
    this.#extension = extension;
  }

  /** Throws without the extension. */
  static async open(connection: XConnection): Promise<RandR> {
    return new RandR(connection, await connection.extension('randr'));
  }

  /** Makes the output whose corner is at `place` the primary one. */
  async setPrimary(place: Place): Promise<void> {
    const change = ++this.#change;
    const output = await this.#outputAt(place);
    // It takes several questions to find one; meanwhile another may be wanted.
    if (change !== this.#change || output === undefined || output === this.#primary) return;
    this.#primary = output;
    this.#connection.setPrimaryOutput(this.#extension.majorOpcode, output);
  }

  async #outputAt({ x, y }: Place): Promise<number | undefined> {
    const { root } = this.#connection;
    const ask = this.#extension;
    const resources = await this.#connection.ask<{ outputs: readonly number[] }>((reply) =>
      ask.GetScreenResourcesCurrent(root, reply),
    );
    for (const output of resources?.outputs ?? []) {
      const info = await this.#connection.ask<{ crtc: number }>((reply) =>
        ask.GetOutputInfo(output, 0, reply),
      );
      const crtc = info?.crtc
        ? await this.#connection.ask<Place>((reply) => ask.GetCrtcInfo(info.crtc, 0, reply))
        : undefined;
      if (crtc?.x === x && crtc.y === y) return output;
    }
    return undefined;
  }
}
