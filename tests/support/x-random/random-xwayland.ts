/** Xwayland in a random session: what it may say as a Wayland client, at any time. It breaks no rule of the protocol's. */
import { addon } from '../../../src/native/addon.js';
import { OwnedFd } from '../../../src/native/fd.js';
import { xwayland_shell_v1 } from '../../../src/protocol/generated/xwayland-shell-v1.js';
import { wl_output, wl_seat } from '../../../src/protocol/generated/wayland.js';
import type { Size } from '../../../src/peer/xwayland/windows.js';
import type { Args } from '../../../src/wire/reader.js';
import type { Xwayland } from '../fake-xwayland.js';
import type { ObjectLives } from '../object-lives.js';
import { pick, sizeAt, type Operation } from './operation.js';

export const xwaylandKinds = [
  'makeWindowSurface',
  'makeWindowSurface',
  'makeWindowSurface',
  'makeCursorSurface',
  'destroySurface',
  'makeBuffer',
  'destroyBuffer',
  'draw',
  'drawAwaited',
  'drawAwaited',
  'drawAwaited',
  'drawAwaited',
  'drawCursor',
  'commit',
  'damage',
  'setCursor',
  'makeDevice',
  'releaseDevice',
  'bindSeat',
  'releaseSeat',
  'bindOutput',
  'releaseOutput',
  'sync',
] as const;

const devices = [
  ['wl_pointer', 'get_pointer'],
  ['wl_keyboard', 'get_keyboard'],
  ['wl_touch', 'get_touch'],
] as const;

export class RandomXwayland {
  /** Surfaces, those of cursors not. */
  readonly windowSurfaces = new Set<number>();
  readonly #cursors = new Set<number>();
  readonly #x: Xwayland;
  readonly #lives: ObjectLives;
  /** What the X window of a surface measures now. */
  readonly #sizeOf: (surface: number) => Size | undefined;
  readonly #registry: number;
  /** Names of the globals that its objects stand for. */
  readonly #bound = new Map<number, number>();
  /** Its `xwayland_surface_v1` objects, by surface. */
  readonly #named = new Map<number, number>();
  #serial = 0;

  constructor(x: Xwayland, lives: ObjectLives, sizeOf: (surface: number) => Size | undefined) {
    this.#x = x;
    this.#lives = lives;
    this.#sizeOf = sizeOf;
    this.#registry = x.client.idOf('wl_registry');
  }

  do({ kind, a, b, c }: Operation<(typeof xwaylandKinds)[number]>): void {
    const { client } = this.#x;
    const any = (type: string, n = a): number => pick(this.#lives.of(type), n) ?? 0;
    const window = pick(this.windowSurfaces, a) ?? 0;
    const cursor = pick(this.#cursors, a) ?? 0;
    switch (kind) {
      case 'makeWindowSurface':
      case 'makeCursorSurface':
        this.#makeSurface(kind === 'makeCursorSurface');
        break;
      case 'destroySurface':
        this.destroySurface(any('wl_surface'));
        break;
      case 'makeBuffer':
        this.#makeBuffer(sizeAt(a));
        break;
      case 'destroyBuffer':
        this.#say(any('wl_buffer'), 'destroy');
        break;
      case 'draw':
        this.#draw(window, pick(this.#lives.of('wl_buffer'), b) ?? this.#makeBuffer(sizeAt(c)));
        break;
      case 'drawAwaited':
        this.#draw(window, this.#makeBuffer(this.#sizeOf(window) ?? sizeAt(b)));
        break;
      case 'drawCursor':
        this.#draw(cursor, b % 4 === 0 ? 0 : this.#makeBuffer({ width: 16, height: 16 }));
        break;
      case 'commit':
        this.#say(any('wl_surface'), 'commit');
        break;
      case 'damage':
        this.#say(any('wl_surface'), 'damage', { x: 0, y: 0, width: b, height: c });
        break;
      case 'setCursor':
        this.#say(any('wl_pointer', b), 'set_cursor', {
          serial: c,
          surface: cursor,
          hotspot_x: 1,
          hotspot_y: 2,
        });
        break;
      case 'makeDevice': {
        const [, request] = devices[b % devices.length]!;
        if (any('wl_seat') !== 0) this.#say(any('wl_seat'), request, { id: client.newId() });
        break;
      }
      case 'releaseDevice':
        this.#release(any(devices[b % devices.length]![0]));
        break;
      case 'bindSeat':
        this.#bind(wl_seat.name, a);
        break;
      case 'releaseSeat':
        this.#release(any('wl_seat'));
        break;
      case 'bindOutput':
        this.#bind(wl_output.name, a);
        break;
      case 'releaseOutput':
        this.#release(any('wl_output'));
        break;
      case 'sync':
        client.sync();
        break;
    }
  }

