/** The real programs that are seen to work, each with what makes its picture reproducible. */
import { chmodSync } from 'node:fs';
import type { Program } from './program.js';
import { gtkEnvironment, writeGtkSettings, writeHomeFile } from './toolkit.js';

const both = ['weston', 'sway'] as const;
/** Longer than a terminal looks at its size before it writes. */
const terminalSettleMs = 1200;

const text = Array.from({ length: 12 }, (_, line) => `line ${line + 1}: the quick brown fox`).join('\n');

/**
 * Something to look at in a terminal, then silence: no prompt, which would show the machine's name. What is written while
 * the terminal is given its size looks different each time, so that comes first.
 */
const terminalScript = `#!/bin/sh
until [ "$size" = "$(stty size)" ]; do size=$(stty size); sleep 0.3; done
printf '\\033[1;32mdecant\\033[0m in a terminal\\n\\n'
for colour in 1 2 3 4 5 6; do printf '\\033[4%sm      ' "$colour"; done
printf '\\033[0m\\n\\n${text.replaceAll('\n', String.raw`\n`)}\\n'
exec sleep 1000
`;

function writeScript(home: string, name: string, script: string): string {
  const path = writeHomeFile(home, name, script);
  chmodSync(path, 0o755);
  return path;
}

export const foot: Program = {
  name: 'foot',
  hosts: ['sway'],
  picture: 'still',
  settleMs: terminalSettleMs,
  prepare({ home }) {
    const config = writeHomeFile(home, 'foot.ini', footConfiguration);
    return ['foot', `--config=${config}`, writeScript(home, 'show', terminalScript)];
  },
};

/** foot's settings for reproducible pictures. */
export const footConfiguration = '[main]\nfont=DejaVu Sans Mono:size=12\n[cursor]\nblink=no\n';

const westonTerminal: Program = {
  name: 'weston-terminal',
  hosts: both,
  picture: 'still',
  settleMs: terminalSettleMs,
  prepare: ({ home }) => [
    'weston-terminal',
    '--font=DejaVu Sans Mono',
    `--shell=${writeScript(home, 'show', terminalScript)}`,
  ],
};

/** A client that is drawn anew in every frame: its picture depends on the clock. */
function movingClient(name: string, ...args: string[]): Program {
  return { name, hosts: both, picture: 'moving', settleMs: 0, prepare: () => [name, ...args] };
}

function gtkProgram(
  name: string,
  settleMs: number,
  command: (home: string, media: string) => string[],
): Program {
  return {
    name,
    hosts: both,
    picture: 'still',
    settleMs,
    needsBus: true,
    env: gtkEnvironment,
    prepare({ home, media }) {
      writeGtkSettings(home);
      return command(home, media);
    },
  };
}

/** Plays to the end and rests on the last frame. Without zimg, whose pictures weston 10 shows black (direct, too). */
const mpv: Program = {
  name: 'mpv',
  hosts: both,
  picture: 'still',
  settleMs: 2500,
  prepare: ({ media }) =>
    `mpv --no-config --vo=wlshm --sws-allow-zimg=no --hwdec=no --audio=no --osc=no --osd-level=0 --terminal=no
     --keep-open=yes --cursor-autohide=no`
      .split(/\s+/)
      .concat(`${media}/clip.mkv`),
};

/** All but Firefox (`firefox.ts`), in the order in which they are tried: quick ones first. */
export const quickPrograms: readonly Program[] = [
  { ...movingClient('weston-simple-shm'), hiddenOnSway: 'org.freedesktop.weston.simple-shm' },
  { ...movingClient('weston-simple-damage'), hiddenOnSway: 'org.freedesktop.weston.simple-damage' },
  movingClient('weston-subsurfaces', '--no-triangle'),
  westonTerminal,
  foot,
  gtkProgram('gtk3-demo', 1200, () => ['gtk3-demo']),
  gtkProgram('gtk4-demo', 1200, () => ['gtk4-demo']),
  gtkProgram('evince', 1500, (_, media) => ['evince', `${media}/page.pdf`]),
  // Its status bar tells for some seconds that a file is loaded.
  gtkProgram('gedit', 6000, (home) => [
    'gedit',
    '--new-window',
    writeHomeFile(home, 'notes.txt', `${text}\n`),
  ]),
  mpv,
];
