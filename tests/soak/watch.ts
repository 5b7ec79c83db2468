/** What a process costs over time: its descriptors and its own memory, sampled, and whether that grows. */
import { existsSync, readFileSync } from 'node:fs';
import { descriptorCount } from '../support/proc.js';

/** Growth of memory between the first and the last third that may be chance. */
const chanceKiB = 1024;
const chanceShare = 0.1;

interface Sample {
  readonly descriptors: number;
  /** Private memory, in KiB. */
  readonly memory: number;
}

/** A process, sampled as long as it lives. */
export class Watched {
  readonly name: string;
  readonly pid: number;
  readonly #samples: Sample[] = [];

  constructor(name: string, pid: number) {
    this.name = name;
    this.pid = pid;
  }

  get isAlive(): boolean {
    return existsSync(`/proc/${this.pid}/fd`);
  }

  /** Takes a sample. A process that ends meanwhile gives none. */
  sample(): void {
    try {
      this.#samples.push({ descriptors: descriptorCount(this.pid), memory: privateKiB(this.pid) });
    } catch (error) {
      if (this.isAlive) throw error;
    }
  }

  /** One line for people: the median of the first third, and of the last. */
  get summary(): string {
    const [first, last] = this.#thirds();
    return (
      `${this.name} ${this.pid}: descriptors ${first.descriptors} → ${last.descriptors}, ` +
      `memory ${first.memory} → ${last.memory} KiB (${this.#samples.length} samples)`
    );
  }

  /** What has grown, `undefined` if nothing has. */
  get growth(): string | undefined {
    const [first, last] = this.#thirds();
    if (last.descriptors > first.descriptors) return 'descriptors';
    const limit = first.memory + Math.max(chanceKiB, first.memory * chanceShare);
    return last.memory > limit ? 'memory' : undefined;
  }

  #thirds(): [Sample, Sample] {
    const size = Math.max(1, Math.floor(this.#samples.length / 3));
    return [medianOf(this.#samples.slice(0, size)), medianOf(this.#samples.slice(-size))];
  }
}

function medianOf(samples: readonly Sample[]): Sample {
  const middle = (of: (sample: Sample) => number): number =>
    samples.map(of).toSorted((a, b) => a - b)[samples.length >> 1] ?? 0;
  return { descriptors: middle(({ descriptors }) => descriptors), memory: middle(({ memory }) => memory) };
}

function privateKiB(pid: number): number {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return [...text.matchAll(/^Private_\w+:\s*(\d+) kB$/gm)].reduce((sum, [, count]) => sum + Number(count), 0);
}
