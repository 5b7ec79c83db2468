/** Hosts and programs of a later Debian suite, unpacked beside the system by `fetch-newer.sh`: how they are called. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SwayInstallation } from './sway.js';
import type { WestonInstallation } from './weston.js';

const root = join(import.meta.dirname, '../../../build/hosts/sway');
const libraries = join(root, 'usr/lib/x86_64-linux-gnu');
const env = { XKB_CONFIG_ROOT: join(root, 'usr/share/X11/xkb') };

/** The words that start the program of that name; `undefined` if it was not fetched. */
export function newerProgram(name: string): readonly string[] | undefined {
  const path = join(root, 'usr/bin', name);
  if (!existsSync(path)) return undefined;
  const paths = `${libraries}:${libraries}/weston`;
  // It needs the C library that it came with, hence that one's loader.
  return [join(libraries, 'ld-linux-x86-64.so.2'), '--library-path', paths, '--argv0', name, path];
}

/** Where the newer sway is; `undefined` if it was not fetched. */
export function newerSway(): SwayInstallation | undefined {
  const [sway, swaymsg] = [newerProgram('sway'), newerProgram('swaymsg')];
  return sway && swaymsg && { sway, swaymsg, env };
}

/** The same of weston. Its modules lie elsewhere than it believes, and of its shells only one needs no program of its own. */
export function newerWeston(): WestonInstallation | undefined {
  const [weston, screenshooter] = [newerProgram('weston'), newerProgram('weston-screenshooter')];
  if (!weston || !screenshooter) return undefined;
  const folder = readdirSync(libraries).find((name) => /^libweston-\d+$/.test(name)) ?? 'libweston';
  const modules = [folder, 'weston'].flatMap((each) =>
    readdirSync(join(libraries, each))
      .filter((name) => name.endsWith('.so'))
      .map((name) => `${name}=${join(libraries, each, name)};`),
  );
  return {
    weston,
    screenshooter,
    flags: ['--shell=kiosk', '--fake-seat'],
    env: { ...env, WESTON_MODULE_MAP: modules.join('') },
  };
}
