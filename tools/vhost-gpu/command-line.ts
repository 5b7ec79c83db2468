/** The command line of vhost-gpu: what may stand there, read and checked. Says of a wrong argument which one, and why. */
import { fstatSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { reasonOf } from '../../src/errors.js';

const mebibyte = 1024 * 1024;
/** Windows are powers of two, as PCI has them. */
const windowMib = { least: 16, usual: 256, most: 65536 };
/** Of a socket's path (unix(7)), without the zero at its end. */
const maxPathBytes = 107;

export const usage = `usage: vhost-gpu (--socket-path=PATH | --fd=FDNUM) --wayland=PATH [--memory=MIB] [--images=none|memory]
       vhost-gpu --help | --print-capabilities

A virtio-gpu device of cross-domain contexts, as a vhost-user backend: programs in a virtual machine
reach the Wayland compositor outside.

  --socket-path=PATH     where QEMU connects; each connection is a machine
  --fd=FDNUM             instead of a path: a listening socket that was handed over
  --wayland=PATH         the compositor's socket
  --memory=MIB           host memory that each machine may have, and the size of its window: a power of two
                         from ${windowMib.least} to ${windowMib.most}; ${windowMib.usual} by default
  --images=none|memory   whether images count as dmabufs: none (the default), or memory, for a compositor
                         that takes plain memory for them
  --print-capabilities   what vhost-user's conventions for backends ask for, as JSON
  --help                 this text

SIGTERM, SIGINT and SIGHUP end it. Exit status: 0 after a signal, 1 if it cannot listen, 2 for a wrong argument.`;

export interface Flags {
  /** Where frontends come: a path, or a listening socket that was handed over. */
  readonly at: string | number;
  readonly wayland: string;
  readonly windowBytes: number;
  readonly imagesAreDmabufs: boolean;
}

/** A command line that is none of this program's. */
export class ArgumentError extends Error {
  override readonly name = 'ArgumentError';
}

const options = {
  'socket-path': { type: 'string' },
  fd: { type: 'string' },
  wayland: { type: 'string' },
  memory: { type: 'string', default: String(windowMib.usual) },
  images: { type: 'string', default: 'none' },
  'print-capabilities': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** What the command line asks for. Throws `ArgumentError`. */
export function readCommandLine(words: readonly string[]): Flags | 'capabilities' | 'help' {
  const values = valuesOf(words);
  if (values.help) return 'help';
  if (values['print-capabilities']) return 'capabilities';
  return {
    at: placeOf(values['socket-path'], values.fd),
    wayland: pathOf(
      '--wayland',
      values.wayland ?? fail("--wayland=PATH is missing: the compositor's socket"),
    ),
    windowBytes: windowOf(values.memory),
    imagesAreDmabufs: kindOfImages(values.images) === 'memory',
  };
}

function fail(text: string): never {
  throw new ArgumentError(text);
}

function valuesOf(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options }).values;
  } catch (error) {
    return fail(reasonOf(error));
  }
}

function placeOf(path: string | undefined, fd: string | undefined): string | number {
  if (path !== undefined && fd !== undefined) fail('--socket-path and --fd: one of them is enough');
  if (path !== undefined) return pathOf('--socket-path', path);
  return descriptorOf(fd ?? fail('--socket-path=PATH is missing: where QEMU connects'));
}

function pathOf(flag: string, path: string): string {
  if (path === '') fail(`${flag}= names no path`);
  const bytes = Buffer.byteLength(path);
  if (bytes > maxPathBytes)
    fail(`${flag}: a socket's path has ${maxPathBytes} bytes at most, this one ${bytes}`);
  return path;
}

function descriptorOf(text: string): number {
  if (!/^\d{1,9}$/.test(text)) fail(`--fd=${text}: not the number of a descriptor`);
  try {
    if (!fstatSync(Number(text)).isSocket()) fail(`--fd=${text}: that descriptor is no socket`);
  } catch (error) {
    if (error instanceof ArgumentError) throw error;
    fail(`--fd=${text}: no such descriptor is open`);
  }
  return Number(text);
}

function windowOf(text: string): number {
  const { least, most } = windowMib;
  const memory = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isInteger(Math.log2(memory)) || memory < least || memory > most)
    fail(`--memory=${text}: not a power of two from ${least} to ${most} (in MiB)`);
  return memory * mebibyte;
}

function kindOfImages(text: string): 'none' | 'memory' {
  return text === 'none' || text === 'memory' ? text : fail(`--images=${text}: none or memory`);
}
