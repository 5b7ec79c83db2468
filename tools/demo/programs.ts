/** The programs that the headless demo shows, each with a tile of its own. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface DemoProgram {
  readonly what: string;
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** sway commands before it opens: where its tile goes. */
  readonly place: readonly string[];
}

const banner = `
printf '\\033[1;36m decant\\033[0m  a nested Wayland compositor\\n\\n'
printf ' %s\\n' 'This terminal, the GTK program and the flower' 'each talk to a decant peer of their own,' 'and the peer talks to the host.'
printf '\\n \\033[33mXDG_RUNTIME_DIR\\033[0m has one socket:\\n'
for entry in "$XDG_RUNTIME_DIR"/*; do if [ -S "$entry" ]; then echo "   \${entry##*/}"; fi; done
printf '\\n \\033[33mWAYLAND_DISPLAY\\033[0m=%s\\n\\n ' "$WAYLAND_DISPLAY"
for colour in 1 2 3 4 5 6; do printf '\\033[4%sm       ' "$colour"; done
printf '\\033[0m\\n'
exec sleep 3600
`;

function writeFile(home: string, name: string, text: string): string {
  const path = join(home, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

/** A GTK program on the left half, a terminal on the upper right, a weston client below it. Writes their settings. */
export function demoPrograms(home: string): readonly DemoProgram[] {
  writeFile(
    home,
    '.config/gtk-3.0/settings.ini',
    '[Settings]\ngtk-font-name=DejaVu Sans 10\ngtk-enable-animations=0\n',
  );
  const footConfig = writeFile(
    home,
    'foot.ini',
    '[main]\nfont=DejaVu Sans Mono:size=12\npad=12x12\n[cursor]\nblink=no\n',
  );
  const bannerScript = writeFile(home, 'banner.sh', banner);
  return [
    {
      what: 'a GTK program',
      argv: ['dbus-run-session', '--', 'gtk3-demo'],
      env: { GDK_BACKEND: 'wayland', GTK_A11Y: 'none', NO_AT_BRIDGE: '1', GSETTINGS_BACKEND: 'memory' },
      place: [],
    },
    {
      what: 'a terminal',
      argv: ['foot', `--config=${footConfig}`, '--title=foot', 'sh', bannerScript],
      place: ['splith'],
    },
    { what: 'a weston client', argv: ['weston-flower'], place: ['resize set width 42 ppt', 'splitv'] },
  ];
}
