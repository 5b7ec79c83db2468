/**
 * What is measured, what each measure must reach, and how a measure is taken from one target once.
 * The limits are the product's promises; the order and number of runs are `main.ts`'s.
 */
import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { runClient, type ClientResult } from './client.js';
import { copyRows, measureCopy } from './copy.js';
import { memoryRows, measureMemory } from './memory.js';
import { cpuSeconds, wakeUps } from './proc.js';
import type { Limit, Readings, RowSpec } from './results.js';
import { measureX11, x11Rows } from './x11.js';
import { startDecant, type Stage, type Target, type TargetName } from './targets.js';

export const groups = [
  'throughput',
  'roundtrip',
  'connect',
  'memory',
  'idle',
  'copy',
  'frames',
  'x11',
] as const;
export type Group = (typeof groups)[number];

export interface MeasureOptions {
  /** Length of one run of throughput, and of one case of copying. */
  readonly seconds: number;
}

export interface Measure {
  readonly group: Group;
  readonly rows: readonly RowSpec[];
  /** Targets it makes sense for. */
  readonly targets: readonly TargetName[];
  /** Not repeated: it is long, and not at the mercy of what else the machine does. */
  readonly once: boolean;
  take(stage: Stage, target: Target, options: MeasureOptions): Promise<Readings>;
}

/** What a program needs to start, besides its work. */
const slackSeconds = 20;
const roundTrips = 5000;
const frames = 4000;
const idleSeconds = 10;
/** After the last client came, the master may prepare for the next one; that is not idling. */
const calmMs = 1500;

const all: readonly TargetName[] = ['direct', 'waypipe', 'decant'];
const proxies: readonly TargetName[] = ['waypipe', 'decant'];

/** Every measure, in the order of the report. */
export const measures: readonly Measure[] = [
  throughput('damage', '24 bytes, integers', { of: 'ratio', better: 'higher', must: 3, aim: 5 }),
  throughput('small', '8 and 12 bytes'),
  throughput('objects', '12 and 20 bytes, ids'),
  throughput('strings', '24 to 56 bytes, titles'),
  roundTrip(),
  connects('connect', 'a new client now and then', 40, 60),
  connects('connect-burst', 'one after the other', 150, 0),
  { group: 'memory', rows: memoryRows, targets: proxies, once: true, take: measureMemory },
  {
    group: 'idle',
    rows: [
      {
        id: 'idle',
        label: `wake-ups in ${idleSeconds} s, idle`,
        unit: '',
        digits: 0,
        limit: { of: 'value', better: 'lower', must: 0, aim: 0 },
      },
    ],
    targets: proxies,
    once: true,
    take: measureIdle,
  },
  {
    group: 'copy',
    rows: copyRows,
    targets: ['decant'],
    once: false,
    take: (stage, _target, { seconds }) => measureCopy(stage, seconds),
  },
  {
    group: 'frames',
    rows: [
      {
        id: 'frames-above',
        label: 'a commit of 1280×800 to the host’s commit, above the copy',
        unit: 'µs',
        digits: 0,
        limit: { of: 'value', better: 'lower', must: 60, aim: 30 },
      },
      { id: 'frames-relayed', label: '  with the copy', unit: 'µs', digits: 0 },
      { id: 'frames-copied', label: '  memcpy of such a frame', unit: 'µs', digits: 0 },
      {
        id: 'frames-buffers',
        label: 'host buffers of a surface that repaints steadily',
        unit: '',
        digits: 0,
        limit: { of: 'value', better: 'lower', must: 3, aim: 2 },
      },
    ],
    targets: ['decant'],
    once: false,
    take: measureFrames,
  },
  { group: 'x11', rows: x11Rows, targets: ['decant'], once: true, take: measureX11 },
];

