/**
 * `node dist/tools/vhost-gpu/main.js --socket-path=PATH --wayland=PATH`: a virtio-gpu device of cross-domain contexts for
 * virtual machines, as a vhost-user backend. Reads the command line, listens, and makes a device for each frontend.
 */
import { parseArgs } from 'node:util';
import { isSystemError, reasonOf, StartError } from '../../src/errors.js';
import { addon } from '../../src/native/addon.js';
import type { OwnedFd } from '../../src/native/fd.js';
import { connectCompositor } from './compositor.js';
import { Frontend } from './frontend.js';
import { Gpu } from './gpu.js';
import { HostMemories } from './host-memory.js';
import { Listener } from './listener.js';

const usage = `usage: vhost-gpu --socket-path=PATH|--fd=FDNUM --wayland=PATH [--memory=MIB] [--images=none|memory]
       vhost-gpu --print-capabilities`;
const mebibyte = 1024 * 1024;
/** Windows are powers of two, as PCI has them. */
const windows = { least: 16, most: 65536 };

interface Flags {
  /** Where frontends come: a path, or a listening socket that was handed over. */
  readonly at: string | number;
  readonly wayland: string;
  readonly windowBytes: number;
  readonly imagesAreDmabufs: boolean;
}

function say(text: string): void {
  process.stderr.write(`vhost-gpu: ${text}\n`);
}

/** The descriptor that `--fd` names; `undefined` for none. */
function descriptorOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** `undefined` for a command line that is none of this program's. */
function readFlags(): Flags | 'capabilities' | undefined {
  const { values } = parseArgs({
    options: {
      'socket-path': { type: 'string' },
      fd: { type: 'string' },
      wayland: { type: 'string' },
      memory: { type: 'string', default: '256' },
      images: { type: 'string', default: 'none' },
      'print-capabilities': { type: 'boolean', default: false },
    },
  });
  if (values['print-capabilities']) return 'capabilities';
  const { 'socket-path': path, fd, wayland, images } = values;
  const at = path ?? descriptorOf(fd);
  const memory = Number(values.memory);
  const sound = Number.isInteger(Math.log2(memory)) && memory >= windows.least && memory <= windows.most;
  if (
    at === undefined ||
    (path !== undefined && fd !== undefined) ||
    wayland === undefined ||
    !sound ||
    !['none', 'memory'].includes(images)
  )
    return undefined;
  return {
    at,
    wayland,
    windowBytes: memory * mebibyte,
    imagesAreDmabufs: images === 'memory',
  };
}

function serve(
  socket: OwnedFd,
  { wayland, windowBytes, imagesAreDmabufs }: Flags,
  onEnd: () => void,
): Frontend {
  const memories = new HostMemories(windowBytes);
  const connect = (): OwnedFd => connectCompositor(wayland);
  return new Frontend(socket, {
    isOurs: (fd) => memories.has(fd),
    makeDevice: (services) => new Gpu(services, { connect, imagesAreDmabufs, memories, windowBytes }),
    say,
    onEnd,
  });
}

/** Serves until a signal ends it, which leaves no socket behind. */
function listen(flags: Flags): void {
  addon.raiseDescriptorLimit();
  const frontends = new Set<Frontend>();
  const listener = new Listener(flags.at, {
    say,
    onArrival: (socket) => {
      say('a virtual machine has come');
      const frontend: Frontend = serve(socket, flags, () => {
        frontends.delete(frontend);
        say('a virtual machine has gone');
      });
      frontends.add(frontend);
    },
  });
  const stop = (): void => {
    listener.close();
    for (const frontend of frontends) frontend.close();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  say(typeof flags.at === 'string' ? `waits at ${flags.at}` : `waits at descriptor ${flags.at}`);
}

/** What to do; a command line that is none of this program's is said. */
function readCommandLine(): Flags | 'capabilities' | undefined {
  try {
    const flags = readFlags();
    if (!flags) console.error(usage);
    return flags;
  } catch (error) {
    console.error(`${reasonOf(error)}\n${usage}`);
    return undefined;
  }
}

function main(): number {
  const flags = readCommandLine();
  if (!flags) return 2;
  if (flags === 'capabilities') {
    console.log(JSON.stringify({ type: 'gpu', features: [] }));
    return 0;
  }
  try {
    listen(flags);
    return 0;
  } catch (error) {
    if (!isSystemError(error) && !(error instanceof StartError)) throw error;
    console.error(`vhost-gpu: ${error.message}`);
    return 1;
  }
}

process.exitCode = main();
