/**
 * One virtual machine: boots Debian's kernel in an emulator with the host's files as its own, read-only, runs one job and
 * ends. Knows nothing of what is tested. What it is made of was fetched by tools/vm/fetch.sh.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  createWriteStream,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a machine has that others lack. */
export interface Hardware {
  /** Kernel modules to load, in order. */
  readonly modules: readonly string[];
  /** More words for the emulator: devices of the machine. */
  readonly devices?: readonly string[];
  /** Whether processes outside see its memory: what vhost-user devices need. */
  readonly sharedMemory?: boolean;
}

export interface JobResult {
  /** Of the job; `undefined`: the machine ended without it, or took too long. */
  readonly status: number | undefined;
  readonly output: string;
  readonly errors: string;
  /** What the kernel and the first program said. */
  readonly console: string;
}

const guestScript = join(import.meta.dirname, '../../../tools/vm/guest.sh');
const memoryMegabytes = 2048;
/** What lets devices of other processes see the machine's memory. */
const sharedMemoryFlags = [
  ['-object', `memory-backend-memfd,id=ram,size=${memoryMegabytes}M,share=on`],
  ['-machine', 'memory-backend=ram'],
].flat();

/** A machine that was switched on. Whoever holds it waits for its end, or ends it. */
export interface RunningMachine {
  /** When it has switched itself off, or was. */
  readonly ended: Promise<JobResult>;
  /** Switches it off now. */
  stop(): Promise<void>;
}

/** A folder for one machine, which has it as `/run/job`. Whoever makes it removes it after the machine's end. */
export function makeMachineFolder(): string {
  return mkdtempSync(join(tmpdir(), 'decant-vm-'));
}

/** Boots a machine made of what lies in `cache`; it runs `script` (bash), for `limitMs` at the most. */
export function startMachine(
  cache: string,
  folder: string,
  hardware: Hardware,
  script: string,
  limitMs: number,
): RunningMachine {
  copyFileSync(guestScript, join(folder, 'guest.sh'));
  writeFileSync(join(folder, 'cache'), cache);
  writeFileSync(join(folder, 'modules'), `${hardware.modules.join('\n')}\n`);
  writeFileSync(join(folder, 'job'), script);
  const { devices = [] } = hardware;
  const words = [...emulator(cache), ...machine(cache, folder, hardware), ...devices];
  const { child, closed } = startEmulator(words, cache, folder, limitMs);
  const finish = async (): Promise<JobResult> => {
    await closed;
    return resultIn(folder);
  };
  return {
    ended: finish(),
    stop: async () => {
      child.kill('SIGKILL');
      await closed;
    },
  };
}

/**
 * Runs `script` (bash) in a machine made of what lies in `cache`, for `limitMs` at the most. What it leaves in
 * `/run/job/pictures` is copied to the folder `pictures`.
 */
export async function runInMachine(
  cache: string,
  hardware: Hardware,
  script: string,
  limitMs: number,
  pictures: string,
): Promise<JobResult> {
  const folder = makeMachineFolder();
  try {
    const result = await startMachine(cache, folder, hardware, script, limitMs).ended;
    const left = join(folder, 'pictures');
    if (existsSync(left)) cpSync(left, pictures, { recursive: true });
    return result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function resultIn(folder: string): JobResult {
  const read = (name: string): string =>
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : '';
  const status = read('status').trim();
  return {
    status: status === '' ? undefined : Number(status),
    output: read('output'),
    errors: read('errors'),
    console: read('console'),
  };
}

/** The emulator is of another Debian and brings its own C library, hence that one's loader. */
function emulator(cache: string): string[] {
  const root = join(cache, 'emulator');
  const libraries = join(root, 'usr/lib/x86_64-linux-gnu');
  const data = ['qemu', 'seabios'].flatMap((name) => ['-L', join(root, 'usr/share', name)]);
  return [
    join(libraries, 'ld-linux-x86-64.so.2'),
    '--library-path',
    libraries,
    '--argv0',
    'qemu-system-x86_64',
    join(root, 'usr/bin/qemu-system-x86_64'),
    ...data,
  ];
}

/** LLVM, which draws without graphics hardware, has to know the processor: of the model `max` it makes nothing. */
function machine(cache: string, folder: string, { sharedMemory = false }: Hardware): string[] {
  const share = (id: string, path: string, more: string): string[] => [
    '-fsdev',
    `local,id=${id},path=${path},security_model=none${more}`,
    '-device',
    `virtio-9p-pci,fsdev=${id},mount_tag=${id}`,
  ];
  return [
    ['-M', 'q35', '-accel', 'tcg,thread=multi', '-cpu', 'Nehalem', '-smp', '2'],
    ['-m', String(memoryMegabytes)],
    sharedMemory ? sharedMemoryFlags : [],
    ['-kernel', join(cache, 'boot/vmlinuz'), '-initrd', join(cache, 'boot/initramfs')],
    ['-append', 'console=ttyS0 quiet panic=-1 mitigations=off tsc=reliable nokaslr'],
    ['-nodefaults', '-display', 'none', '-vga', 'none', '-serial', 'stdio', '-no-reboot'],
    share('root', '/', ',readonly=on,multidevs=remap'),
    share('job', folder, ''),
  ].flat();
}

/** Closes when the machine switches itself off, or after `limitMs`. Its console goes into a file. */
function startEmulator(
  argv: readonly string[],
  cache: string,
  folder: string,
  limitMs: number,
): { child: ChildProcess; closed: Promise<void> } {
  const modules = join(cache, 'emulator/usr/lib/x86_64-linux-gnu/qemu');
  const words = ['--pdeathsig=KILL', '--', ...argv];
  const child = spawn('setpriv', words, {
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', QEMU_MODULE_DIR: modules },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: limitMs,
    killSignal: 'SIGKILL',
  });
  const console = createWriteStream(join(folder, 'console'));
  child.stdout.pipe(console, { end: false });
  child.stderr.pipe(console, { end: false });
  const closed = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => console.end(resolve));
  });
  return { child, closed };
}
