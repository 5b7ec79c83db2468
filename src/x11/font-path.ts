/** The font path that the user names: what Xwayland will leave out of it, which it does without a word. */
import { lstatSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '../errors.js';

const cataloguePrefix = 'catalogue:';
/** Transport, host and port (xfs(1), "Font server names"). */
const fontServer = /^\w*\/?[^/]*:\d+$/;
/** One of them makes a directory one of fonts (mkfontdir(1)). */
const fontFiles = { list: 'fonts.dir', aliases: 'fonts.alias' } as const;

/**
 * The elements of `path` that cannot be used, each with the reason (Xserver(1), `-fp`): a directory of fonts, a catalogue of
 * such directories, `built-ins`, or a font server, of which nothing can be said here.
 */
export function fontPathProblems(path: string): string[] {
  return path.split(',').flatMap((element) => {
    const problem = problemOf(element);
    return problem === undefined ? [] : [`${element}: ${problem}`];
  });
}

function problemOf(element: string): string | undefined {
  if (element.startsWith(cataloguePrefix)) return directoryProblem(element.slice(cataloguePrefix.length));
  // What follows a colon says how the fonts are used.
  if (element.startsWith('/')) return fontsProblem(element.split(':')[0]!);
  const isOther = element === '' || element === 'built-ins' || fontServer.test(element);
  return isOther ? undefined : directoryProblem(element);
}

function fontsProblem(path: string): string | undefined {
  const problem = directoryProblem(path);
  if (problem !== undefined || hasFonts(path)) return problem;
  return `it has no ${fontFiles.list}`;
}

/** libXfont follows no symbolic link there, and a list without a count is none. */
function hasFonts(path: string): boolean {
  const [list, aliases] = [fontFiles.list, fontFiles.aliases].map((name) =>
    lstatSync(join(path, name), { throwIfNoEntry: false }),
  );
  return list ? list.isFile() && list.size > 0 : aliases?.isFile() === true;
}

function directoryProblem(path: string): string | undefined {
  if (!path.startsWith('/')) return 'it is no absolute path';
  try {
    return statSync(path).isDirectory() ? undefined : 'it is no directory';
  } catch (error) {
    return reasonOf(error);
  }
}
