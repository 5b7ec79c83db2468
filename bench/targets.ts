/**
 * What is measured: no proxy, waypipe, decant. Each is a socket for clients and the processes behind it.
 * Owns how each is started; all of them speak to the same host, and know no other.
 */
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Host } from './host.js';
import { processTree } from './proc.js';
import type { Program, Programs } from './programs.js';

export const targetNames = ['direct', 'waypipe', 'decant'] as const;
export type TargetName = (typeof targetNames)[number];

/** What the targets stand on. */
export interface Stage {
  readonly programs: Programs;
  readonly host: Host;
  /** Private to this run; sockets live here, and it is every program's XDG_RUNTIME_DIR. */
  readonly folder: string;
  /** Path of the bench's client program. */
  readonly client: string;
  /** Path of the program that copies. */
  readonly copy: string;
  /** Path of the decant command. */
  readonly decant: string;
  /** No program outlives this. */
  readonly limitSeconds: number;
}

export interface Target {
  readonly name: TargetName;
  /** Where clients connect. */
  readonly socket: string;
  /** All processes of the target that are alive; none for `direct`. */
  pids(): number[];
  /** What it last wrote to stderr since this was asked before; '' if nothing. */
  lastWords(): string;
  stop(): Promise<void>;
}

const startUpMs = 20_000;

/** Starts one target and waits until it takes connections. */
export function startTarget(stage: Stage, name: TargetName): Promise<Target> {
  if (name === 'waypipe') return startWaypipe(stage);
  if (name === 'decant') return startDecant(stage, 'decant', {});
  const nothing = async (): Promise<void> => undefined;
  return Promise.resolve({
    name,
    socket: stage.host.socket,
    pids: () => [],
    lastWords: () => '',
    stop: nothing,
  });
}

/** Both halves, joined by a Unix socket, as they would be by ssh; no GPU, no compression. */
async function startWaypipe(stage: Stage): Promise<Target> {
  const between = join(stage.folder, 'waypipe');
  const display = 'waypipe-0';
  const common = ['waypipe', '--no-gpu', '--compress', 'none', '--socket', between];
  const near = start(stage, 'waypipe client', [...common, 'client'], { WAYLAND_DISPLAY: stage.host.socket });
  await until(near, () => existsSync(between));
  const argv = [...common, '--display', display, 'server', '--', 'sleep', 'infinity'];
  const far = start(stage, 'waypipe server', argv, {});
  return ready(stage, 'waypipe', join(stage.folder, display), [near, far]);
}

/** A master. `environment` is added to its own; `socketName` must be free. */
export async function startDecant(
  stage: Stage,
  socketName: string,
  environment: NodeJS.ProcessEnv,
): Promise<Target> {
  const socket = join(stage.folder, socketName);
  const argv = [stage.decant, '--master', `--socket=${socket}`, `--display=${stage.host.socket}`];
  return ready(stage, 'decant', socket, [start(stage, 'decant', argv, environment)]);
}

function start(stage: Stage, name: string, argv: readonly string[], extra: NodeJS.ProcessEnv): Program {
  const { PATH, HOME, LANG } = process.env;
  const env = { PATH, HOME, LANG, XDG_RUNTIME_DIR: stage.folder, ...extra };
  return stage.programs.start({ name, argv, env, limitSeconds: stage.limitSeconds });
}

async function ready(
  stage: Stage,
  name: TargetName,
  socket: string,
  programs: readonly Program[],
): Promise<Target> {
  for (const program of programs) await until(program, () => accepts(socket));
  return {
    name,
    socket,
    pids: () => programs.flatMap((program) => processTree(program.pid)),
    lastWords: () =>
      programs
        .map((program) => program.lastWords())
        .join(' ')
        .trim(),
    stop: async () => {
      for (const program of programs) await stage.programs.stop(program);
    },
  };
}

async function until(program: Program, condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + startUpMs;
  while (!(await condition())) {
    if (!program.running) throw program.failure('ended at once');
    if (Date.now() > deadline) throw program.failure('was not ready in time');
    await sleep(20);
  }
}

function accepts(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const attempt = connect(socket);
    attempt.once('connect', () => attempt.destroy());
    attempt.once('error', () => undefined);
    attempt.once('close', (failed) => resolve(!failed));
  });
}
