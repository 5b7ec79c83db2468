/**
 * `node dist/tools/vhost-gpu/main.js --socket-path=PATH --wayland=PATH`: a virtio-gpu device of cross-domain contexts for
 * virtual machines, as a vhost-user backend. Reads the command line, listens, and makes a device for each frontend.
 */
import { parseArgs } from 'node:util';
import { isSystemError, reasonOf } from '../../src/errors.js';
import { addon, pollEvents } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { Frontend } from './frontend.js';
import { Gpu } from './gpu.js';
import { HostMemories } from './host-memory.js';

const usage = `usage: vhost-gpu --socket-path=PATH --wayland=PATH [--memory=MIB] [--images=none|memory]
       vhost-gpu --print-capabilities`;
const mebibyte = 1024 * 1024;
/** Windows are powers of two, as PCI has them. */
const windows = { least: 16, most: 65536 };

interface Flags {
  readonly socketPath: string;
  readonly wayland: string;
  readonly windowBytes: number;
  readonly imagesAreDmabufs: boolean;
}

function say(text: string): void {
  process.stderr.write(`vhost-gpu: ${text}\n`);
}

/** `undefined` for a command line that is none of this program's. */
function readFlags(): Flags | 'capabilities' | undefined {
  const { values } = parseArgs({
    options: {
      'socket-path': { type: 'string' },
      wayland: { type: 'string' },
      memory: { type: 'string', default: '256' },
      images: { type: 'string', default: 'none' },
      'print-capabilities': { type: 'boolean', default: false },
    },
  });
  if (values['print-capabilities']) return 'capabilities';
  const { 'socket-path': socketPath, wayland, images } = values;
  const memory = Number(values.memory);
  const sound = Number.isInteger(Math.log2(memory)) && memory >= windows.least && memory <= windows.most;
  if (socketPath === undefined || wayland === undefined || !sound || !['none', 'memory'].includes(images))
    return undefined;
  return {
    socketPath,
    wayland,
    windowBytes: memory * mebibyte,
    imagesAreDmabufs: images === 'memory',
  };
}

function serve(socket: OwnedFd, { wayland, windowBytes, imagesAreDmabufs }: Flags): Frontend {
  const memories = new HostMemories(windowBytes);
  const connect = (): OwnedFd => new OwnedFd(addon.connect(wayland));
  return new Frontend(socket, {
    isOurs: (fd) => memories.has(fd),
    makeDevice: (services) => new Gpu(services, { connect, imagesAreDmabufs, memories, say, windowBytes }),
    say,
    onEnd: () => say('a virtual machine has gone'),
  });
}

function listen(flags: Flags): void {
  const listener = addon.listen(flags.socketPath, 8);
  const watch = new addon.Poll(listener, () => {
    for (let fd = addon.accept(listener); fd >= 0; fd = addon.accept(listener)) {
      say('a virtual machine has come');
      serve(new OwnedFd(fd), flags);
    }
  });
  watch.update(pollEvents.readable);
  say(`waits at ${flags.socketPath}`);
}

function main(): number {
  try {
    const flags = readFlags();
    if (flags === 'capabilities') console.log(JSON.stringify({ type: 'gpu', features: [] }));
    else if (flags) listen(flags);
    else console.error(usage);
    return flags ? 0 : 2;
  } catch (error) {
    if (!isSystemError(error) && !(error instanceof TypeError)) throw error;
    console.error(isSystemError(error) ? `vhost-gpu: ${reasonOf(error)}` : `${reasonOf(error)}\n${usage}`);
    return isSystemError(error) ? 1 : 2;
  }
}

process.exitCode = main();
