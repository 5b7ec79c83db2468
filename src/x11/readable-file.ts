/** Files that the user names. */
import { accessSync, constants, statSync } from 'node:fs';
import { reasonOf } from '../errors.js';

/** Why `path` cannot be read as a file, `undefined` if it can: a pipe without a writer would never say so by itself. */
export function fileProblem(path: string): string | undefined {
  try {
    if (!statSync(path).isFile()) return 'it is no file';
    accessSync(path, constants.R_OK);
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}
