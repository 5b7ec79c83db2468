/** Mesa of a later Debian suite, unpacked beside the system by `fetch-mesa.sh`: what a program needs in order to load it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../../build/hosts/mesa/usr');

/** The environment of a program that is to draw with it; `undefined` if it was not fetched. */
export function newerMesa(): Record<string, string> | undefined {
  const libraries = join(root, 'lib/x86_64-linux-gnu');
  if (!existsSync(join(libraries, 'dri'))) return undefined;
  return {
    LD_LIBRARY_PATH: libraries,
    LIBGL_DRIVERS_PATH: join(libraries, 'dri'),
    GBM_BACKENDS_PATH: join(libraries, 'gbm'),
    __EGL_VENDOR_LIBRARY_FILENAMES: join(root, 'share/glvnd/egl_vendor.d/50_mesa.json'),
  };
}
