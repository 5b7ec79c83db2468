/**
 * Relays a made-up session until the hot routines are compiled, so that forked peers start with them.
 * Runs before the first fork, on socket pairs, in this process alone; leaves nothing open.
 */
import type { SocketChannel } from '../channel/socket.js';
import type { Logger } from '../log/logger.js';
import {
  wl_callback,
  wl_compositor,
  wl_display,
  wl_region,
  wl_registry,
  wl_shm,
  wl_shm_pool,
  wl_surface,
} from '../protocol/generated/wayland.js';
import { xdg_surface, xdg_toplevel, xdg_wm_base } from '../protocol/generated/xdg-shell.js';
import type { ServeOptions } from './serve.js';
import { openStage, type Side, type Stage } from './warm-up-stage.js';

/** Enough for the optimising compiler, found by measuring: twice as many of either change nothing. */
const sessions = 6;
const rounds = 60;
const damagesPerRound = 30;
const othersPerRound = 8;
const roundsPerFlood = 10;
/** Until everything of a flood has passed. */
const floodTurns = 12;
const xdgShellVersion = 3;
const meetings = 3;

/**
 * Compiles the relay by using it. Whoever calls keeps what is returned: V8 throws compiled code away with the last
 * object of the kind it was compiled for.
 */
export function warmUp(
  options: Pick<ServeOptions, 'tables' | 'drivers' | 'makeDrivers'>,
  log: Logger,
): unknown {
  let used: unknown;
  for (let i = 0; i < sessions; i++) {
    const stage = openStage(options, log);
    const session = new Session(stage, options.drivers.shm === 'noop');
    session.open();
    for (let round = 0; round < rounds; round++) {
      session.round();
      if (round % roundsPerFlood === 0) session.flood();
    }
    stage.close();
    used = [stage.peer, stage.toClient];
  }
  return used;
}

/**
 * Lets a peer with all its handlers meet a host, a few times: what they do when a peer starts is read and compiled once here,
 * instead of in each peer.
 */
export function meetHost(options: Pick<ServeOptions, 'tables' | 'makeDrivers'>, log: Logger): void {
  for (let i = 0; i < meetings; i++) {
    const { client, host, toClient, toHost, close } = openStage(options, log);
    offer(host);
    toHost.poke();
    for (const callback of host.takeSyncs())
      host.say('event', wl_callback, 'done', callback, { callback_data: 0 });
    toHost.poke();
    client.say('request', wl_display, 'get_registry', 1, { registry: 2 });
    toClient.poke();
    client.drain();
    host.drain();
    close();
  }
}

/** Some of what hosts offer: the names count from 1. */
const offered: readonly (readonly [string, number])[] = [
  ['wl_compositor', 4],
  ['xdg_wm_base', xdgShellVersion],
  ['wl_shm', 1],
  ['decant_nothing', 1],
  ['wl_seat', 1],
  ['wl_output', 1],
  ['wl_subcompositor', 1],
  ['wp_viewporter', 1],
  ['wl_data_device_manager', 1],
];

function offer(host: Side): void {
  offered.forEach(([name, version], i) => {
    host.say('event', wl_registry, 'global', 2, { name: i + 1, interface: name, version });
  });
}

class Session {
  readonly #client: Side;
  readonly #host: Side;
  readonly #toClient: SocketChannel;
  readonly #toHost: SocketChannel;
  readonly #passesPools: boolean;

  constructor({ client, host, toClient, toHost }: Stage, passesPools: boolean) {
    this.#passesPools = passesPools;
    this.#client = client;
    this.#host = host;
    this.#toClient = toClient;
    this.#toHost = toHost;
  }

  /** Binds and makes a window: ids of the client's 2 registry, 3–5 globals, 6–12 objects; the host has the same
   * numbers, since its registry is the peer's own. */
  open(): void {
    offer(this.#host);
    this.#turn();
    this.#client.say('request', wl_display, 'get_registry', 1, { registry: 2 });
    offered.slice(0, 3).forEach(([name, version], i) => {
      const id = { interface: name, version, id: 3 + i };
      this.#client.say('request', wl_registry, 'bind', 2, { name: i + 1, id });
    });
    this.#client.say('request', wl_compositor, 'create_surface', 3, { id: 6 });
    this.#client.say('request', xdg_wm_base, 'get_xdg_surface', 4, { id: 7, surface: 6 });
    this.#client.say('request', xdg_surface, 'get_toplevel', 7, { id: 8 });
    this.#turn();
  }

  /** A frame as clients draw it: title, damage, frame callback, commit, configure, and a round trip. */
  round(): void {
    for (let i = 0; i < othersPerRound; i++) {
      this.#client.say('request', xdg_toplevel, 'set_title', 8, { title: `title ${i}` });
      this.#client.say('request', wl_surface, 'attach', 6, { buffer: 0, x: i, y: i });
      this.#client.say('request', xdg_toplevel, 'set_parent', 8, { parent: 8 });
    }
    this.#client.sayInTwo(wl_surface, 'damage', 6, { x: 0, y: 0, width: 1, height: 1 }, () => this.#turn());
    for (let i = 0; i < damagesPerRound; i++) {
      this.#client.say('request', wl_surface, 'damage', 6, { x: i, y: i, width: 1, height: 1 });
    }
    this.#client.say('request', wl_compositor, 'create_region', 3, { id: 9 });
    this.#client.say('request', wl_region, 'add', 9, { x: 0, y: 0, width: 1, height: 1 });
    this.#client.say('request', wl_surface, 'set_input_region', 6, { region: 9 });
    this.#client.say('request', wl_region, 'destroy', 9, {});
    this.#client.say('request', wl_surface, 'frame', 6, { callback: 10 });
    this.#client.say('request', wl_surface, 'commit', 6, {});
    this.#client.say('request', wl_display, 'sync', 1, { callback: 11 });
    if (this.#passesPools) {
      // Any descriptor will do: the host of this session does not look at it.
      this.#client.say('request', wl_shm, 'create_pool', 5, { id: 12, fd: this.#client.fd, size: 4096 });
      this.#client.say('request', wl_shm_pool, 'destroy', 12, {});
    }
    this.#turn();
    const states = new Uint8Array(4);
    this.#host.say('event', xdg_toplevel, 'configure', 8, { width: 1, height: 1, states });
    this.#host.say('event', xdg_surface, 'configure', 7, { serial: 1 });
    for (const callback of [10, 11])
      this.#host.say('event', wl_callback, 'done', callback, { callback_data: 0 });
    // In this order, the peer takes them in the order of the requests next time.
    for (const id of [...(this.#passesPools ? [12] : []), 11, 10, 9])
      this.#host.say('event', wl_display, 'delete_id', 1, { id });
    this.#turn();
  }

  /** More than a host takes that does not read: the peer has to wait with a part of it and go on later. */
  flood(): void {
    let more = true;
    for (let i = 0; more; i++)
      more = this.#client.say('request', xdg_toplevel, 'set_title', 8, { title: `${i}` });
    for (let i = 0; i < floodTurns; i++) this.#toClient.poke();
    for (let i = 0; i < floodTurns; i++) this.#turn();
  }

  #turn(): void {
    this.#toClient.poke();
    this.#toHost.poke();
    this.#client.drain();
    this.#host.drain();
  }
}
