/** Which properties of windows matter here, whatever the user's rules look at besides. */
import { predefined, type AtomName, type Atoms } from './atoms.js';

/** The names of the properties: some are atoms of the protocol's, some are interned. */
export type Readable =
  AtomName | 'WM_NAME' | 'WM_CLASS' | 'WM_NORMAL_HINTS' | 'WM_HINTS' | 'WM_TRANSIENT_FOR';

const readables: readonly Readable[] = [
  'WM_NAME',
  'WM_CLASS',
  'WM_NORMAL_HINTS',
  'WM_HINTS',
  'WM_TRANSIENT_FOR',
  'WM_PROTOCOLS',
  'WM_CLIENT_LEADER',
  '_NET_STARTUP_ID',
  '_NET_WM_NAME',
  '_NET_WM_STATE',
  '_NET_WM_SYNC_REQUEST_COUNTER',
  '_NET_WM_WINDOW_TYPE',
  '_MOTIF_WM_HINTS',
  '_GTK_THEME_VARIANT',
  '_XWAYLAND_RANDR_EMU_MONITOR_RECTS',
];

const named = new WeakMap<Atoms, ReadonlyMap<number, Readable>>();

/** The names of those that are read, by the atoms of one connection. */
export function namesOf(atoms: Atoms): ReadonlyMap<number, Readable> {
  const known = named.get(atoms);
  if (known) return known;
  const all: Readonly<Record<string, number>> = { ...predefined, ...atoms };
  const names = new Map(readables.map((name) => [all[name]!, name]));
  named.set(atoms, names);
  return names;
}
