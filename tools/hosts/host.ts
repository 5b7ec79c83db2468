/**
 * What a headless compositor is to tests and tools, and what the launchers of all of them share: a private runtime
 * directory, readiness, screenshots. `sway.ts` and `weston.ts` know their own compositor.
 */
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Child } from './child.js';
import { waitFor } from './wait.js';

export interface HostSize {
  /** Pixels. */
  readonly width?: number;
  readonly height?: number;
}

/** A running compositor. Whoever holds it stops it; nothing is left then. */
export interface Host {
  readonly name: 'sway' | 'weston';
  /** Name of the socket in `runtimeDir`. */
  readonly display: string;
  readonly runtimeDir: string;
  readonly socketPath: string;
  readonly pid: number;
  /** How a client of this host is told to find it, and nothing else. */
  readonly env: Readonly<Record<string, string>>;
  /** Writes the picture of all outputs as PNG: taken by the host, not through anything under test. */
  screenshot(path: string): Promise<void>;
  log(): string;
  stop(): Promise<void>;
}

export const defaultSize = { width: 1024, height: 768 } as const;

/** The environment that compositors and programs start from: the same on every machine. */
export function plainEnvironment(home: string): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '/usr/bin:/bin',
    HOME: home,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    TERM: 'dumb',
  };
}

/** A directory only its owner can enter, as XDG_RUNTIME_DIR must be. */
export function makePrivateDir(prefix: string, userId?: number): string {
  const dir = mkdtempSync(join(tmpdir(), prefix));
  if (userId !== undefined) chownSync(dir, userId, userId);
  return dir;
}

/** Waits until the compositor listens; throws with its log's tail if it ended or took too long. */
export async function waitForSocket(child: Child, find: () => string | undefined): Promise<string> {
  const name = child.argv[0]!;
  const detail = (): string => `${name} said:\n${child.logTail()}`;
  return waitFor(`${name} listens`, { timeoutMs: 15_000, detail }, () => {
    if (child.status !== undefined) throw new Error(`${name} ended with status ${child.status}\n${detail()}`);
    const path = find();
    return path !== undefined && existsSync(path) ? path : undefined;
  });
}

/** Stops a compositor with all it started and removes its directory. */
export async function stopHost(child: Child, runtimeDir: string): Promise<void> {
  try {
    await child.stop();
  } finally {
    rmSync(runtimeDir, { recursive: true, force: true });
  }
}
