/** X programs that are small and everywhere, each with what makes its picture reproducible and what a user does with it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gtkEnvironment, writeGtkSettings, writeHomeFile } from '../programs/toolkit.js';
import type { XProgram } from './x-program.js';

const settleMs = 700;

const holdsText =
  (file: string, text: string) =>
  (home: string): boolean => {
    const path = join(home, file);
    return existsSync(path) && readFileSync(path, 'utf8') === text;
  };

const typed = 'Gruesse {to} X';

/** A terminal that keeps the first line that is typed. */
export const xterm: XProgram = {
  name: 'xterm',
  app: 'XTerm',
  title: /^A terminal$/,
  picture: 'still',
  settleMs,
  prepare() {
    const script = 'echo type something; read line; printf %s "$line" > typed; exec sleep 1000';
    return ['xterm', '-T', 'A terminal', '-xrm', 'XTerm*cursorBlink: false', '-e', 'sh', '-c', script];
  },
  story: [
    {
      what: 'what is typed arrives',
      act: async (user) => user.type(`${typed}\n`),
      holds: holdsText('typed', typed),
    },
    {
      what: 'a menu opens at the pointer',
      act: (user) => user.holding('ctrl', () => user.press(170, 60)),
    },
    { what: 'the menu goes', act: (user) => user.release() },
  ],
};

/** Draws anew every second. */
export const xclock: XProgram = {
  name: 'xclock',
  app: 'XClock',
  title: /^xclock$/,
  picture: 'moving',
  settleMs,
  prepare: () => ['xclock', '-update', '1'],
  story: [],
};

/** Looks at the pointer. The shape would be clear around it through decant, which sway's own Xwayland paints black. */
export const xeyes: XProgram = {
  name: 'xeyes',
  app: 'XEyes',
  title: /^xeyes$/,
  picture: 'still',
  settleMs,
  prepare: () => ['xeyes', '+shape', '-geometry', '300x200'],
  sensesPointer: 'always',
  story: [
    { what: 'it looks at the pointer', act: (user) => user.moveTo(20, 180) },
    { what: 'it looks at it elsewhere', act: (user) => user.moveTo(280, 20) },
  ],
};

export const xcalc: XProgram = {
  name: 'xcalc',
  app: 'XCalc',
  title: /^Calculator$/,
  picture: 'still',
  settleMs,
  prepare: () => ['xcalc'],
  story: [
    { what: 'keys are pressed by clicks', act: (user) => user.click(68, 285) },
    { what: 'and by typing', act: (user) => user.type('12*3=') },
  ],
};

export const xedit: XProgram = {
  name: 'xedit',
  app: 'Xedit',
  title: /^xedit$/,
  picture: 'still',
  settleMs,
  prepare({ home }) {
    writeHomeFile(home, 'notes.txt', 'first line\nsecond line\n');
    return ['xedit', 'notes.txt'];
  },
  caretPixels: 60,
  story: [
    {
      what: 'a menu opens at the pointer',
      act: (user) => user.holding('ctrl', () => user.press(200, 160)),
    },
    { what: 'the menu goes', act: (user) => user.release() },
  ],
};

/** Menus and a dialog of GTK's. */
export const gtk3Application: XProgram = {
  name: 'gtk3-demo-application',
  app: 'Gtk3-demo-application',
  title: /^Application Class$/,
  picture: 'still',
  settleMs: 1200,
  needsBus: true,
  env: { ...gtkEnvironment, GDK_BACKEND: 'x11' },
  prepare({ home }) {
    writeGtkSettings(home);
    return ['gtk3-demo-application'];
  },
  sensesPointer: 'activated',
  story: [
    { what: 'a click puts the cursor into the text', act: (user) => user.click(100, 110) },
    { what: 'what is typed arrives', act: (user) => user.type(typed) },
    { what: 'a menu opens below its word', act: (user) => user.click(44, 12) },
    { what: 'another one opens when the pointer goes there', act: (user) => user.moveTo(204, 12) },
    // sway 1.7 does not raise the menu's X window, so that X gives the click to the window below.
    {
      what: 'an entry of it opens a dialog',
      act: (user) => user.click(204, 38),
      opens: /^About/,
      alone: true,
    },
  ],
};

/** Has a frame of its own, and a title that is its first demo's. */
export const gtk3Demo: XProgram = {
  ...gtk3Application,
  name: 'gtk3-demo',
  app: 'Gtk3-demo',
  ownFrame: true,
  prepare({ home }) {
    writeGtkSettings(home);
    return ['gtk3-demo'];
  },
  story: [{ what: 'a click shows another page', act: (user) => user.click(60, 130) }],
};
