/** Client messages: what Xwayland says of surfaces, and what programs ask of the window manager (EWMH, ICCCM 4.1.4). */
import type { Atoms } from './atoms.js';
import { wmState } from './window-states.js';
import type { XWindow } from './window.js';
import type { WindowManager } from './wm.js';

type Data = readonly number[];

/** `_NET_WM_STATE`: what to do with the states named. */
const stateAction = { remove: 0, add: 1, toggle: 2 } as const;
/** `_NET_WM_MOVERESIZE`: directions 0 to 7 are edges, clockwise from the top left corner. */
const resizeEdges = [5, 1, 9, 8, 10, 2, 6, 4];
const moveDirection = 8;

/** `sent`: by a program; else by Xwayland itself. */
export function handleMessage(wm: WindowManager, sent: boolean, id: number, type: number, data: Data): void {
  const { atoms } = wm.connection;
  if (type === atoms.WL_SURFACE_ID || type === atoms.WL_SURFACE_SERIAL) {
    const [low = 0, high = 0] = data;
    if (!sent && type === atoms.WL_SURFACE_ID) void wm.pairing.byId(id, low);
    else if (!sent) wm.pairing.windowHas(id, low + high * 2 ** 32);
    return;
  }
  if (type === atoms.WM_PROTOCOLS && data[0] === atoms._NET_WM_PING) {
    if (id === wm.connection.root) wm.find(data[2] ?? 0)?.liveness.answered(data[1] ?? 0);
    return;
  }
  const window = wm.find(id);
  if (!window) return;
  if (type === atoms._NET_WM_STATE) changeStates(window, atoms, data);
  else if (type === atoms._NET_WM_MOVERESIZE) moveOrResize(window, data);
  else if (type === atoms._NET_CLOSE_WINDOW) window.close();
  else if (type === atoms._NET_ACTIVE_WINDOW) window.toplevel?.activate(true);
  else if (type === atoms._NET_REQUEST_FRAME_EXTENTS) window.announceFrame();
  else if (type === atoms.WM_CHANGE_STATE && data[0] === wmState.iconic) window.minimize();
  else if (type === atoms.WM_CHANGE_STATE && data[0] === wmState.normal) window.toplevel?.activate(true);
}

function changeStates(window: XWindow, atoms: Atoms, [action, ...named]: Data): void {
  const { toplevel, states } = window;
  if (!toplevel || action === undefined) return;
  const wanted = new Set(named.slice(0, 2));
  const on = (is: boolean): boolean => (action === stateAction.toggle ? !is : action === stateAction.add);
  const mayFill = window.properties.quirk.fullscreen !== 'never';
  if (wanted.has(atoms._NET_WM_STATE_FULLSCREEN) && mayFill)
    window.setFullscreen(on(states?.fullscreen ?? false));
  // Xdg-shell knows both directions or none.
  if (wanted.has(atoms._NET_WM_STATE_MAXIMIZED_HORZ) && wanted.has(atoms._NET_WM_STATE_MAXIMIZED_VERT))
    window.setMaximized(on(states?.maximized ?? false));
  const { _NET_WM_STATE_DEMANDS_ATTENTION: attention, _NET_WM_STATE_MODAL: modal } = atoms;
  for (const atom of [attention, modal])
    if (wanted.has(atom)) window.setState(atom, on(window.properties.states.has(atom)));
  if (wanted.has(attention) && window.properties.states.has(attention)) toplevel.activate(false);
}

/** Only with the button that is held down: the host moves nothing by the keyboard for us. */
function moveOrResize({ toplevel }: XWindow, [, , direction = -1]: Data): void {
  const edge = resizeEdges[direction];
  if (direction === moveDirection) toplevel?.startMove();
  else if (edge !== undefined) toplevel?.startResize(edge);
}
