/**
 * The window manager between two doubles: an X server in memory, which names surfaces as Xwayland does, and a host that
 * writes down what it is told. X programs are `TestXClient`s.
 */
import { createStreamPair, XServer, type ServerClient } from 'x11/lib/xserver/index.js';
import { XConnection } from '../../../src/x11/connection.js';
import type { Patience } from '../../../src/x11/window-owner.js';
import type { WindowPolicy } from '../../../src/config/config.js';
import { Quirks } from '../../../src/x11/quirks.js';
import { Rules } from '../../../src/x11/rules.js';
import { WindowManager } from '../../../src/x11/wm.js';
import type { TestXClient } from '../../x11/x-client.js';
import { Programs } from './programs.js';
import { createLogger } from '../../../src/log/logger.js';
import { obliging, ProcessesDouble, ShapeDouble, SyncDouble } from './extensions.js';
import { HostDouble, PopupDouble, ToplevelDouble } from './host-double.js';

const screen = { width: 1024, height: 768 };
const clientMessage = 33;
const silent = createLogger({ level: 'error', format: 'text' }, 'test', () => undefined);

export type Desk = Awaited<ReturnType<typeof openXDesk>>;

const endless: Patience = { drawMs: 60_000, answerMs: 60_000 };

/** `policy`: what holds for all windows, where it is not what usually does. */
export async function openXDesk(
  patience = endless,
  policy: Partial<WindowPolicy> = {},
  host = new HostDouble(),
) {
  const server = new XServer(screen);
  const sync = new SyncDouble();
  server.registerExtension('Composite', obliging);
  server.registerExtension('SYNC', sync);
  const shape = new ShapeDouble();
  server.registerExtension('SHAPE', shape);
  const processes = new ProcessesDouble();
  server.registerExtension('X-Resource', processes);
  const [ours, theirs] = createStreamPair();
  const wmClient: ServerClient = server.addClientStream(theirs);
  let wm: WindowManager | undefined;
  const connection = await XConnection.open(ours, silent, {
    event: (event) => wm?.handle(event),
    end: () => undefined,
  });
  const rules = await Rules.open(connection, Quirks.read([]), '', { ...Rules.none.policy, ...policy });
  wm = new WindowManager(connection, host, silent, { patience, rules });
  await wm.start([]);
  const manager = wm;
  let surfaces = 0;
  const programs = new Programs(server, connection);
  const settled = (): Promise<void> => programs.settled();
  /** Xwayland makes a surface. */
  const makeSurface = (): number => {
    const surface = ++surfaces;
    manager.awaitedBy(surface, (early) => {
      host.surfaces.add(surface);
      if (early instanceof ToplevelDouble && early.awaitsSurface) early.surface = surface;
      manager.surfaceMade(surface);
    });
    return surface;
  };
  /** Xwayland tells the window manager, and nobody else. */
  const say = (
    id: number,
    name: 'WL_SURFACE_ID' | 'WL_SURFACE_SERIAL',
    ...words: number[]
  ): Promise<void> => {
    const event = Buffer.alloc(32);
    event.set([clientMessage, 32]);
    event.writeUInt32LE(id, 4);
    event.writeUInt32LE(connection.atoms[name], 8);
    for (const [i, word] of words.entries()) event.writeUInt32LE(word, 12 + i * 4);
    wmClient.sendEvent(event);
    return settled();
  };
  /** Xwayland makes a surface and names it for the window. */
  const giveSurface = async (id: number): Promise<number> => {
    const surface = makeSurface();
    await say(id, 'WL_SURFACE_ID', surface);
    return surface;
  };

  return {
    server,
    /** The window manager as the server sees it. */
    wmClient,
    sync,
    shape,
    processes,
    host,
    wm: manager,
    connection,
    settled,
    makeSurface,
    say,
    giveSurface,
    program: (): Promise<TestXClient> => programs.open(),
    /** Maps a window and gives it a surface; what it became. */
    async shown(client: TestXClient, id: number) {
      client.x.MapWindow(id);
      await settled();
      await giveSurface(id);
      return host.windows.at(-1);
    },
    /** The same for one that becomes a toplevel. */
    async toplevel(client: TestXClient, id: number): Promise<ToplevelDouble> {
      const window = await this.shown(client, id);
      if (!(window instanceof ToplevelDouble)) throw new Error('it is no toplevel');
      return window;
    },
    async popup(client: TestXClient, id: number): Promise<PopupDouble> {
      const window = await this.shown(client, id);
      if (!(window instanceof PopupDouble)) throw new Error('it is no popup');
      return window;
    },
    /** A property's words as they are in the server; `undefined` if it is not there. */
    async words(id: number, name: string): Promise<number[] | undefined> {
      await settled();
      const [atom] = (await connection.intern([[name, name]])).keys();
      const found = await connection.property(id, atom!, 4096);
      return (
        found && Array.from({ length: found.data.length >> 2 }, (_, i) => found.data.readUInt32LE(i * 4))
      );
    },
    close(): void {
      programs.close();
      connection.close();
      // As a socket does; the package keeps the connection until then.
      ours.emit('close');
    },
  };
}
