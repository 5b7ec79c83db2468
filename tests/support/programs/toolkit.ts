/** What GTK and D-Bus need to draw the same picture in every run: no animation, no blinking, no services. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Environment of a GTK 3 or 4 program: Wayland only, software drawing, settings from the home's key file. */
export const gtkEnvironment = {
  GDK_BACKEND: 'wayland',
  GSK_RENDERER: 'cairo',
  GSETTINGS_BACKEND: 'keyfile',
  GTK_A11Y: 'none',
  NO_AT_BRIDGE: '1',
  GTK_USE_PORTAL: '0',
  GIO_USE_VFS: 'local',
  LIBGL_ALWAYS_SOFTWARE: '1',
} as const;

const interfaceSettings = `[org/gnome/desktop/interface]
enable-animations=false
cursor-blink=false
font-name='DejaVu Sans 10'
document-font-name='DejaVu Sans 10'
monospace-font-name='DejaVu Sans Mono 10'
`;

const gtkSettings = `[Settings]
gtk-enable-animations=0
gtk-cursor-blink=0
gtk-font-name=DejaVu Sans 10
`;

/** Writes a text file below `home`, with its folders. */
export function writeHomeFile(home: string, name: string, text: string): string {
  const path = join(home, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

export function writeGtkSettings(home: string): void {
  writeHomeFile(home, '.config/glib-2.0/settings/keyfile', interfaceSettings);
  writeHomeFile(home, '.config/gtk-3.0/settings.ini', gtkSettings);
  writeHomeFile(home, '.config/gtk-4.0/settings.ini', gtkSettings);
}

const busConfiguration = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <keep_umask/>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

/** Words in front of a program that give it a session bus of its own without any service to activate. */
export function withSessionBus(home: string): readonly string[] {
  const config = writeHomeFile(home, '.config/session-bus.conf', busConfiguration);
  return ['dbus-run-session', `--config-file=${config}`, '--'];
}
