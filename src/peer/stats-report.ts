/**
 * What a peer has done, as lines of JSON in the files of `--stats-log` (now and then) and `--stats-summary` (at its end).
 * Many peers write to one file: each line is one write, appended. A file that cannot be written to costs a warning, once.
 */
import { closeSync, constants, openSync, readFileSync, writeSync } from 'node:fs';
import type { StatsConfig } from '../config/config.js';
import { isSystemError } from '../errors.js';
import type { Logger } from '../log/logger.js';
import { addon } from '../native/addon.js';
import type { Peer } from './peer.js';
import { copyStatistics, type CopyStatistics } from './copy-statistics.js';

const { O_APPEND, O_CREAT, O_NOCTTY, O_NONBLOCK, O_WRONLY } = constants;

export interface StatsReportOptions {
  readonly peer: Peer;
  readonly clientFd: number;
  readonly config: StatsConfig;
  readonly log: Logger;
}

/** The report of one peer, from the moment on that it serves its client. */
export class StatsReport {
  readonly #options: StatsReportOptions;
  readonly #client: { readonly pid: number; readonly name: string };
  readonly #copies: CopyStatistics;
  readonly #startMs = performance.now();
  readonly #timer: NodeJS.Timeout | undefined;
  readonly #failed = new Set<string>();

  constructor(options: StatsReportOptions) {
    this.#options = options;
    this.#copies = options.peer.context.part(copyStatistics);
    this.#client = identify(options.clientFd);
    const { logPath, seconds } = options.config;
    if (logPath !== undefined)
      this.#timer = setInterval(() => this.#write(logPath, this.#line()), seconds * 1000);
  }

  /** To be called when the peer ends. */
  finish(): void {
    clearInterval(this.#timer);
    const { logPath, summaryPath } = this.#options.config;
    const line = this.#line();
    for (const path of [logPath, summaryPath]) if (path !== undefined) this.#write(path, line);
  }

  #write(path: string, line: string): void {
    try {
      append(path, line);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      if (!this.#failed.has(path)) this.#options.log.warn(`statistics are not written: ${error.message}`);
      this.#failed.add(path);
    }
  }

  #line(): string {
    const { peer } = this.#options;
    const copies = this.#copies;
    const record = {
      time: new Date().toISOString(),
      peer: addon.getpid(),
      client: this.#client.pid,
      program: this.#client.name,
      seconds: rounded((performance.now() - this.#startMs) / 1000),
      bytesFromClient: peer.received.client,
      bytesFromHost: peer.received.host,
      hostObjects: peer.context.objects.host.low.count,
      framesCopied: copies.frames,
      bytesCopied: copies.bytes,
      secondsCopying: rounded(copies.microseconds / 1e6),
      hostBuffers: copies.hostBuffers,
      mostHostBuffers: copies.mostHostBuffers,
    };
    return `${JSON.stringify(record)}\n`;
  }
}

/** A pipe that nobody reads, or nobody empties, is an error: statistics are not worth waiting for. */
function append(path: string, line: string): void {
  const fd = openSync(path, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK | O_NOCTTY, 0o600);
  try {
    writeSync(fd, line);
  } finally {
    closeSync(fd);
  }
}

/** Why statistics cannot be written to that file; `undefined` if they can, or could if somebody read the pipe. */
export function statsProblem({ logPath, summaryPath }: StatsConfig): string | undefined {
  for (const path of [logPath, summaryPath]) {
    try {
      if (path !== undefined) append(path, '');
    } catch (error) {
      if (!isSystemError(error)) throw error;
      if (error.code !== 'ENXIO') return error.message;
    }
  }
  return undefined;
}

/** Who is at the other end, as far as the kernel tells (SO_PEERCRED of unix(7)). */
function identify(clientFd: number): { pid: number; name: string } {
  const { pid } = addon.peerCredentials(clientFd);
  try {
    return { pid, name: readFileSync(`/proc/${pid}/comm`, 'utf8').trim() };
  } catch {
    return { pid, name: '' };
  }
}

const rounded = (seconds: number): number => Math.round(seconds * 1e6) / 1e6;
