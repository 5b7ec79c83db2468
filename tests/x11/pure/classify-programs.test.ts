/**
 * What becomes of the windows of programs that are known to be hard: words of their properties. Those of the first table were
 * recorded from Debian 12's programs. The programs of the second do not run here; their rows follow what their toolkits
 * (Wine, CEF, Electron, Qt, Tk, JUCE, Java) are known to set for such windows.
 */
import t from 'tap';
import type { AtomName } from '../../../src/x11/atoms.js';
import { classify, isMenu, type WindowFacts, type WindowKind } from '../../../src/x11/classify.js';
import { motifHints, wmHints } from '../../../src/x11/properties.js';

interface Recorded {
  readonly kind: WindowKind | 'menu';
  readonly overrideRedirect?: boolean;
  readonly size?: readonly [number, number];
  /** Without `_NET_WM_WINDOW_TYPE_`. A type that decant does not know has none of its names. */
  readonly types?: readonly string[];
  /** `_MOTIF_WM_HINTS`: flags, functions, decorations. */
  readonly motif?: readonly number[];
  /** `WM_HINTS`: flags, input. */
  readonly hints?: readonly number[];
  readonly skipTaskbar?: boolean;
}

const or = { overrideRedirect: true } as const;
const qt = [3, 0x3e, 0x7e] as const;
const passive = [1, 0] as const;
const active = [1, 1] as const;

const recorded: Readonly<Record<string, Recorded>> = {
  'xedit’s window': { kind: 'toplevel', hints: active },
  'featherpad’s window (Qt 5)': { kind: 'toplevel', types: ['NORMAL'], motif: qt, hints: active },
  'a menu of featherpad’s (Qt 5)': {
    kind: 'menu',
    ...or,
    types: ['DROPDOWN_MENU', 'POPUP_MENU', 'NORMAL'],
    motif: qt,
    hints: active,
  },
  'git-gui’s window (Tk)': { kind: 'toplevel', hints: active },
  'Gimp’s window (GTK 2)': { kind: 'toplevel', types: ['NORMAL'], hints: active },
  'Gimp’s tooltip (GTK 2)': { kind: 'popup', ...or, types: ['TOOLTIP'], hints: active },
  'Chromium’s window': { kind: 'toplevel', types: ['NORMAL'], motif: [2, 0, 1] },
  'Chromium’s menu': { kind: 'menu', ...or, types: ['MENU'], motif: [2, 0, 0] },
  'Chromium’s tooltip': { kind: 'popup', ...or, types: ['TOOLTIP'], motif: [2, 0, 0] },
  'a frame of Swing’s': { kind: 'toplevel', types: ['NORMAL'], motif: [3, 1, 1], hints: passive },
  'a message box of Swing’s': {
    kind: 'toplevel',
    types: ['DIALOG'],
    motif: [3, 0x24, 0x1a],
    hints: passive,
    skipTaskbar: true,
  },
  'the list of a combo box of Swing’s': {
    kind: 'popup',
    ...or,
    types: ['DIALOG'],
    motif: [3, 0, 0],
    hints: passive,
    skipTaskbar: true,
  },
};

const known: Readonly<Record<string, Recorded>> = {
  'a menu of xterm’s (Xaw)': { kind: 'popup', ...or, size: [120, 200] },
  'Ghidra’s completion list (Java, managed)': {
    kind: 'popup',
    types: ['NORMAL'],
    motif: [3, 0, 0],
    hints: passive,
  },
  'Ghidra’s tool window (Java)': { kind: 'toplevel', types: ['NORMAL'], motif: [3, 1, 1], hints: passive },
  'Reaper’s menu (SWELL)': { kind: 'popup', types: ['UTILITY'], motif: [2, 0, 0], skipTaskbar: true },
  'Reaper’s floating tool bar': { kind: 'toplevel', types: ['UTILITY'], motif: [2, 0, 1] },
  'what is dragged out of Discord (Electron)': { kind: 'popup', types: ['DND'], motif: [2, 0, 0] },
  'a menu of git-gui’s (Tk)': { kind: 'menu', ...or, types: ['POPUP_MENU', 'MENU'] },
  'WeChat’s menu': {
    kind: 'popup',
    types: ['NORMAL'],
    motif: [3, 0x24, 0],
    hints: passive,
    skipTaskbar: true,
  },
  'WeChat’s window': { kind: 'toplevel', types: ['NORMAL'], motif: [3, 0x3e, 0], hints: active },
  'fcitx5’s list of candidates': { kind: 'menu', ...or, types: ['POPUP_MENU'] },
  'Godot’s menu, a utility window': {
    kind: 'popup',
    types: ['UTILITY'],
    motif: [2, 0, 0],
    skipTaskbar: true,
  },
  'Godot’s window': { kind: 'toplevel', types: ['NORMAL'], motif: qt, hints: active },
  'Material Maker’s menu (Godot)': { kind: 'popup', ...or, types: ['UTILITY'], motif: [2, 0, 0] },
  'Ardour’s splash screen': { kind: 'toplevel', types: ['SPLASH'], motif: [2, 0, 0] },
  'Ardour’s menu (GTK 2)': { kind: 'menu', ...or, types: ['POPUP_MENU'] },
  'a plugin’s window in yabridge (Wine)': {
    kind: 'toplevel',
    types: ['NORMAL'],
    motif: [3, 0x26, 0x1a],
    hints: active,
  },
  'a menu of that plugin’s (Wine)': {
    kind: 'popup',
    ...or,
    types: ['NORMAL'],
    motif: [3, 0, 0],
    skipTaskbar: true,
  },
  'Steam’s menu (CEF)': {
    kind: 'popup',
    types: ['NORMAL'],
    motif: [3, 0, 0],
    hints: passive,
    skipTaskbar: true,
  },
  'Steam’s window': { kind: 'toplevel', types: ['NORMAL'], motif: [2, 0, 0], hints: active },
  'Battle.net’s menu (Wine)': { kind: 'popup', types: ['NORMAL'], motif: [3, 0x20, 0], hints: passive },
  'Battle.net’s window (Wine)': { kind: 'toplevel', types: ['NORMAL'], motif: [3, 0x3e, 0], hints: active },
  'Wallpaper Engine’s tooltip (Wine)': {
    kind: 'popup',
    types: ['NORMAL'],
    motif: [3, 0x24, 0],
    hints: passive,
    skipTaskbar: true,
  },
};

const words = (values: readonly number[]): Buffer => Buffer.from(new Uint32Array(values).buffer);

function factsOf({
  overrideRedirect = false,
  size = [300, 200],
  types = [],
  motif,
  hints = [],
  skipTaskbar = false,
}: Recorded): WindowFacts {
  return {
    overrideRedirect,
    width: size[0],
    height: size[1],
    types: types.map((type) => `_NET_WM_WINDOW_TYPE_${type}` as AtomName),
    motif: motif && motifHints(words(motif)),
    input: wmHints(words(hints)).input,
    skipTaskbar,
    coversOutput: false,
  };
}

for (const [what, window] of [...Object.entries(recorded), ...Object.entries(known)]) {
  t.test(`${what} is a ${window.kind}`, (t) => {
    const facts = factsOf(window);
    t.equal(classify(facts), window.kind === 'menu' ? 'popup' : window.kind);
    t.equal(isMenu(facts), window.kind === 'menu');
    t.end();
  });
}
