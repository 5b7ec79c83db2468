/** What a toplevel of the host's is told of what the properties of its X window say, at first and when they change. */
import type { HostToplevel } from '../peer/xwayland/windows.js';
import type { WindowProperties } from './window-properties.js';

export interface Hinted {
  readonly properties: WindowProperties;
  /** The toplevel that `WM_TRANSIENT_FOR` names. */
  readonly parentToplevel: HostToplevel | undefined;
}

type Tell = (toplevel: HostToplevel, window: Hinted) => void;

const title: Tell = (toplevel, { properties }) => toplevel.setTitle(properties.title);

const byProperty: Readonly<Record<string, Tell>> = {
  WM_NAME: title,
  _NET_WM_NAME: title,
  // And whatever else rules look at.
  WM_CLASS: (toplevel, { properties: { appId, quirk } }) => {
    toplevel.setScale(quirk.scale ?? 1);
    toplevel.setAppId(appId.id, appId.kind);
  },
  WM_TRANSIENT_FOR: (toplevel, { parentToplevel }) => toplevel.setParent(parentToplevel),
  WM_NORMAL_HINTS: (toplevel, { properties }) => {
    const { minWidth, minHeight, maxWidth, maxHeight } = properties.sizeHints;
    toplevel.setSizeLimits({ width: minWidth, height: minHeight }, { width: maxWidth, height: maxHeight });
  },
  WM_HINTS: (toplevel, { properties }) => {
    if (properties.wmHints.urgent) toplevel.activate(false);
  },
  _GTK_THEME_VARIANT: (toplevel, { properties }) => toplevel.setDark(properties.dark),
  _MOTIF_WM_HINTS: (toplevel, { properties }) => toplevel.setDecorated(wantsFrame(properties)),
};

/** A property has changed. */
export function tellChange(toplevel: HostToplevel, window: Hinted, name: string): void {
  byProperty[name]?.(toplevel, window);
}

/** All that matters before the host shows it. `modal`: the atom of that state. */
export function tellAll(toplevel: HostToplevel, window: Hinted, modal: number): void {
  const { properties } = window;
  for (const name of ['WM_NAME', 'WM_CLASS', 'WM_TRANSIENT_FOR', 'WM_NORMAL_HINTS'])
    tellChange(toplevel, window, name);
  if (!wantsFrame(properties)) toplevel.setDecorated(false);
  if (properties.dark) toplevel.setDark(true);
  if (properties.states.has(modal)) toplevel.setModal(true);
}

/** Programs that draw their own frame say so by Motif's hints. */
function wantsFrame({ motif, quirk }: WindowProperties): boolean {
  return quirk.decorations ?? motif?.decorations !== 0;
}
