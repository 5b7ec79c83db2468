/**
 * `npm run test:scales -- [--host=sway,weston] [--program=foot] [--scale=0.75,1.5] [--keep=DIR]`: programs at each `--scale` on
 * hosts of several scales, and on outputs of two, compared pixel by pixel with themselves on a host of the scale that results, without decant; with the
 * pointer on what they show, and menus at the edges. Prints a table for docs/SCALING.md; pictures are kept in `.tap/scales`.
 * Exits 1 if a cell differs without a reason that is known, 75 if a host that is named cannot be had.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { newerSway } from '../../tools/hosts/newer.js';
import type { Host } from '../../tools/hosts/host.js';
import { startSway, type SwayInstallation } from '../../tools/hosts/sway.js';
import { startWeston } from '../../tools/hosts/weston.js';
import { makeMedia } from '../support/programs/media.js';
import { runProgram } from '../support/programs/run.js';
import { openSession, type Leg, type Session } from '../support/session.js';
import {
  cells,
  effectiveScale,
  factors,
  hasPeer,
  hostKinds,
  nameOf,
  pixelsOf,
  programNames,
  type Cell,
  type Selection,
} from './cells.js';
import { compare, keep } from './compare.js';
import { play, programOf, type Shot } from './scenes.js';
import { config, playMixed, startMixedSway, timesAsDense } from './mixed.js';
import { reasonFor } from './reasons.js';
import { tableOf, type Result } from './table.js';

const cannotRun = 75;

interface Options extends Selection {
  readonly folder: string;
}

function parseOptions(words: readonly string[]): Options {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...words],
    options: { host: text, program: text, scale: text, keep: text },
  });
  return {
    kinds: chosen('host', values.host, hostKinds),
    programs: chosen('program', values.program, programNames),
    factors: chosen('scale', values.scale, factors),
    folder: values.keep ?? join(import.meta.dirname, '../../../.tap/scales'),
  };
}

function chosen<T extends string | number>(flag: string, words: string | undefined, all: readonly T[]): T[] {
  if (words === undefined) return [...all];
  return words.split(',').map((word) => {
    const found = all.find((each) => String(each) === word);
    if (found === undefined) throw new Error(`--${flag}=${word}: one of ${all.join(', ')}`);
    return found;
  });
}

/** A fresh host whose output has that scale. */
async function startHost(cell: Cell, scale: number): Promise<Host> {
  const { width, height } = pixelsOf(cell);
  if (cell.kind === 'weston') return startWeston({ width: width / scale, height: height / scale, scale });
  const sway = await startSway({ width, height, ...installationOf(cell) });
  await sway.msg('output', 'HEADLESS-1', 'scale', String(cutOff(scale)));
  return sway;
}

/** sway has few digits: a scale that is a trifle too large would cut the output's logical size off. */
function cutOff(scale: number): number {
  return Math.fround(scale) === scale ? scale : Math.floor(scale * 1e6 - 0.5) / 1e6;
}

function installationOf({ kind }: Cell): { readonly installation?: SwayInstallation } {
  if (kind !== 'newer-sway') return {};
  const installation = newerSway();
  if (!installation) throw new Error('no newer sway: tools/hosts/fetch-newer.sh fetches it');
  return { installation };
}

class Matrix {
  readonly #media: string;
  readonly #folder: string;
  readonly #direct = new Map<string, Promise<Shot[]>>();

  constructor(media: string, folder: string) {
    this.#media = media;
    this.#folder = folder;
  }

  /** On a busy machine a program may have been looked at too early: what differs is tried a second time. */
  async try(cell: Cell): Promise<Result> {
    const result = await this.#tryOnce(cell);
    if (isWell(result)) return result;
    this.#direct.delete(keyOf(cell));
    return this.#tryOnce(cell);
  }

  async #tryOnce(cell: Cell): Promise<Result> {
    try {
      const seen = await this.#shots(cell, 'decant');
      if (!hasPeer(cell)) {
        for (const { name, picture } of seen) keep(this.#folder, `${fileOf(cell)}-${name}-decant`, picture);
        return { cell, comparisons: [] };
      }
      const wanted = await this.#directly(cell);
      const options = { cropped: cell.kind === 'weston', folder: this.#folder };
      return {
        cell,
        comparisons: seen.map((shot, at) =>
          compare(wanted[at]!, shot, `${fileOf(cell)}-${shot.name.replaceAll(' ', '-')}`, options),
        ),
      };
    } catch (error) {
      return { cell, comparisons: [], error: error instanceof Error ? error.message : String(error) };
    }
  }

  #directly(cell: Cell): Promise<Shot[]> {
    const key = keyOf(cell);
    const known = this.#direct.get(key) ?? this.#shots(cell, 'direct');
    this.#direct.set(key, known);
    return known;
  }

