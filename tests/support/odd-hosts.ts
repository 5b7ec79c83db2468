/** Hosts that are none: sockets behind which nobody speaks Wayland. */
import { createServer, type Socket } from 'node:net';

/** What is done with each connection. */
const manners = {
  /** Answers like a web server. */
  foreign: (socket: Socket) => socket.on('data', () => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')),
  /** Speaks at once and without end, until nobody reads any more. */
  babbling: (socket: Socket) => {
    const text = Buffer.alloc(4096, 0xa5);
    const babble = (): void => {
      while (!socket.destroyed && socket.write(text));
    };
    socket.on('drain', babble);
    babble();
  },
  hasty: (socket: Socket) => socket.end(),
  /** Takes everything and says nothing; ends when told to. */
  silent: (socket: Socket) => socket.resume(),
} as const;

export type Manner = keyof typeof manners;

export interface OddHost {
  readonly path: string;
  /** How many have ever connected. */
  connections(): number;
  /** Closes every connection, not the socket. */
  hangUp(): void;
  stop(): Promise<void>;
}

/** Listens on `path`. Whoever holds it stops it. */
export async function startOddHost(path: string, manner: Manner): Promise<OddHost> {
  const open = new Set<Socket>();
  let count = 0;
  const server = createServer((socket) => {
    count += 1;
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    // The other end may go at any time, which is its right.
    socket.on('error', () => undefined);
    manners[manner](socket);
  });
  await new Promise<void>((resolve) => void server.listen(path, resolve));
  const hangUp = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    path,
    connections: () => count,
    hangUp,
    async stop() {
      hangUp();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}
