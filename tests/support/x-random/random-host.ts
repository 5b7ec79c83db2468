/**
 * The host in a random session: strict with what it is told (`ObjectLives` and the rules), and itself free to say anything
 * that a host may say, whenever it may. What concerns input and drags is `random-input.ts`.
 */
import type { Args } from '../../../src/wire/reader.js';
import { OwnedFd } from '../../../src/native/fd.js';
import type { FakeHost } from '../fake-host.js';
import { ExchangeRules } from '../exchange-rules.js';
import { ObjectLives } from '../object-lives.js';
import { ShellRules } from '../shell-rules.js';
import { pick, sizeAt, sizes, type Operation } from './operation.js';

export const hostKinds = [
  'configure',
  'configure',
  'configure',
  'configureStrictly',
  'askToClose',
  'popupDone',
  'ping',
  'bounds',
  'callbacks',
  'callbacks',
  'deleteIds',
  'deleteIds',
  'release',
  'decorate',
  'token',
  'addOutput',
  'removeGlobal',
  'describeOutput',
  'onOutput',
  'preferScale',
] as const;

/** What may go and come while the host runs. */
const comingAndGoing: ReadonlySet<string> = new Set([
  'wl_output',
  'wl_seat',
  'xdg_activation_v1',
  'xdg_toplevel_icon_manager_v1',
  'wp_cursor_shape_manager_v1',
  'zxdg_decoration_manager_v1',
]);

interface Global {
  readonly name: number;
  readonly interface: string;
  readonly version: number;
}

export class RandomHost {
  readonly lives: ObjectLives;
  readonly shell: ShellRules;
  readonly exchange: ExchangeRules;
  readonly host: FakeHost;
  readonly #globals = new Map<number, Global>();
  #serial = 1000;

  constructor(host: FakeHost, insists: boolean) {
    this.host = host;
    this.lives = new ObjectLives(host, 'requests');
    this.shell = new ShellRules(host, insists);
    this.exchange = new ExchangeRules(host);
    const said = host.onSaid;
    host.onSaid = (each) => {
      said(each);
      const global = each.args as unknown as Global;
      if (each.message === 'global') this.#globals.set(global.name, global);
      if (each.message === 'global_remove') this.#globals.delete(global.name);
    };
  }

  /** A number that was never said before. */
  get serial(): number {
    return ++this.#serial;
  }

  /** Says it, if there is anything to say it to. */
  say(id: number | undefined, event: string, args: Args<OwnedFd> = {}): void {
    if (id !== undefined && this.lives.isThere(id)) this.host.say(id, event, args);
  }

  any(type: string, n: number): number {
    return pick(this.lives.of(type), n) ?? 0;
  }

  do({ kind, a, b, c }: Operation<(typeof hostKinds)[number]>): void {
    const { host } = this;
    switch (kind) {
      case 'configure':
        this.configure(this.#window(a), sizes[b % sizes.length]!, c % 5 === 0 ? [] : [4 + (c % 7)]);
        break;
      case 'configureStrictly':
        this.configure(this.#window(a), { width: 200 + (b % 3) * 50, height: 150 + (b % 5) }, [
          1 + (c % 2),
          4,
        ]);
        break;
      case 'askToClose':
        this.say(this.any('xdg_toplevel', a), 'close');
        break;
      case 'popupDone':
        this.say(this.any('xdg_popup', a), 'popup_done');
        break;
      case 'ping':
        this.say(this.any('xdg_wm_base', a), 'ping', { serial: this.serial });
        break;
      case 'bounds':
        this.#bounds(this.any('xdg_toplevel', a), b);
        break;
      case 'callbacks':
        for (const id of this.lives.of('wl_callback').slice(0, 1 + (a % 5))) this.#answer(id, a);
        break;
      case 'deleteIds':
        for (const id of this.lives.deletable.slice(0, 1 + (a % 20))) host.deleteId(id);
        break;
      case 'release':
        this.say(this.any('wl_buffer', a), 'release');
        break;
      case 'decorate':
        this.say(this.any('zxdg_toplevel_decoration_v1', a), 'configure', { mode: 1 + (b % 2) });
        this.say(this.any('org_kde_kwin_server_decoration', a), 'mode', { mode: b % 3 });
        break;
      case 'token':
        this.#give(this.any('xdg_activation_token_v1', a), `given ${a}`);
        break;
      case 'addOutput':
        if (a % 4 === 0) host.announce('wl_output', 4);
        if (a % 16 === 1) host.announce('wl_seat', 7);
        break;
      case 'removeGlobal':
        this.#comeOrGo(a);
        break;
      case 'describeOutput':
        this.#describe(this.any('wl_output', a), b, c);
        break;
      case 'onOutput': {
        const output = this.any('wl_output', b);
        if (output) this.say(this.any('wl_surface', a), c % 2 === 0 ? 'enter' : 'leave', { output });
        break;
      }
      case 'preferScale': {
        const surface = this.any('wl_surface', a);
        if (this.lives.versionOf(surface) >= 6)
          this.say(surface, 'preferred_buffer_scale', { factor: 1 + (b % 3) });
        break;
      }
    }
  }

