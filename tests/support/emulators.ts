/** The emulated devices are built together. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

/** Builds the emulators if it is not current. */
export function buildEmulators(): void {
  execFileSync('bash', [join(root, 'tools/build-emulators.sh')], { stdio: ['ignore', 'inherit', 'inherit'] });
}
