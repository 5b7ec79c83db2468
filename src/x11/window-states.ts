/**
 * What a window is told of its own state: `WM_STATE` (ICCCM 4.1.3.1) and `_NET_WM_STATE` (EWMH). The host decides most of
 * it; what the host has no say in is kept as the program wants it.
 *
 * Hosts do not say whether a window is minimised. One that was asked for that counts as iconic once it is not the active
 * one, until it is active again.
 */
import type { WindowStates } from '../peer/xwayland/windows.js';
import { predefined, type AtomName, type Atoms } from './atoms.js';
import type { XConnection } from './connection.js';

/** `WM_STATE` (ICCCM 4.1.3.1). */
export const wmState = { withdrawn: 0, normal: 1, iconic: 3 } as const;

/** States that the host decides. */
const hosts: readonly AtomName[] = [
  '_NET_WM_STATE_FOCUSED',
  '_NET_WM_STATE_FULLSCREEN',
  '_NET_WM_STATE_HIDDEN',
  '_NET_WM_STATE_MAXIMIZED_HORZ',
  '_NET_WM_STATE_MAXIMIZED_VERT',
];

export class StateWriter {
  readonly #connection: XConnection;
  readonly #window: number;
  /** As last written; `undefined`: nothing yet. */
  #wmState: number | undefined;
  #minimizing = false;

  constructor(connection: XConnection, window: number) {
    this.#connection = connection;
    this.#window = window;
  }

  /** Whether it is minimised, as far as can be known. */
  get isIconic(): boolean {
    return this.#wmState === wmState.iconic;
  }

  /** `WM_STATE` on its own: before the window is mapped and when it is withdrawn. */
  write(state: number): void {
    this.#minimizing = false;
    this.#writeWmState(state);
  }

  /** The host has been asked to minimise the window. */
  minimizing(states: WindowStates | undefined): void {
    this.#minimizing = true;
    if (states && !states.activated) this.#writeWmState(wmState.iconic);
  }

  /** The host says the window's states; `own`: those in its property. */
  follow(states: WindowStates, own: ReadonlySet<number>): void {
    if (states.activated) this.#minimizing = false;
    if (this.#minimizing) this.#writeWmState(wmState.iconic);
    else if (this.#wmState === wmState.iconic && states.activated) this.#writeWmState(wmState.normal);
    this.writeStates(states, own);
  }

  /** `_NET_WM_STATE`: what the host says, and what else the window has. */
  writeStates(states: WindowStates, own: ReadonlySet<number>): void {
    const { atoms } = this.#connection;
    const hidden = states.suspended || this.#wmState === wmState.iconic;
    const said = hosts.filter((name) => isSet(name, states, hidden)).map((name) => atoms[name]);
    const all = [...keptStates(own, atoms), ...said];
    this.#connection.setWords(this.#window, atoms._NET_WM_STATE, predefined.ATOM, all);
  }

  /** ICCCM 4.1.4: a withdrawn window has none. */
  clear(): void {
    this.#connection.x.DeleteProperty(this.#window, this.#connection.atoms._NET_WM_STATE);
  }

  #writeWmState(state: number): void {
    if (this.#wmState === state) return;
    this.#wmState = state;
    const { WM_STATE: name } = this.#connection.atoms;
    this.#connection.setWords(this.#window, name, name, [state, 0]);
  }
}

/** States that are not the host's to decide. */
function keptStates(own: ReadonlySet<number>, atoms: Atoms): number[] {
  const decided = new Set(hosts.map((name) => atoms[name]));
  return [...own].filter((atom) => !decided.has(atom));
}

function isSet(name: AtomName, states: WindowStates, hidden: boolean): boolean {
  switch (name) {
    case '_NET_WM_STATE_FOCUSED':
      return states.activated;
    case '_NET_WM_STATE_FULLSCREEN':
      return states.fullscreen;
    case '_NET_WM_STATE_HIDDEN':
      return hidden;
    default:
      return states.maximized;
  }
}
