/**
 * What the window manager says of itself on the root window (EWMH, "Root Window Properties"), and the two lists of
 * windows. `_NET_SUPPORTED` names what is really done, and nothing else.
 */
import type { Size } from '../peer/xwayland/windows.js';
import { predefined, type AtomName } from './atoms.js';
import type { XConnection } from './connection.js';

/** Documented in docs/X11.md, which a test compares. */
export const supported: readonly AtomName[] = [
  '_NET_ACTIVE_WINDOW',
  '_NET_CLIENT_LIST',
  '_NET_CLIENT_LIST_STACKING',
  '_NET_CLOSE_WINDOW',
  '_NET_CURRENT_DESKTOP',
  '_NET_DESKTOP_GEOMETRY',
  '_NET_DESKTOP_VIEWPORT',
  '_NET_FRAME_EXTENTS',
  '_NET_NUMBER_OF_DESKTOPS',
  '_NET_REQUEST_FRAME_EXTENTS',
  '_NET_STARTUP_ID',
  '_NET_SUPPORTED',
  '_NET_SUPPORTING_WM_CHECK',
  '_NET_WM_ICON',
  '_NET_WM_MOVERESIZE',
  '_NET_WM_NAME',
  '_NET_WM_PING',
  '_NET_WM_STATE',
  '_NET_WM_STATE_DEMANDS_ATTENTION',
  '_NET_WM_STATE_FOCUSED',
  '_NET_WM_STATE_FULLSCREEN',
  '_NET_WM_STATE_HIDDEN',
  '_NET_WM_STATE_MAXIMIZED_HORZ',
  '_NET_WM_STATE_MAXIMIZED_VERT',
  '_NET_WM_STATE_MODAL',
  '_NET_WM_SYNC_REQUEST',
  '_NET_WM_WINDOW_TYPE',
  '_NET_WORKAREA',
];

/** Glyph of the arrow in the font `cursor`; the next one is its mask. */
const arrowGlyph = 68;
const inputOnly = 2;

export class Root {
  readonly #connection: XConnection;
  /** A window of our own that says that a window manager runs, and which. */
  readonly check: number;
  /** As last written; `undefined`: nothing yet. */
  #active: number | undefined;

  constructor(connection: XConnection) {
    this.#connection = connection;
    this.check = connection.newId();
  }

  /** Sets up all but the selection that tells programs to come: see `claim`. */
  announce(): void {
    const { root, atoms } = this.#connection;
    const { x } = this.#connection;
    x.CreateWindow(this.check, root, -1, -1, 1, 1, 0, 0, inputOnly, 0, { overrideRedirect: true });
    for (const window of [root, this.check])
      this.#connection.setWords(window, atoms._NET_SUPPORTING_WM_CHECK, predefined.WINDOW, [this.check]);
    this.#connection.setText(this.check, atoms._NET_WM_NAME, atoms.UTF8_STRING, 'decant');
    const list = supported.map((name) => atoms[name]);
    this.#connection.setWords(root, atoms._NET_SUPPORTED, predefined.ATOM, list);
    this.setClients([], []);
    this.setActive(0);
    this.#setCursor();
  }

  /** One desktop as large as the screen. What panels of the host take of it is not known. */
  setScreen({ width, height }: Size): void {
    const { root, atoms } = this.#connection;
    const say = (name: AtomName, ...values: number[]): void =>
      this.#connection.setWords(root, atoms[name], predefined.CARDINAL, values);
    say('_NET_NUMBER_OF_DESKTOPS', 1);
    say('_NET_CURRENT_DESKTOP', 0);
    say('_NET_DESKTOP_GEOMETRY', width, height);
    say('_NET_DESKTOP_VIEWPORT', 0, 0);
    say('_NET_WORKAREA', 0, 0, width, height);
  }

  /** Puts X resources on the root window, one line each. */
  setResources(lines: readonly string[]): void {
    if (lines.length === 0) return;
    const text = `${lines.join('\n')}\n`;
    this.#connection.setText(this.#connection.root, predefined.RESOURCE_MANAGER, predefined.STRING, text);
  }

  /** Becomes the window manager. Xwayland lets programs in from now on, not before. */
  claim(): void {
    this.#connection.x.SetSelectionOwner(this.check, this.#connection.atoms.WM_S0);
  }

  /** Both lists begin with the oldest, or the lowest. */
  setClients(byAge: readonly number[], byStacking: readonly number[]): void {
    const { root, atoms } = this.#connection;
    this.#connection.setWords(root, atoms._NET_CLIENT_LIST, predefined.WINDOW, byAge);
    this.#connection.setWords(root, atoms._NET_CLIENT_LIST_STACKING, predefined.WINDOW, byStacking);
  }

  /** 0: none. */
  setActive(window: number): void {
    if (window === this.#active) return;
    this.#active = window;
    const { root, atoms } = this.#connection;
    this.#connection.setWords(root, atoms._NET_ACTIVE_WINDOW, predefined.WINDOW, [window]);
  }

  /** The server's own cursor for the root window is a cross. */
  #setCursor(): void {
    const { x, root } = this.#connection;
    const [font, cursor] = [this.#connection.newId(), this.#connection.newId()];
    const [black, white] = [
      { R: 0, G: 0, B: 0 },
      { R: 0xffff, G: 0xffff, B: 0xffff },
    ];
    x.OpenFont(font, 'cursor');
    x.CreateGlyphCursor(cursor, font, font, arrowGlyph, arrowGlyph + 1, black, white);
    x.ChangeWindowAttributes(root, { cursor });
    x.CloseFont(font);
  }
}
