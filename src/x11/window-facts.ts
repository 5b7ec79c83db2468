/** What `classify` has to know of a window, from its properties and its size. */
import type { AtomName, Atoms } from './atoms.js';
import type { WindowFacts } from './classify.js';
import type { XWindow } from './window.js';

/** `coversOutput`: it has exactly the size of one. */
export function factsOf(
  { overrideRedirect, box, properties }: Pick<XWindow, 'overrideRedirect' | 'box' | 'properties'>,
  atoms: Atoms,
  coversOutput: boolean,
): WindowFacts {
  const { types, motif, wmHints, states } = properties;
  const names = Object.entries(atoms) as [AtomName, number][];
  return {
    overrideRedirect,
    width: box.width,
    height: box.height,
    types: types.flatMap((type) => names.find(([, atom]) => atom === type)?.[0] ?? []),
    motif,
    input: wmHints.input,
    skipTaskbar: states.has(atoms._NET_WM_STATE_SKIP_TASKBAR),
    coversOutput,
  };
}
