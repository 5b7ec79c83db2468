/**
 * The emulated virtwl device for tests: which variables put it in front of a program, and what it noted. The emulator
 * itself is `tests/emulators/virtwl`, built by tools/build-emulators.sh.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

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

/** A line of the emulator's log: a broken rule, or the counters at a close of the device. */
export interface VirtwlNote {
  readonly event: 'violation' | 'close';
  readonly pid: number;
  readonly rule?: string;
  readonly is?: string;
  readonly detail?: string;
}

/** One emulated device. */
export class VirtwlDevice {
  /** What a program needs in its environment to see the device, and nothing else. */
  readonly env: Readonly<Record<string, string>>;
  readonly #log: string;

  constructor({ hostSocket, dir, dmabuf }: VirtwlOptions) {
    this.#log = join(dir, 'virtwl.log');
    this.env = {
      LD_PRELOAD: join(emulatorFolder, 'libdecant_virtwl.so'),
      DECANT_VIRTWL_HOST: hostSocket,
      DECANT_VIRTWL_LOG: this.#log,
      ...(dmabuf === undefined ? {} : { DECANT_VIRTWL_DMABUF: dmabuf }),
    };
  }

  /** What was noted so far. */
  notes(): VirtwlNote[] {
    if (!existsSync(this.#log)) return [];
    const lines = readFileSync(this.#log, 'utf8').trimEnd().split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as VirtwlNote);
  }

  violations(): VirtwlNote[] {
    return this.notes().filter((note) => note.event === 'violation');
  }

  /** The counters of all processes together: `contexts`, `refusedFds`, `bytesSent` and so on. Works after kill -9 too. */
  counters(): Record<string, number> {
    const report = join(emulatorFolder, 'decant_virtwl_report');
    return JSON.parse(execFileSync(report, [`${this.#log}.state`], { encoding: 'utf8' })) as Record<
      string,
      number
    >;
  }
}

/** Builds the emulator if it is not current. */
export function buildVirtwlEmulator(): void {
  execFileSync('bash', [join(root, 'tools/build-emulators.sh')], { stdio: ['ignore', 'inherit', 'inherit'] });
}
