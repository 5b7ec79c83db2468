/**
 * How the bench asks a peer to collect garbage: a file named after the peer's pid, which the peer removes when it is
 * done. Owns the names, for the side that asks (`memory.ts`) and the side that answers (`collect-on-demand.ts`).
 */
import { join } from 'node:path';

/** The variable that tells a peer the folder of requests. */
export const collectFolderVariable = 'BENCH_COLLECT_FOLDER';

/** The file that asks the process `pid`. */
export function requestFile(folder: string, pid: number): string {
  return join(folder, String(pid));
}
