/**
 * A window of moving stripes, drawn straight into memory of the host's: `npm run example:virtwl -- [DEVICE]`, on a machine
 * with a virtwl device (/dev/wl0 by default). No proxy, no libwayland, and no pixel is copied: both frames lie in one
 * allocation of the device, which the host maps.
 */
import { addon } from '../../src/native/addon.js';
import { Connection, readString } from './connection.js';

const width = 320;
const height = 200;
const stride = width * 4;
const frameBytes = stride * height;
const frames = 2;
const xrgb8888 = 1;
const stripe = 32;
const colours = [0xff1d3557, 0xffe9c46a] as const;

/** Opcodes of requests (wayland.xml, xdg-shell.xml). */
const requests = {
  display: { getRegistry: 1 },
  registry: { bind: 0 },
  compositor: { createSurface: 0 },
  shm: { createPool: 0 },
  pool: { createBuffer: 0 },
  surface: { attach: 1, damage: 2, frame: 3, commit: 6 },
  wmBase: { getXdgSurface: 2, pong: 3 },
  xdgSurface: { getToplevel: 1, ackConfigure: 4 },
  toplevel: { setTitle: 2 },
} as const;

const displayId = 1;
/** Opcodes of events. */
const [errorEvent, deleteIdEvent, globalEvent, closeEvent] = [0, 1, 0, 1];
const usage = `usage: npm run example:virtwl -- [DEVICE]
Shows a window by the virtwl device DEVICE, /dev/wl0 by default.`;

interface Window {
  readonly connection: Connection;
  readonly surface: number;
  readonly buffers: readonly { readonly id: number; readonly pixels: Uint32Array }[];
  /** Buffers that the host shows. */
  readonly busy: Set<number>;
}

function fail(reason: string): never {
  console.error(`virtwl-direct: ${reason}`);
  process.exit(1);
}

/** Binds what is needed once the registry has told it, then calls `then`. */
function bindGlobals(connection: Connection, then: (ids: Readonly<Record<string, number>>) => void): void {
  const ids: Record<string, number> = {};
  const wanted = ['wl_compositor', 'wl_shm', 'xdg_wm_base'];
  const registry = connection.add((opcode, words) => {
    if (opcode !== globalEvent) return;
    const { text } = readString(words, 1);
    if (!wanted.includes(text) || ids[text] !== undefined) return;
    ids[text] = connection.add();
    connection.request(registry, requests.registry.bind, words[0]!, text, 1, ids[text]);
    connection.flush();
    if (Object.keys(ids).length === wanted.length) then(ids);
  });
  connection.request(displayId, requests.display.getRegistry, registry);
  connection.flush();
}

/** Two buffers in one allocation of the device: the descriptor of wl_shm_pool is the device's own. */
function makeBuffers(connection: Connection, shm: number, busy: Set<number>): Window['buffers'] {
  const memory = addon.newVirtwlMemory(connection.device, frames * frameBytes);
  const mapped = addon.map(memory, frames * frameBytes, true);
  const pool = connection.add();
  connection.request(shm, requests.shm.createPool, pool, frames * frameBytes);
  connection.flush(memory);
  addon.close(memory);
  return Array.from({ length: frames }, (_, i) => {
    const id = connection.add(() => busy.delete(id));
    const shape = [width, height, stride, xrgb8888] as const;
    connection.request(pool, requests.pool.createBuffer, id, i * frameBytes, ...shape);
    return { id, pixels: new Uint32Array(mapped, i * frameBytes, frameBytes / 4) };
  });
}

function draw({ connection, surface, buffers, busy }: Window, time: number): void {
  const buffer = buffers.find(({ id }) => !busy.has(id));
  if (buffer) {
    const shift = Math.floor(time / 20);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++)
        buffer.pixels[y * width + x] = colours[Math.floor((x + y + shift) / stripe) % 2]!;
    }
    busy.add(buffer.id);
    connection.request(surface, requests.surface.attach, buffer.id, 0, 0);
    connection.request(surface, requests.surface.damage, 0, 0, width, height);
  }
  const callback = connection.add((_opcode, words) =>
    draw({ connection, surface, buffers, busy }, words[0]! >>> 0),
  );
  connection.request(surface, requests.surface.frame, callback);
  connection.request(surface, requests.surface.commit);
  connection.flush();
}

function openWindow(connection: Connection, ids: Readonly<Record<string, number>>): void {
  const { wl_compositor: compositor = 0, wl_shm: shm = 0, xdg_wm_base: wmBase = 0 } = ids;
  connection.listen(wmBase, (_opcode, words) => {
    connection.request(wmBase, requests.wmBase.pong, words[0]!);
    connection.flush();
  });
  const busy = new Set<number>();
  const surface = connection.add();
  connection.request(compositor, requests.compositor.createSurface, surface);
  const buffers = makeBuffers(connection, shm, busy);
  let drawn = false;
  const xdgSurface = connection.add((_opcode, words) => {
    connection.request(xdgSurface, requests.xdgSurface.ackConfigure, words[0]!);
    if (!drawn) draw({ connection, surface, buffers, busy }, 0);
    drawn = true;
    connection.flush();
  });
  connection.request(wmBase, requests.wmBase.getXdgSurface, xdgSurface, surface);
  const toplevel = connection.add((opcode) => {
    if (opcode === closeEvent) connection.close();
  });
  connection.request(xdgSurface, requests.xdgSurface.getToplevel, toplevel);
  connection.request(toplevel, requests.toplevel.setTitle, 'virtwl-direct');
  connection.request(surface, requests.surface.commit);
  connection.flush();
}

function main(device: string): void {
  const connection = new Connection(device, fail);
  connection.listen(displayId, (opcode, words) => {
    if (opcode === errorEvent) fail(`the host says: ${readString(words, 2).text}`);
    if (opcode === deleteIdEvent) connection.remove(words[0]!);
  });
  bindGlobals(connection, (ids) => openWindow(connection, ids));
}

const [device = '/dev/wl0', ...more] = process.argv.slice(2);
if (device === '--help') {
  console.log(usage);
} else if (device.startsWith('-') || more.length > 0) {
  console.error(`virtwl-direct: ${[device, ...more].join(' ')}: at most one device is expected\n${usage}`);
  process.exitCode = 2;
} else {
  try {
    main(device);
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}