  destroySurface(id: number): void {
    this.#say(this.#named.get(id) ?? 0, 'destroy');
    this.windowSurfaces.delete(id);
    this.#cursors.delete(id);
    this.#named.delete(id);
    this.#say(id, 'destroy');
  }

  /** Destroys all that can be destroyed. */
  end(): void {
    for (const id of this.#lives.of('wl_surface')) this.destroySurface(id);
    for (const type of ['wl_buffer', 'wl_shm_pool'])
      for (const id of this.#lives.of(type)) this.#say(id, 'destroy');
    for (const [type] of devices) for (const id of this.#lives.of(type)) this.#release(id);
    for (const type of ['wl_seat', 'wl_output']) for (const id of this.#lives.of(type)) this.#release(id);
  }

  #say(id: number, request: string, args: Args<OwnedFd> = {}): void {
    if (id !== 0) this.#x.client.say(id, request, args);
  }

  #makeSurface(isCursor: boolean): void {
    const { client } = this.#x;
    const id = client.newId();
    (isCursor ? this.#cursors : this.windowSurfaces).add(id);
    this.#say(client.idOf('wl_compositor'), 'create_surface', { id });
    if (!isCursor) this.#name(id);
  }

  #makeBuffer({ width, height }: Size): number {
    const { client } = this.#x;
    const [size, stride] = [width * height * 4, width * 4];
    const pool = client.newId();
    const fd = new OwnedFd(addon.createMemfd('pixels', size));
    this.#say(client.idOf('wl_shm'), 'create_pool', { id: pool, fd, size });
    const id = client.newId();
    this.#say(pool, 'create_buffer', { id, offset: 0, width, height, stride, format: 0 });
    this.#say(pool, 'destroy');
    return id;
  }

  /** As Xwayland does: all of it at once. */
  #draw(surface: number, buffer: number): void {
    if (surface === 0) return;
    this.#say(surface, 'attach', { buffer, x: 0, y: 0 });
    this.#say(surface, 'damage', { x: 0, y: 0, width: 10, height: 10 });
    this.#say(surface, 'frame', { callback: this.#x.client.newId() });
    this.#say(surface, 'commit');
  }

  #name(surface: number): void {
    const { client } = this.#x;
    const isThere = client.globals(this.#registry).some((each) => each.interface === xwayland_shell_v1.name);
    if (!isThere) return;
    const shell =
      this.#lives.of(xwayland_shell_v1.name)[0] ?? client.bind(xwayland_shell_v1, 1, this.#registry);
    const id = client.newId();
    this.#named.set(surface, id);
    this.#say(shell, 'get_xwayland_surface', { id, surface });
    this.#say(id, 'set_serial', { serial_lo: ++this.#serial, serial_hi: 0 });
  }

  #bind(type: string, n: number): void {
    const { client } = this.#x;
    const global = pick(
      client.globals(this.#registry).filter((each) => each.interface === type),
      n,
    );
    if (!global) return;
    const id = client.newId();
    const version = Math.min(global.version, type === 'wl_seat' ? 5 : 3);
    const wanted = { interface: type, version, id };
    this.#bound.set(id, global.name);
    this.#say(this.#registry, 'bind', { name: global.name, id: wanted });
  }

  /** Objects of old versions are forgotten without a word; here they stay. */
  #release(id: number): void {
    const since = this.#lives.has(id, 'wl_seat') ? 5 : 3;
    if (this.#lives.versionOf(id) >= since) this.#say(id, 'release');
  }
}
