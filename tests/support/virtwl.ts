/**
 * The emulated virtwl device for tests: which variables put it in front of a program, and what it noted. The emulator
 * itself is `tests/emulators/virtwl`, built by tools/build-emulators.sh.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeviceNote, EmulatedDevice } from './emulated-device.js';

const root = join(import.meta.dirname, '../../..');
/** Where tools/build-emulators.sh puts the emulator and the programs of its tests. */
export const emulatorFolder = join(root, 'build/emulators/virtwl');

export interface VirtwlOptions {
  /** The host compositor's socket: a path, or `@name` for an abstract one. */
  readonly hostSocket: string;
  /** A private folder for log and table; one folder is one device, one virtual machine. */
  readonly dir: string;
  /** What becomes of dmabufs: `shm` (the default), `memfd` or `off`. */
  readonly dmabuf?: 'off' | 'memfd' | 'shm';
}

/** One emulated device, whose log has broken rules and the counters at each close of the device. */
export class VirtwlDevice implements EmulatedDevice {
  /** What a program needs in its environment to see the device, and nothing else. */
  readonly env: Readonly<Record<string, string>>;
  readonly hostPid = undefined;
  readonly #log: string;

  constructor({ hostSocket, dir, dmabuf }: VirtwlOptions) {
    this.#log = join(dir, 'virtwl.log');
    this.env = {
      LD_PRELOAD: join(emulatorFolder, 'libdecant_virtwl.so'),
      EMULATED_VIRTWL_HOST: hostSocket,
      EMULATED_VIRTWL_LOG: this.#log,
      ...(dmabuf === undefined ? {} : { EMULATED_VIRTWL_DMABUF: dmabuf }),
    };
  }

  /** What was noted so far. */
  notes(): DeviceNote[] {
    if (!existsSync(this.#log)) return [];
    const lines = readFileSync(this.#log, 'utf8').trimEnd().split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as DeviceNote);
  }

  violations(): DeviceNote[] {
    return this.notes().filter((note) => note.event === 'violation');
  }

  /** `contexts`, `refusedFds`, `bytesSent` and so on. */
  counters(): Record<string, number> {
    const report = join(emulatorFolder, 'decant_virtwl_report');
    return JSON.parse(execFileSync(report, [`${this.#log}.state`], { encoding: 'utf8' })) as Record<
      string,
      number
    >;
  }

  /** It lives in the programs that use it. */
  async stop(): Promise<void> {}
}
