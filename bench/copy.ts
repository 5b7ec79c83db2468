/**
 * Copies of damage: the addon's beside bare loops of C between the same mappings (`native/copy.cc`), and what a call
 * from JavaScript costs (`calls.ts`). Neither needs a host or a client: the target stands for decant's own addon.
 */
import { fileURLToPath } from 'node:url';

import type { Limit, Readings, RowSpec } from './results.js';
import type { Stage } from './targets.js';

/** What `native/copy.cc` prints of each case. */
interface CaseResult {
  readonly bytes: number;
  /** Microseconds. */
  readonly ours: number;
  readonly bare: number;
  readonly ratio: number;
}

const cases = ['full', 'read', 'strides', 'scattered'] as const;
/** Names in what `calls.ts` prints. */
export const calls = ['add', 'copyDamage'] as const;
/** What the programs need besides their work. */
const slackSeconds = 20;

const ratio = (id: string, label: string, unit: string, must?: number): RowSpec => {
  const limit: Limit | undefined =
    must === undefined ? undefined : { of: 'value', better: 'higher', must, aim: 1 };
  return { id: `copy-${id}`, label, unit, digits: 2, ...(limit && { limit }) };
};
const rate = (id: string, label: string): RowSpec => ({
  id: `copy-${id}-rate`,
  label,
  unit: 'GB/s',
  digits: 1,
});
const call = (name: string, label: string): RowSpec => ({
  id: `call-${name}`,
  label,
  unit: 'ns',
  digits: 0,
  limit: { of: 'value', better: 'lower', must: 1000, aim: 500 },
});

export const copyRows: readonly RowSpec[] = [
  ratio('full', 'copy of a frame, 3840×2160', '× memcpy', 0.9),
  rate('full', '  that is'),
  ratio('read', '  and then read by the next', '× memcpy'),
  ratio('strides', '  between different strides', '× bare loop'),
  ratio('scattered', 'copy of 64 rectangles, 32×32', '× bare loop', 0.7),
  rate('scattered', '  that is'),
  call('add', 'a rectangle added to a region'),
  call('copyDamage', 'a call that copies one pixel'),
];

/** Readings of the rows above. `seconds`: length of each case. */
export async function measureCopy(stage: Stage, seconds: number): Promise<Readings> {
  const limit = cases.length * seconds + slackSeconds;
  const copies = await lineOf<Record<string, CaseResult>>(stage, [stage.copy, String(seconds)], limit);
  const script = fileURLToPath(new URL('calls.js', import.meta.url));
  const times = await lineOf<Record<string, number>>(stage, [process.execPath, script], slackSeconds);
  return {
    ...Object.fromEntries(cases.map((name) => [`copy-${name}`, copies[name]!.ratio])),
    ...Object.fromEntries(
      cases.map((name) => [`copy-${name}-rate`, copies[name]!.bytes / copies[name]!.ours / 1000]),
    ),
    ...Object.fromEntries(calls.map((name) => [`call-${name}`, times[name]!])),
  };
}

/** Runs a program that prints one line of JSON. */
async function lineOf<T>(stage: Stage, argv: readonly string[], limitSeconds: number): Promise<T> {
  const { PATH, HOME, LANG } = process.env;
  const program = stage.programs.start({
    name: argv.at(-1) ?? '',
    argv,
    env: { PATH, HOME, LANG },
    limitSeconds: Math.ceil(limitSeconds),
  });
  try {
    return JSON.parse(await program.line()) as T;
  } finally {
    await stage.programs.stop(program);
  }
}