  /** Answers all that waits for an answer, and deletes what was destroyed. Whether there was anything. */
  catchUp(): boolean {
    const callbacks = this.lives.of('wl_callback');
    const tokens = this.lives.of('xdg_activation_token_v1');
    for (const id of callbacks) this.#answer(id, 0);
    for (const id of tokens) this.#give(id, 'late');
    const { deletable } = this.lives;
    for (const id of deletable) this.host.deleteId(id);
    return callbacks.length + tokens.length + deletable.length > 0;
  }

  configure(xdgSurface: number, size: { width: number; height: number }, states: readonly number[]): void {
    const window = this.shell.windows.get(xdgSurface);
    if (!window?.isAsked) return;
    if (window.kind === 'xdg_popup') this.say(window.object, 'configure', { x: 0, y: 0, ...size });
    else {
      const bytes = new Uint8Array(Uint32Array.from(states).buffer);
      this.say(window.object, 'configure', { ...size, states: bytes });
    }
    // The peer may have ended the window for what came first.
    if (this.lives.has(xdgSurface, 'xdg_surface') && window.isAsked)
      this.say(xdgSurface, 'configure', { serial: this.serial });
  }

  /** An `xdg_surface` that has been committed. */
  #window(n: number): number {
    const asked = [...this.shell.windows].filter(([, { isAsked }]) => isAsked);
    return pick(asked, n)?.[0] ?? 0;
  }

  #answer(callback: number, time: number): void {
    if (!this.lives.has(callback, 'wl_callback')) return;
    this.say(callback, 'done', { callback_data: time });
    this.host.deleteId(callback);
  }

  /** Once. */
  #give(id: number, token: string): void {
    if (!this.exchange.given.has(id)) this.say(id, 'done', { token });
  }

  #bounds(toplevel: number, n: number): void {
    const version = this.lives.versionOf(toplevel);
    if (version >= 4) this.say(toplevel, 'configure_bounds', sizeAt(n));
    if (version >= 5)
      this.say(toplevel, 'wm_capabilities', { capabilities: new Uint8Array([n % 5, 0, 0, 0]) });
  }

  #comeOrGo(n: number): void {
    const some = [...this.#globals.values()].filter((each) => comingAndGoing.has(each.interface));
    const global = pick(some, n);
    if (!global) return;
    this.host.withdraw(global.name);
    if (n % 3 > 0) this.host.announce(global.interface, global.version);
  }

  #describe(output: number, b: number, c: number): void {
    if (output === 0) return;
    const version = this.lives.versionOf(output);
    const place = { x: (b % 3) * 800, y: (c % 2) * 600, physical_width: 300, physical_height: 200 };
    const about = { subpixel: 0, make: 'a', model: 'b', transform: b % 8 };
    this.say(output, 'geometry', { ...place, ...about });
    this.say(output, 'mode', { flags: 1, width: 800 + (c % 3), height: 600, refresh: 60_000 });
    if (version >= 2) this.say(output, 'scale', { factor: 1 + (c % 3) });
    if (version >= 2) this.say(output, 'done');
  }
}
