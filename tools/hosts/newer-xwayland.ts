/** Xwayland of a later Debian suite, unpacked beside the system by `fetch-newer.sh xwayland Xwayland`: how it is called. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../../build/hosts/xwayland');

/** decant's flags for it; `undefined` if it was not fetched. */
export function newerXwayland(): readonly string[] | undefined {
  const program = join(root, 'usr/bin/Xwayland');
  if (!existsSync(program)) return undefined;
  const libraries = join(root, 'usr/lib/x86_64-linux-gnu');
  // It needs the C library that it came with, hence that one's loader.
  const loader = `${join(libraries, 'ld-linux-x86-64.so.2')} --library-path ${libraries}`;
  return [`--xwayland-path=${program}`, `--xwayland-cmd-prefix=${loader}`];
}
