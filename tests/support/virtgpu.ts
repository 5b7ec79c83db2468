/**
 * The emulated virtio-gpu node for tests: the host's program, and which variables put the node in front of a program.
 * The emulator itself is `tests/emulators/virtgpu`, built by tools/build-emulators.sh.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeviceNote, EmulatedDevice } from './emulated-device.js';

const root = join(import.meta.dirname, '../../..');
/** Where tools/build-emulators.sh puts the emulator and the programs of its tests. */
export const virtgpuFolder = join(root, 'build/emulators/virtgpu');
/** Where the node seems to be. */
export const virtgpuPath = '/dev/dri/renderD128';

/** What a host may lack, or do wrong. */
export type VirtgpuFault =
  | 'permission'
  | 'other-driver'
  | 'no-3d'
  | 'no-capset-fix'
  | 'no-blob'
  | 'no-host-visible'
  | 'no-context'
  | 'no-capset-ids'
  | 'no-cross-domain'
  | 'no-wayland'
  | 'closes-at-init'
  | 'event-too-many'
  | 'silent'
  | 'dies-after-sends'
  | 'no-images';

export interface VirtgpuOptions {
  /** The host compositor's socket. */
  readonly hostSocket: string;
  /** A private folder for socket and log; one folder is one virtual machine. */
  readonly dir: string;
  /** What a bad command does: it is dropped (the default), or it ends the channel. */
  readonly manner?: 'drop' | 'kill';
  /** Whether images are dmabufs; the compositor gets them by `wl_shm`. Default: on. */
  readonly dmabuf?: 'on' | 'off';
  /** Whether programs of the guest can draw with the device. Default: off. */
  readonly renders?: 'on' | 'off';
  /** The size of the INIT that the host understands, in bytes. Default: 20. */
  readonly init?: 20 | 24 | 36;
  /** How many identifiers its messages have. Default: 28; hosts before 2024 have 4. */
  readonly identifiers?: 4 | 28;
  readonly fault?: VirtgpuFault;
}

/** One emulated host with its node. */
export class VirtgpuDevice implements EmulatedDevice {
  readonly env: Readonly<Record<string, string>>;
  readonly #child: ChildProcess;
  /** The file of broken rules. */
  readonly log: string;
  readonly #socket: string;

  private constructor(child: ChildProcess, socket: string, log: string) {
    this.#child = child;
    this.#socket = socket;
    this.log = log;
    this.env = {
      LD_PRELOAD: join(virtgpuFolder, 'libdecant_virtgpu.so'),
      EMULATED_VIRTGPU_SOCKET: socket,
    };
  }

  /** Starts the host's program. It ends with this process at the latest. */
  static async start(options: VirtgpuOptions): Promise<VirtgpuDevice> {
    const { hostSocket, dir, manner, dmabuf, renders, init, identifiers, fault } = options;
    const socket = join(dir, 'virtgpu');
    const log = join(dir, 'virtgpu.log');
    const flags = [
      `--socket=${socket}`,
      `--compositor=${hostSocket}`,
      `--log=${log}`,
      `--manner=${manner ?? 'drop'}`,
      `--dmabuf=${dmabuf ?? 'on'}`,
      `--renders=${renders ?? 'off'}`,
      `--init=${init ?? 20}`,
      `--identifiers=${identifiers ?? 28}`,
      `--fault=${fault ?? ''}`,
    ];
    const child = spawn(join(virtgpuFolder, 'decant_virtgpu_host'), flags, {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const first = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
    if (String(first[0]) !== 'ready\n') throw new Error(`the emulated host ended with ${String(first[0])}`);
    return new VirtgpuDevice(child, socket, log);
  }

  get hostPid(): number {
    return this.#child.pid!;
  }

  violations(): readonly DeviceNote[] {
    if (!existsSync(this.log)) return [];
    const lines = readFileSync(this.log, 'utf8').split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as DeviceNote);
  }

  counters(): Readonly<Record<string, number>> {
    const report = join(virtgpuFolder, 'decant_virtgpu_report');
    return JSON.parse(execFileSync(report, [this.#socket], { encoding: 'utf8' })) as Record<string, number>;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.stdin!.end();
    await ended;
  }
}
