/**
 * What the kernel says of processes, from /proc (proc_pid_stat(5), proc_pid_status(5), proc_pid_smaps(5)).
 * Pure reading. A process that ended meanwhile counts as nothing.
 */
import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of utime and stime in a second: USER_HZ, 100 on every architecture that Node runs on. */
const ticksPerSecond = 100;

export interface MemoryUse {
  /** Pages that no other process shares. */
  readonly privateMb: number;
  /** Shared pages counted by their share. */
  readonly proportionalMb: number;
}

/** `pid` and all its descendants that are alive. */
export function processTree(pid: number): number[] {
  const childrenOf = groupByParent();
  const found = [pid];
  for (const each of found) found.push(...(childrenOf.get(each) ?? []));
  return found;
}

/** Seconds of processor time that each process has used so far, all threads, kernel included. */
export function cpuSeconds(pids: readonly number[]): Map<number, number> {
  return new Map(pids.map((pid) => [pid, cpuSecondsOf(pid)]));
}

/** How often any thread of the processes went to sleep so far, which is how often it was woken up. */
export function wakeUps(pids: readonly number[]): number {
  let sum = 0;
  for (const pid of pids) {
    for (const thread of list(`/proc/${pid}/task`)) {
      const status = read(`/proc/${pid}/task/${thread}/status`);
      sum += Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(status)?.[1] ?? 0);
    }
  }
  return sum;
}

/** What processes occupy together. */
export function memoryOf(pids: readonly number[]): MemoryUse {
  let privateKb = 0;
  let proportionalKb = 0;
  for (const pid of pids) {
    for (const [, name, kb] of read(`/proc/${pid}/smaps_rollup`).matchAll(/^(\w+):\s+(\d+) kB$/gm)) {
      if (name === 'Private_Clean' || name === 'Private_Dirty') privateKb += Number(kb);
      if (name === 'Pss') proportionalKb += Number(kb);
    }
  }
  return { privateMb: privateKb / 1024, proportionalMb: proportionalKb / 1024 };
}

function groupByParent(): Map<number, number[]> {
  const childrenOf = new Map<number, number[]>();
  for (const name of list('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const parent = Number(statFields(pid)[1]);
    childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), pid]);
  }
  return childrenOf;
}

function cpuSecondsOf(pid: number): number {
  const fields = statFields(pid);
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / ticksPerSecond;
}

/** The fields of /proc/PID/stat from the third (state) on: the second, the name, may hold blanks and parentheses. */
function statFields(pid: number): string[] {
  const stat = read(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

function list(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
