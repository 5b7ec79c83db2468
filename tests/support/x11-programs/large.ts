/** Larger X programs, each with what makes its picture reproducible and what a user does with it. */
import { firefox } from '../programs/firefox.js';
import { writeHomeFile } from '../programs/toolkit.js';
import type { XProgram } from './x-program.js';

const swingSet2 = '/usr/share/doc/openjdk-17-jre-headless/demo/jfc/SwingSet2/SwingSet2.jar';

/** Qt 5. Its first title is changed while it comes. Says for a while that root runs it, and its caret blinks. */
export const featherpad: XProgram = {
  name: 'featherpad',
  app: 'FeatherPad',
  title: /notes\.txt$/,
  picture: 'moving',
  settleMs: 1200,
  needsBus: true,
  env: { QT_QPA_PLATFORM: 'xcb', LIBGL_ALWAYS_SOFTWARE: '1' },
  prepare: ({ home }) => [
    'featherpad',
    '--standalone',
    writeHomeFile(home, 'notes.txt', 'first line\nsecond line\n'),
  ],
  story: [{ what: 'a menu opens below its word', act: (user) => user.click(20, 10) }],
};

/** Plays to the end and rests on the last frame. */
export const mpv: XProgram = {
  name: 'mpv',
  app: 'mpv',
  title: /^clip\.mkv - mpv$/,
  picture: 'still',
  settleMs: 2500,
  prepare: ({ media }) =>
    `mpv --no-config --vo=x11 --sws-allow-zimg=no --hwdec=no --audio=no --osc=no --osd-level=0 --terminal=no
     --keep-open=yes --cursor-autohide=no`
      .split(/\s+/)
      .concat(`${media}/clip.mkv`),
  story: [],
};

/** In a size that sway does not make smaller. */
export const firefoxX: XProgram = {
  name: 'firefox',
  app: 'firefox-esr',
  title: /^A page through decant/,
  picture: 'still',
  settleMs: 2500,
  needsBus: true,
  env: { ...firefox.env, GDK_BACKEND: 'x11', MOZ_ENABLE_WAYLAND: '0' },
  sensesPointer: 'activated',
  prepare: (place) => [...firefox.prepare(place), '--width', '800', '--height', '600'],
  // It has a shadow that the screen has no room for: the host slides it up by some pixels.
  story: [{ what: 'a menu opens below its button', act: (user) => user.click(778, 52), moves: true }],
};

/** By itself it is as large as the screen, which makes it fullscreen. */
const gimpSession = `(session-info "toplevel"
  (factory-entry "gimp-single-image-window") (position 0 0) (size 900 650) (open-on-exit))
(single-window-mode yes)
`;

export const gimp: XProgram = {
  name: 'gimp',
  app: 'Gimp',
  title: /^GNU Image Manipulation Program$/,
  picture: 'still',
  settleMs: 3000,
  needsBus: true,
  env: { GDK_BACKEND: 'x11', GTK_USE_PORTAL: '0', NO_AT_BRIDGE: '1', GSETTINGS_BACKEND: 'keyfile' },
  prepare({ home }) {
    writeHomeFile(home, '.config/GIMP/2.10/sessionrc', gimpSession);
    return ['gimp', '--no-splash', '--no-fonts', '--no-data'];
  },
  // GTK 2 draws the shadow of greyed text over what is there: its pixels depend on how often it draws.
  story: [
    { what: 'a menu opens below its word', act: (user) => user.click(20, 10), moves: true },
    { what: 'a click elsewhere closes it', act: (user) => user.click(600, 400), moves: true },
  ],
};

/** Draws with GL, in software, and never rests. */
export const neverball: XProgram = {
  name: 'neverball',
  app: 'neverball',
  title: /^Neverball/,
  picture: 'moving',
  settleMs: 1000,
  env: { LIBGL_ALWAYS_SOFTWARE: '1', SDL_VIDEODRIVER: 'x11', SDL_AUDIODRIVER: 'dummy' },
  prepare({ home }) {
    writeHomeFile(home, '.neverball/neverballrc', 'fullscreen 0\nwidth 640\nheight 480\n');
    return ['/usr/games/neverball'];
  },
  story: [],
};

/** Java's toolkit looks for frames and asks for its size and its place one by one. */
export const swingSet: XProgram = {
  name: 'swingset2',
  app: 'SwingSet2',
  title: /^SwingSet2$/,
  picture: 'still',
  settleMs: 2000,
  prepare: ({ home }) => ['java', `-Duser.home=${home}`, '-jar', swingSet2],
  placedAnywhere: true,
  story: [{ what: 'a menu opens below its word', act: (user) => user.click(20, 15) }],
};
