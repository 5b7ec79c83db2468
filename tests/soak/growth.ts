/** What processes hold at a moment, and whether a row of such moments grows. Knows nothing of what they do. */
import { readFileSync } from 'node:fs';
import { descriptorCount } from '../support/proc.js';

export interface Sample {
  readonly processes: number;
  readonly fds: number;
  /** Private_Clean and Private_Dirty of proc(5) smaps_rollup, all processes together. */
  readonly privateKb: number;
  /** What was ever asked of the device, by name: programs that only draw on ask for nothing new. */
  readonly asked: Readonly<Record<string, number>>;
  /** What else they have now, by name. Some of it may be on its way at any moment. */
  readonly held?: Readonly<Record<string, number>>;
}

/** Memory may differ by this much at any two moments: garbage that is not collected yet. */
const slackKb = 4096;

const requests: readonly string[] = [
  'opens',
  'contexts',
  'allocs',
  'dmabufs',
  'pipes',
  'imageQueries',
  'hostBlobs',
];

/** A sample of processes, and of a device's counters. */
export function takeSample(pids: readonly number[], counters: Readonly<Record<string, number>>): Sample {
  return {
    processes: pids.length,
    fds: pids.reduce((sum, pid) => sum + descriptorCount(pid), 0),
    privateKb: pids.reduce((sum, pid) => sum + privateKbOf(pid), 0),
    asked: Object.fromEntries(Object.entries(counters).filter(([name]) => requests.includes(name))),
  };
}

function privateKbOf(pid: number): number {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return [...text.matchAll(/^Private_(?:Clean|Dirty): +(\d+) kB$/gm)].reduce(
    (sum, [, kb]) => sum + Number(kb),
    0,
  );
}

/**
 * What has grown, a sentence each: the most of the last third against the most of the first, so that what goes up and
 * down is no growth. Of descriptors the least of the last third counts: some are on their way at any moment.
 */
export function growthOf(samples: readonly Sample[]): string[] {
  const third = Math.max(1, Math.floor(samples.length / 3));
  const [first, last] = [samples.slice(0, third), samples.slice(-third)];
  const names = Object.keys(samples[0]?.asked ?? {});
  const held = Object.keys(samples[0]?.held ?? {});
  const compare = (
    what: string,
    slack: number,
    of: (sample: Sample) => number,
    ofLast = Math.max,
  ): string[] => {
    const before = Math.max(...first.map(of));
    const after = ofLast(...last.map(of));
    return after > before + slack ? [`${what} grew from ${before} to ${after}`] : [];
  };
  return [
    ...compare('the number of processes', 0, ({ processes }) => processes),
    ...compare('the number of descriptors', 0, ({ fds }) => fds, Math.min),
    ...compare('private memory in KB', slackKb, ({ privateKb }) => privateKb),
    ...names.flatMap((name) => compare(name, 0, ({ asked }) => asked[name] ?? 0)),
    ...held.flatMap((name) => compare(name, 0, (sample) => sample.held?.[name] ?? 0, Math.min)),
  ];
}