  async #shots(cell: Cell, leg: Leg): Promise<Shot[]> {
    const direct = leg === 'direct';
    const scale = direct ? effectiveScale(cell) : cell.outputScale;
    const flags = direct ? [] : [`--scale=${cell.factor}`];
    if (cell.kind === 'mixed-sway') return this.#mixedShots(cell, scale, leg, flags);
    const how = { scale: effectiveScale(cell), clicks: cell.kind !== 'weston' };
    return within(await startHost(cell, scale), leg, flags, (session) =>
      play(cell.program, session, this.#media, how),
    );
  }

  async #mixedShots(cell: Cell, scale: number, leg: Leg, flags: readonly string[]): Promise<Shot[]> {
    const media = this.#media;
    if (leg === 'decant') {
      const host = await startMixedSway(pixelsOf(cell), scale, (each) => String(cutOff(each)));
      return within(host, leg, flags, (session) => playMixed(cell.program, session, host, media));
    }
    // Not every program draws anew on a denser output, nor even for the one that it begins on.
    const alone = async (density: number): Promise<Shot> => {
      const host = await startSway({ ...pixelsOf(cell), config });
      await host.msg('output', 'HEADLESS-1', 'scale', String(cutOff(density)));
      return within(host, leg, flags, async (session) => ({
        name: 'window',
        ...(await runProgram(programOf(cell.program), session, media)),
      }));
    };
    return [await alone(scale), await alone(timesAsDense * scale)];
  }
}

async function within<T>(
  host: Host,
  leg: Leg,
  flags: readonly string[],
  use: (session: Session) => Promise<T>,
): Promise<T> {
  const session = await openSession(host, leg, flags);
  try {
    return await use(session);
  } finally {
    await session.close();
  }
}

/** Of the runs without decant. */
function keyOf(cell: Cell): string {
  return `${cell.kind} ${cell.program} ${effectiveScale(cell)}`;
}

function fileOf({ kind, program, outputScale, factor }: Cell): string {
  return `${kind}-${outputScale}-${program}-${factor}`;
}

async function main(words: readonly string[]): Promise<number> {
  const options = parseOptions(words);
  if (options.kinds.includes('newer-sway') && newerSway() === undefined) {
    console.log(
      'scales: no newer sway; tools/hosts/fetch-newer.sh fetches it, --host=sway,weston goes without',
    );
    return cannotRun;
  }
  const media = mkdtempSync(join(tmpdir(), 'decant-media-'));
  await makeMedia(media);
  const matrix = new Matrix(media, options.folder);
  const results: Result[] = [];
  try {
    for (const cell of cells(options)) {
      const result = await matrix.try(cell);
      results.push(result);
      console.log(lineOf(result));
    }
  } finally {
    rmSync(media, { recursive: true });
  }
  console.log(`\n${tableOf(results)}`);
  const failed = results.filter((each) => !isWell(each)).length;
  console.log(`${results.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function isWell({ cell, comparisons, error }: Result): boolean {
  return (
    error === undefined &&
    comparisons.every((each) => each.pixels === 0 || reasonFor(cell, each) !== undefined)
  );
}

function lineOf(result: Result): string {
  const { cell, comparisons, error } = result;
  const details = comparisons.map((each) => {
    if (each.pixels === 0) return `${each.name} equal${each.cursor > 0 ? ' but for the cursor' : ''}`;
    const reason = reasonFor(cell, each);
    return `${each.name} (${each.size}): ${each.pixels} pixels, by ${each.most}${reason ? ` (${reason})` : ''}`;
  });
  const seen = error ?? (details.length > 0 ? details.join('; ') : 'nothing to compare with');
  return `${isWell(result) ? 'ok' : 'not ok'} ${nameOf(cell)}: ${seen}`;
}

process.exitCode = await main(process.argv.slice(2));
