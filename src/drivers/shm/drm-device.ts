/** Which graphics device of this machine images come from. */
import { readdirSync } from 'node:fs';
import { StartError, isSystemError, reasonOf } from '../../errors.js';
import { loadGbm } from '../../native/gbm.js';

const folder = '/dev/dri';

/**
 * The DRM node that was `asked` for, else the first render node that may be opened. Throws `StartError` if there is none,
 * or libgbm.
 */
export function findDrmDevice(asked: string | undefined): string {
  if (asked !== undefined) {
    const problem = problemWith(asked);
    if (problem === undefined) return asked;
    throw new StartError(`--drm-device=${asked}: ${problem}`);
  }
  const problems: string[] = [];
  for (const path of renderNodes()) {
    const problem = problemWith(path);
    if (problem === undefined) return path;
    problems.push(problem);
  }
  throw new StartError(
    `no graphics device can be used (${problems.join('; ') || `there is no render node in ${folder}`}); --drm-device names one`,
  );
}

/** In the order of their numbers. */
function renderNodes(): string[] {
  try {
    const numbers = readdirSync(folder).flatMap((name) => /^renderD([0-9]+)$/.exec(name)?.[1] ?? []);
    return numbers
      .map(Number)
      .toSorted((a, b) => a - b)
      .map((number) => `${folder}/renderD${number}`);
  } catch {
    return [];
  }
}

/** Opens it for a moment; libgbm itself is left to the peers, whom it loads drivers into. */
function problemWith(path: string): string | undefined {
  try {
    loadGbm().driverOf(path);
    return undefined;
  } catch (error) {
    if (isSystemError(error)) return reasonOf(error);
    if (error instanceof Error && 'code' in error && error.code === 'ERR_DLOPEN_FAILED')
      return `libgbm cannot be loaded: ${error.message}`;
    throw error;
  }
}
