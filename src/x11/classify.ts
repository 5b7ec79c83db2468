/**
 * What an X window is to be on the host: windows of X programs do not say so, or say it wrongly. Pure. The rules were learnt
 * from programs; `tests/x11/pure/classify.test.ts` has their recorded properties.
 */
import type { AtomName } from './atoms.js';
import { motifAllows, motifFunction, type MotifHints } from './properties.js';

/** `hidden`: not shown at all. */
export type WindowKind = 'toplevel' | 'popup' | 'hidden';

export interface WindowFacts {
  readonly overrideRedirect: boolean;
  readonly width: number;
  readonly height: number;
  /** Names in `_NET_WM_WINDOW_TYPE` that are known, in the program's order. */
  readonly types: readonly AtomName[];
  readonly motif: MotifHints | undefined;
  /** `WM_HINTS.input`, `undefined` if not said. */
  readonly input: boolean | undefined;
  readonly skipTaskbar: boolean;
  /** Has exactly the size of an output, so it wants to cover it. */
  readonly coversOutput: boolean;
}

type Verdict = (facts: WindowFacts) => boolean;

const always: Verdict = () => true;
const ifOverrideRedirect: Verdict = ({ overrideRedirect }) => overrideRedirect;

/** Whether a window of a type is a popup. The first type with an entry decides (EWMH, `_NET_WM_WINDOW_TYPE`). */
const popupByType: { readonly [name in AtomName]?: Verdict } = {
  _NET_WM_WINDOW_TYPE_COMBO: always,
  _NET_WM_WINDOW_TYPE_DND: always,
  _NET_WM_WINDOW_TYPE_DROPDOWN_MENU: always,
  _NET_WM_WINDOW_TYPE_MENU: always,
  _NET_WM_WINDOW_TYPE_POPUP_MENU: always,
  _NET_WM_WINDOW_TYPE_TOOLTIP: always,
  _NET_WM_WINDOW_TYPE_DIALOG: ifOverrideRedirect,
  _NET_WM_WINDOW_TYPE_NORMAL: (facts) => facts.overrideRedirect || isBareAndPassive(facts),
  _NET_WM_WINDOW_TYPE_SPLASH: ifOverrideRedirect,
  _NET_WM_WINDOW_TYPE_UTILITY: (facts) => facts.overrideRedirect || facts.motif?.decorations === 0,
};

export function classify(facts: WindowFacts): WindowKind {
  const { overrideRedirect, width, height, types, motif, skipTaskbar } = facts;
  // Toolkits park grabs and drags on windows of one pixel, which nobody is meant to see.
  if (overrideRedirect && width <= 1 && height <= 1) return 'hidden';
  if (facts.coversOutput) return 'toplevel';
  // A window that the user can do nothing with at all is none of the user's windows.
  if (motif?.functions === 0) return 'popup';
  const decisive = types.find((name) => popupByType[name] !== undefined);
  if (decisive !== undefined) return popupByType[decisive]!(facts) ? 'popup' : 'toplevel';
  // A type that is not known says nothing; out of the taskbar is where popups are.
  if (types.length > 0 && skipTaskbar) return 'popup';
  return overrideRedirect ? 'popup' : 'toplevel';
}

const menus: ReadonlySet<AtomName> = new Set([
  '_NET_WM_WINDOW_TYPE_COMBO',
  '_NET_WM_WINDOW_TYPE_DROPDOWN_MENU',
  '_NET_WM_WINDOW_TYPE_MENU',
  '_NET_WM_WINDOW_TYPE_POPUP_MENU',
]);

/** Whether a popup is one that goes when the user clicks elsewhere. */
export function isMenu({ overrideRedirect, types }: WindowFacts): boolean {
  return overrideRedirect && types.some((name) => menus.has(name));
}

/** No frame, no keyboard, and nothing for the user to do with it. */
function isBareAndPassive({ motif, input }: WindowFacts): boolean {
  const { resize, minimize, maximize } = motifFunction;
  return (
    motif?.decorations === 0 &&
    input === false &&
    motif.functions !== undefined &&
    ![resize, minimize, maximize].some((what) => motifAllows(motif, what))
  );
}
