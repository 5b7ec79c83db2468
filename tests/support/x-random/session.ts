/**
 * One random session around Xwayland's peer: Xwayland, its window manager, the host and its user, each of whom does what it may.
 * What must be true is checked on the way by the host's rules, and at the end by `check`.
 */
import type { DriverNames } from '../../../src/drivers/index.js';
import { offerXwaylandShell } from '../../../src/peer/xwayland/xwayland-shell.js';
import { selections } from '../../../src/peer/xwayland/selections.js';
import * as cursorShape from '../../../src/protocol/generated/cursor-shape-v1.js';
import * as kdeDecoration from '../../../src/protocol/generated/org-kde-kwin-server-decoration-v1.js';
import * as viewporter from '../../../src/protocol/generated/viewporter.js';
import * as primarySelection from '../../../src/protocol/generated/wp-primary-selection-unstable-v1.js';
import * as activation from '../../../src/protocol/generated/xdg-activation-v1.js';
import * as dialog from '../../../src/protocol/generated/xdg-dialog-v1.js';
import * as icon from '../../../src/protocol/generated/xdg-toplevel-icon-v1.js';
import * as shell from '../../../src/protocol/generated/xwayland-shell-v1.js';
import { xwayland, type Xwayland } from '../fake-xwayland.js';
import type { FixtureOptions } from '../fixture.js';
import { checkObjects } from '../object-checks.js';
import { ObjectLives } from '../object-lives.js';
import { exchangeKinds, RandomExchange } from './random-exchange.js';
import { hostKinds, RandomHost } from './random-host.js';
import { inputKinds, RandomInput } from './random-input.js';
import { RandomWm, wmKinds } from './random-wm.js';
import { RandomXwayland, xwaylandKinds } from './random-xwayland.js';
import { inTurn, type Operation } from './operation.js';

const flowKinds = [
  'clientReads',
  'hostReads',
  'clientRoom',
  'hostRoom',
  'clientPieces',
  'hostPieces',
  'clientCatchesUp',
  'clientCatchesUp',
  'hostCatchesUp',
  'hostCatchesUp',
] as const;

export const kinds = [
  'nothing',
  ...xwaylandKinds,
  ...wmKinds,
  ...hostKinds,
  ...inputKinds,
  ...exchangeKinds,
  ...flowKinds,
] as const;
export type Kind = (typeof kinds)[number];

/** What a session is with. */
export interface Desk extends FixtureOptions {
  /** Xwayland says itself which surfaces are windows. */
  readonly byName?: boolean;
  /** Not a host that insists on sizes of windows, and changes their units meanwhile. */
  readonly lenient?: boolean;
  /** Windows may be made before their surfaces. */
  readonly early?: boolean;
}

const tables = [
  cursorShape,
  kdeDecoration,
  viewporter,
  primarySelection,
  activation,
  dialog,
  icon,
  shell,
].flatMap((each) => Object.values(each));
const copying: DriverNames = { shm: 'virtwl', data: 'virtwl' };
const common = { wl_shm: 1, wl_seat: 5, wl_output: 4, wl_subcompositor: 1 };
const noScale = { factor: 1, dpi: [], direct: false, stable: false };
const x11 = { x11: true };

/** Hosts and ways to be served, each of which lacks what others have. */
export const desks: readonly Desk[] = [
  { globals: { ...common, wl_compositor: 4, xdg_wm_base: 2 }, client: x11, early: true },
  {
    globals: {
      ...common,
      wl_compositor: 5,
      xdg_wm_base: 5,
      wl_data_device_manager: 3,
      zwp_primary_selection_device_manager_v1: 1,
      zxdg_decoration_manager_v1: 1,
      xdg_activation_v1: 1,
      xdg_toplevel_icon_manager_v1: 1,
      xdg_wm_dialog_v1: 1,
    },
    client: x11,
    early: true,
  },
  {
    globals: {
      ...common,
      wl_compositor: 6,
      xdg_wm_base: 6,
      wl_data_device_manager: 3,
      wp_cursor_shape_manager_v1: 1,
      xdg_activation_v1: 1,
    },
    client: x11,
    byName: true,
  },
  {
    globals: { ...common, wl_compositor: 5, xdg_wm_base: 3, wl_data_device_manager: 2 },
    client: x11,
    drivers: copying,
  },
  {
    globals: {
      ...common,
      wl_compositor: 5,
      xdg_wm_base: 3,
      wp_viewporter: 1,
      org_kde_kwin_server_decoration_manager: 1,
      wl_data_device_manager: 3,
    },
    client: { ...x11, ownScales: true },
  },
  {
    globals: { ...common, wl_compositor: 5, xdg_wm_base: 5, wp_viewporter: 1, wl_data_device_manager: 3 },
    client: x11,
    view: { scale: { ...noScale, factor: 1.5 } },
  },
  {
    globals: { ...common, wl_compositor: 5, xdg_wm_base: 4, wp_viewporter: 1, xdg_activation_v1: 1 },
    client: { ...x11, ownScales: true },
    view: { scale: { ...noScale, factor: 2, direct: true } },
    lenient: true,
  },
];

/** A user with a pointer and a keyboard, two windows and a menu: what a session may begin with. */
export const beginning: readonly Operation<Kind>[] = inTurn(
  'bindOutput',
  'describeOutput',
  'bindSeat',
  'capabilities',
  'makeDevice',
  'makeWindowSurface',
  'openToplevel',
  'configure',
  'drawAwaited',
  'callbacks',
  'pointerEnter',
  'press',
  'letGo',
  'makeWindowSurface',
  'openPopup',
  'configure',
  'drawAwaited',
  'makeWindowSurface',
  'callbacks',
);

