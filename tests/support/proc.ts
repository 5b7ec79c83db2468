/** What the kernel counts of a process (proc(5)): descriptors, processor time, how often it was woken. */
import { readFileSync, readdirSync } from 'node:fs';

/** How many descriptors the process has open. */
export function descriptorCount(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

/** Processor time of all its threads, user and system, in clock ticks of 10 ms. */
export function processorTicks(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  // The fields utime and stime of proc(5), counted from the state.
  return Number(fields[11]) + Number(fields[12]);
}

/** How often its threads have gone to sleep since they began: a process that is not woken does not sleep again. */
export function sleepCount(pid: number): number {
  return readdirSync(`/proc/${pid}/task`)
    .map((task) => readFileSync(`/proc/${pid}/task/${task}/status`, 'utf8'))
    .map((status) => Number(/^voluntary_ctxt_switches:\s*(\d+)$/m.exec(status)?.[1] ?? Number.NaN))
    .reduce((sum, count) => sum + count, 0);
}

/** Processes of a group that have not ended, by pid. */
export function processesOfGroup(group: number): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => {
    try {
      const [state, , pgrp] = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      return Number(pgrp) === group && state !== 'Z';
    } catch {
      return false;
    }
  });
}
