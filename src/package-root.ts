/** Where the package lies: its manifest, the built addon, the launcher. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The nearest folder above this code with a manifest: compiled modules lie deeper in it than what is bundled of them. */
function findPackageRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const above = dirname(from);
  if (above === from) throw new Error(`no package.json above ${import.meta.dirname}`);
  return findPackageRoot(above);
}

export const packageRoot = findPackageRoot(import.meta.dirname);
