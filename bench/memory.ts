/**
 * The memory of a peer that has worked: after ten million requests of all kinds, before and after it collected its
 * garbage. Owns the way a peer is asked to collect, the rest is `proc.ts`'s.
 *
 * The decant measured here is one of its own, with `collect-on-demand.ts` preloaded; everything else about it is as
 * users have it.
 */
import { existsSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

import { runClient } from './client.js';
import { collectFolderVariable, requestFile } from './collect-request.js';
import { cpuSeconds, memoryOf, type MemoryUse } from './proc.js';
import type { Limit, Readings, RowSpec } from './results.js';
import { startDecant, type Stage, type Target } from './targets.js';

const messages = 10_000_000;
const kinds = 'damage+small+objects+strings';
/** Ten million messages at the slowest rate that is still a result. */
const limitSeconds = 120;
const collectMs = 10_000;
/** A process that used less than this part of all processor time carried nothing. */
const carrierShare = 0.05;

const limit: Limit = { of: 'value', better: 'lower', must: 8, aim: 4 };

export const memoryRows: readonly RowSpec[] = [
  { id: 'memory', label: 'private memory of a peer after 10 M requests', unit: 'MB', digits: 2, limit },
  { id: 'memory-pss', label: '  proportional (PSS)', unit: 'MB', digits: 2 },
  { id: 'memory-before', label: '  private before it collected garbage', unit: 'MB', digits: 2 },
];

/** Readings of the rows above. waypipe's peer is two processes, one on each side; C collects nothing. */
export async function measureMemory(stage: Stage, target: Target): Promise<Readings> {
  if (target.name !== 'decant') {
    const { before } = await relayAndMeasure(stage, target);
    return { memory: before.privateMb, 'memory-pss': before.proportionalMb };
  }
  const folder = mkdtempSync(join(stage.folder, 'collect-'));
  // That of the decant's own checkout, whose addon it has to meet.
  const preload = join(dirname(realpathSync(stage.decant)), '../dist/bench/collect-on-demand.js');
  const own = await startDecant(stage, 'decant-memory', {
    NODE_OPTIONS: `--import=${pathToFileURL(preload).href}`,
    [collectFolderVariable]: folder,
  });
  try {
    const { before, after } = await relayAndMeasure(stage, own, (pid) => collectInPeer(folder, pid));
    const pss = { 'memory-pss': after.proportionalMb, 'memory-before': before.privateMb };
    return { memory: after.privateMb, ...pss };
  } finally {
    await own.stop();
  }
}

/** Sends the requests and measures the processes that carried them, then again after `collect` was called for each. */
async function relayAndMeasure(
  stage: Stage,
  target: Target,
  collect?: (pid: number) => Promise<void>,
): Promise<{ before: MemoryUse; after: MemoryUse }> {
  let before: MemoryUse | undefined;
  let after: MemoryUse | undefined;
  let atStart = new Map<number, number>();
  await runClient(stage, target, ['throughput', kinds, 'messages', String(messages)], limitSeconds, {
    before: () => void (atStart = cpuSeconds(target.pids())),
    after: async () => {
      const carriers = carriersOf(atStart, cpuSeconds(target.pids()));
      before = memoryOf(carriers);
      for (const pid of carriers) await collect?.(pid);
      after = memoryOf(carriers);
    },
  });
  if (!before || !after || before.privateMb === 0) throw new Error('no peer was there to be measured');
  return { before, after };
}

function carriersOf(before: ReadonlyMap<number, number>, after: ReadonlyMap<number, number>): number[] {
  const used = [...after].map(([pid, seconds]) => ({ pid, seconds: seconds - (before.get(pid) ?? 0) }));
  const total = used.reduce((sum, { seconds }) => sum + seconds, 0);
  return used.filter(({ seconds }) => seconds > 0 && seconds >= total * carrierShare).map(({ pid }) => pid);
}

/** Makes a peer collect all garbage, and returns when it has. Throws if it does not answer. */
async function collectInPeer(folder: string, pid: number): Promise<void> {
  const request = requestFile(folder, pid);
  writeFileSync(request, '');
  const deadline = Date.now() + collectMs;
  while (existsSync(request)) {
    if (Date.now() > deadline) throw new Error(`peer ${pid} did not collect its garbage`);
    await sleep(20);
  }
}
