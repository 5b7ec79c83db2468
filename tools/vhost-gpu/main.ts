/**
 * `node dist/tools/vhost-gpu/main.js --socket-path=PATH --wayland=PATH`: a virtio-gpu device of cross-domain contexts for
 * virtual machines, as a vhost-user backend. Listens, and makes a device for each frontend, whose lines in the log have its
 * machine's number.
 */
import { isSystemError, StartError } from '../../src/errors.js';
import { addon } from '../../src/native/addon.js';
import type { OwnedFd } from '../../src/native/fd.js';
import { ArgumentError, readCommandLine, usage, type Flags } from './command-line.js';
import { connectCompositor } from './compositor.js';
import { Frontend, type FrontendOptions } from './frontend.js';
import { Gpu } from './gpu.js';
import { HostMemories } from './host-memory.js';
import { Listener } from './listener.js';
import { LogWriter } from './log-writer.js';

const log = new LogWriter(2);
const say = (text: string): void => log.line(text);

function serve(
  socket: OwnedFd,
  { wayland, windowBytes, imagesAreDmabufs }: Flags,
  { say, onEnd }: Pick<FrontendOptions, 'say' | 'onEnd'>,
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
  let machines = 0;
  const listener = new Listener(flags.at, {
    say,
    onArrival: (socket) => {
      const name = `machine ${++machines}`;
      const sayOf = (text: string): void => say(`${name}: ${text}`);
      sayOf('has come');
      const onEnd = (): void => {
        frontends.delete(frontend);
        sayOf('has gone');
      };
      const frontend: Frontend = serve(socket, flags, { say: sayOf, onEnd });
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

/** The command line; `undefined` for one that is none of this program's, which was said. */
function asked(): Flags | 'capabilities' | 'help' | undefined {
  try {
    return readCommandLine(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error;
    say(`${error.message}\nvhost-gpu --help says what there is.`);
    return undefined;
  }
}

function main(): number {
  // Whoever asked may have left; the log does not go this way.
  process.stdout.on('error', () => undefined);
  const flags = asked();
  if (!flags) return 2;
  if (typeof flags === 'string') {
    console.log(flags === 'help' ? usage : JSON.stringify({ type: 'gpu', features: [] }));
    return 0;
  }
  try {
    listen(flags);
    return 0;
  } catch (error) {
    if (!isSystemError(error) && !(error instanceof StartError)) throw error;
    say(error.message);
    return 1;
  }
}

process.exitCode = main();