const includes = (all: readonly string[], kind: string): boolean => all.includes(kind);

export class XwaylandSession {
  readonly x: Xwayland;
  readonly #client: ObjectLives;
  readonly #host: RandomHost;
  readonly #xwayland: RandomXwayland;
  readonly #wm: RandomWm;
  readonly #input: RandomInput;
  readonly #exchange: RandomExchange;
  #hungUp = false;

  constructor({ byName = false, early = false, lenient = false, ...options }: Desk) {
    let made: { client: ObjectLives; host: RandomHost } | undefined;
    this.x = xwayland({
      ...options,
      tables,
      prepare: ({ context }) => {
        context.part(selections);
        if (byName) offerXwaylandShell(context);
      },
      watch: ({ client, host }) => {
        made = { client: new ObjectLives(client, 'events'), host: new RandomHost(host, !lenient) };
      },
    });
    this.#client = made!.client;
    this.#host = made!.host;
    const { windows, peer } = this.x;
    windows.early.allowed = early;
    this.#xwayland = new RandomXwayland(this.x, this.#client, (surface) => this.#wm.sizeOf(surface));
    this.#wm = new RandomWm(windows, (surface) => this.#xwayland.windowSurfaces.has(surface), byName);
    this.#exchange = new RandomExchange(peer.context.part(selections));
    this.#input = new RandomInput(this.#host);
  }

  do(op: Operation<Kind>): void {
    const { kind } = op;
    const to = <T extends string>(all: readonly T[], one: { do(op: Operation<T>): void }): void => {
      if (includes(all, kind)) one.do(op as Operation<never>);
    };
    to(wmKinds, this.#wm);
    to(exchangeKinds, this.#exchange);
    if (!this.#hungUp) {
      to(xwaylandKinds, this.#xwayland);
      to(hostKinds, this.#host);
      to(inputKinds, this.#input);
      to(flowKinds, { do: (flow) => this.#flow(flow) });
      this.#settle();
      if (this.x.ends.length > 0) throw new Error(`the peer ended: ${this.x.ends[0]!.text}`);
    }
  }

  /** One of both goes. */
  hangUp(who: 'client' | 'host'): void {
    this.#hungUp = true;
    this.x[who].hangUp();
  }

  /** Ends it, if nobody has. Whatever waits for the window manager is answered. */
  close(): void {
    this.#wm.catchUp();
    this.x.close();
  }

  /** Lets everything flow, and takes everything away: then nothing is left. */
  check(): void {
    const { client, peer, ends } = this.x;
    this.#catchUp();
    checkObjects(peer.context.objects);
    this.#wm.end();
    this.#exchange.end();
    this.#xwayland.end();
    this.#catchUp();
    checkObjects(peer.context.objects);
    this.#checkLeft();
    const inUse = peer.context.objects.client.low.count;
    const known = [...client.objects.keys()].filter((id) => id > 0).length;
    if (inUse !== known) throw new Error(`${inUse} ids are in use, Xwayland knows ${known}`);
    if (ends.length > 0) throw new Error(`the peer ended: ${ends[0]!.text}`);
  }

  #flow({ kind, a }: Operation<(typeof flowKinds)[number]>): void {
    const end = kind.startsWith('client') ? this.x.client : this.x.host;
    if (kind.endsWith('Room')) end.transport.capacityBytes = a % 3 === 0 ? 1 << 20 : 1 + (a % 300);
    else if (kind.endsWith('Pieces')) end.transport.readLimitBytes = 1 + (a % 64);
    else if (kind.endsWith('Reads') && end.reading) end.reading = false;
    else end.resume();
  }

  /** What the window manager did goes out, and what follows from it happens. */
  #settle(): void {
    const { client, host } = this.x;
    if (client.reading) client.resume();
    if (host.reading) host.resume();
  }

  #catchUp(): void {
    const { client, host } = this.x;
    for (const end of [client, host]) {
      end.transport.capacityBytes = 1 << 20;
      end.transport.readLimitBytes = 1 << 20;
    }
    do {
      client.resume();
      host.resume();
      client.resume();
      this.#wm.catchUp();
      host.resume();
    } while (this.#host.catchUp());
  }

  /** Of windows, and of all that is made for a time. */
  #checkLeft(): void {
    const left = this.#host.lives.count();
    const limits: Readonly<Record<string, number>> = {
      wl_callback: 0,
      xdg_surface: 0,
      xdg_toplevel: 0,
      xdg_popup: 0,
      xdg_positioner: 0,
      wl_subsurface: 0,
      wl_region: 0,
      zxdg_toplevel_decoration_v1: 0,
      org_kde_kwin_server_decoration: 0,
      xdg_activation_token_v1: 0,
      xdg_toplevel_icon_v1: 0,
      xdg_dialog_v1: 0,

      wp_cursor_shape_device_v1: 0,
      wl_shm_pool: 0,
      // The cursors over frames stay.
      wp_viewport: 5,
      wl_surface: 5,
      wl_buffer: 15,
    };
    for (const [type, most] of Object.entries(limits))
      if ((left[type] ?? 0) > most) throw new Error(`${left[type]} of ${type} are left on the host`);
  }
}