/** A decant that copies; host and client memory are the same machine's, so that the copy is all that is added. */
async function measureFrames(stage: Stage): Promise<Readings> {
  const summary = join(mkdtempSync(join(stage.folder, 'frames-')), 'summary');
  const environment = { DECANT_SHM_DRIVER: 'virtwl', DECANT_STATS_SUMMARY: summary };
  const target = await startDecant(stage, 'decant-frames', environment);
  let result: ClientResult;
  try {
    result = await runClient(stage, target, ['frames', String(frames)], slackSeconds);
  } finally {
    await target.stop();
  }
  const { relayed, copied } = result;
  return {
    'frames-above': relayed! - copied!,
    'frames-relayed': relayed!,
    'frames-copied': copied!,
    'frames-buffers': mostHostBuffers(summary),
  };
}

/** The most that any surface of the peers had, by what they say of themselves at their end. */
function mostHostBuffers(summary: string): number {
  const lines = readFileSync(summary, 'utf8').trimEnd().split('\n');
  return Math.max(...lines.map((line) => (JSON.parse(line) as { mostHostBuffers: number }).mostHostBuffers));
}

function throughput(kind: string, what: string, limit?: Limit): Measure {
  const id = `throughput-${kind}`;
  const row = { id, label: `requests, ${what}`, unit: 'M/s', digits: 1, ...(limit && { limit }) };
  const cost = { id: `cpu-${kind}`, label: '  processor time of each', unit: 'ns', digits: 0 };
  return {
    group: 'throughput',
    rows: [row, cost],
    targets: all,
    once: false,
    async take(stage, target, { seconds }) {
      let used = 0;
      const now = (): number => [...cpuSeconds(target.pids()).values()].reduce((a, b) => a + b, 0);
      const argv = ['throughput', kind, 'seconds', String(seconds)] as const;
      const result = await runClient(stage, target, argv, seconds + slackSeconds, {
        before: () => void (used = -now()),
        after: () => void (used += now()),
      });
      const rate = { [id]: result['perSecond']! / 1e6 };
      return target.name === 'direct' ? rate : { ...rate, [cost.id]: (used / result['messages']!) * 1e9 };
    },
  };
}

function roundTrip(): Measure {
  const limit: Limit = { of: 'ratio', better: 'lower', must: 0.8, aim: 0.5 };
  return {
    group: 'roundtrip',
    rows: [
      { id: 'roundtrip-p50', label: 'round trip, p50', unit: 'µs', digits: 0, limit },
      { id: 'roundtrip-p90', label: 'round trip, p90', unit: 'µs', digits: 0 },
      { id: 'roundtrip-p99', label: 'round trip, p99', unit: 'µs', digits: 0 },
    ],
    targets: all,
    once: false,
    async take(stage, target) {
      const result = await runClient(stage, target, ['roundtrip', String(roundTrips)], slackSeconds);
      return Object.fromEntries(['p50', 'p90', 'p99'].map((p) => [`roundtrip-${p}`, result[p]!]));
    },
  };
}

function connects(id: string, what: string, count: number, pauseMs: number): Measure {
  const limit: Limit = { of: 'ratio', better: 'lower', must: 2, aim: 0.7 };
  return {
    group: 'connect',
    rows: [{ id, label: `connect + registry, ${what}`, unit: 'ms', digits: 2, limit }],
    targets: all,
    once: false,
    async take(stage, target) {
      const argv = ['connect', String(count), String(pauseMs)] as const;
      const result = await runClient(stage, target, argv, (count * pauseMs) / 1000 + slackSeconds);
      return { [id]: result['p50']! };
    },
  };
}

/** All processes of the target are watched, while one client is connected and says nothing. */
async function measureIdle(stage: Stage, target: Target): Promise<Readings> {
  let before = 0;
  let after = 0;
  await runClient(stage, target, ['idle'], idleSeconds + slackSeconds, {
    before: async () => {
      await sleep(calmMs);
      const pids = target.pids();
      before = wakeUps(pids);
      await sleep(idleSeconds * 1000);
      after = wakeUps(pids);
    },
  });
  return { idle: after - before };
}
