/** sway of a later Debian suite, unpacked beside the system by `fetch-newer.sh`: how its programs are called. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SwayInstallation } from './sway.js';

const root = join(import.meta.dirname, '../../../build/hosts/sway');

/** Where the newer sway is; `undefined` if it was not fetched. */
export function newerSway(): SwayInstallation | undefined {
  if (!existsSync(join(root, 'usr/bin/sway'))) return undefined;
  const libraries = join(root, 'usr/lib/x86_64-linux-gnu');
  // It needs the C library that it came with, hence that one's loader.
  const call = (program: string): string[] => [
    join(libraries, 'ld-linux-x86-64.so.2'),
    '--library-path',
    libraries,
    '--argv0',
    program,
    join(root, 'usr/bin', program),
  ];
  return {
    sway: call('sway'),
    swaymsg: call('swaymsg'),
    env: { XKB_CONFIG_ROOT: join(root, 'usr/share/X11/xkb') },
  };
}
