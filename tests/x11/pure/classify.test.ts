/** What becomes of windows: properties as programs set them. */
import t from 'tap';
import { classify, type WindowFacts, type WindowKind } from '../../../src/x11/classify.js';

const usual: WindowFacts = {
  overrideRedirect: false,
  width: 300,
  height: 200,
  types: [],
  motif: undefined,
  input: undefined,
  skipTaskbar: false,
  coversOutput: false,
};
const unmanaged = { overrideRedirect: true } as const;
const bare = { functions: undefined, decorations: 0 } as const;

const cases: readonly (readonly [string, Partial<WindowFacts>, WindowKind])[] = [
  ['xterm: nothing but a title', { input: true }, 'toplevel'],
  ['menus of Xaw programs: override-redirect, no type', unmanaged, 'popup'],
  ['main windows of GTK', { types: ['_NET_WM_WINDOW_TYPE_NORMAL'], motif: bare, input: true }, 'toplevel'],
  ['lists of GTK combo boxes', { ...unmanaged, types: ['_NET_WM_WINDOW_TYPE_COMBO'] }, 'popup'],
  ['menus that forgot override-redirect', { types: ['_NET_WM_WINDOW_TYPE_POPUP_MENU'] }, 'popup'],
  ['tooltips', { ...unmanaged, types: ['_NET_WM_WINDOW_TYPE_TOOLTIP'] }, 'popup'],
  ['what is dragged', { types: ['_NET_WM_WINDOW_TYPE_DND'] }, 'popup'],
  ['dialogs', { types: ['_NET_WM_WINDOW_TYPE_DIALOG'] }, 'toplevel'],
  ['dialogs that place themselves', { ...unmanaged, types: ['_NET_WM_WINDOW_TYPE_DIALOG'] }, 'popup'],
  ['toolbox windows with a frame', { types: ['_NET_WM_WINDOW_TYPE_UTILITY'] }, 'toplevel'],
  ['menus that are utility windows', { types: ['_NET_WM_WINDOW_TYPE_UTILITY'], motif: bare }, 'popup'],
  ['splash screens', { types: ['_NET_WM_WINDOW_TYPE_SPLASH'] }, 'toplevel'],
  [
    'normal windows without frame, keyboard and functions',
    { types: ['_NET_WM_WINDOW_TYPE_NORMAL'], motif: { functions: 36, decorations: 0 }, input: false },
    'popup',
  ],
  [
    'the same, but the user may resize them',
    { types: ['_NET_WM_WINDOW_TYPE_NORMAL'], motif: { functions: 2, decorations: 0 }, input: false },
    'toplevel',
  ],
  [
    'the same, but they take the keyboard',
    { types: ['_NET_WM_WINDOW_TYPE_NORMAL'], motif: { functions: 36, decorations: 0 }, input: true },
    'toplevel',
  ],
  [
    'windows with no function at all',
    { types: ['_NET_WM_WINDOW_TYPE_NORMAL'], motif: { functions: 0, decorations: undefined } },
    'popup',
  ],
  [
    'types without an entry, out of the taskbar',
    { types: ['_NET_WM_WINDOW_TYPE_DOCK'], skipTaskbar: true },
    'popup',
  ],
  ['types without an entry', { types: ['_NET_WM_WINDOW_TYPE_DOCK'] }, 'toplevel'],
  [
    'normal windows out of the taskbar',
    { types: ['_NET_WM_WINDOW_TYPE_NORMAL'], skipTaskbar: true },
    'toplevel',
  ],
  [
    'the first type that is known decides',
    { types: ['_NET_WM_WINDOW_TYPE_TOOLBAR', '_NET_WM_WINDOW_TYPE_MENU', '_NET_WM_WINDOW_TYPE_NORMAL'] },
    'popup',
  ],
  ['where toolkits park a grab', { ...unmanaged, width: 1, height: 1 }, 'hidden'],
  ['small windows that are managed', { width: 1, height: 1 }, 'toplevel'],
  ['games that cover the screen by themselves', { ...unmanaged, coversOutput: true }, 'toplevel'],
];

for (const [what, facts, kind] of cases) {
  t.test(`${what}: ${kind}`, (t) => {
    t.equal(classify({ ...usual, ...facts }), kind);
    t.end();
  });
}
