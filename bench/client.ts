/**
 * One run of the bench's client (`native/client.c`) against a target: set up, go, result, end.
 * Owns the order of these steps and the proof that what the client sent came to the host through the target.
 */
import { setTimeout as sleep } from 'node:timers/promises';

import { processTree } from './proc.js';
import type { Program } from './programs.js';
import type { Stage, Target } from './targets.js';

/** What the client printed: names as in `native/client.c`. */
export type ClientResult = Readonly<Record<string, number>>;

/** Called while the client is connected: before it begins, and with its result before it leaves. */
export interface Observer {
  before?(): void | Promise<void>;
  after?(result: ClientResult): void | Promise<void>;
}

/** Time for a target to settle: what the connection before left to do is not this measure's. */
const settleMs = 150;

/** Runs `client MEASURE SOCKET ...rest`. `seconds`: how long it should take at most. */
export async function runClient(
  stage: Stage,
  target: Target,
  [measure, ...rest]: readonly [string, ...string[]],
  seconds: number,
  observer: Observer = {},
): Promise<ClientResult> {
  await sleep(settleMs);
  stage.host.forget();
  const argv = [stage.client, measure, target.socket, ...rest];
  const program = stage.programs.start({
    name: 'the client',
    argv,
    env: {},
    limitSeconds: Math.ceil(seconds),
  });
  try {
    await program.line();
    await observer.before?.();
    program.go();
    const result = JSON.parse(await program.line()) as ClientResult;
    await observer.after?.(result);
    const senders = sendersOf(target, program);
    await program.end();
    // The peers of many short connections are gone by now, so that their pids say nothing.
    if (measure === 'connect') await stage.host.expectConnections(result['count'] ?? 1);
    else await stage.host.expectMessages(senders, result['messages'] ?? 1);
    return result;
  } finally {
    await stage.programs.stop(program);
  }
}

/** Whose connections the host must have seen: the client's own only if there is no proxy. */
function sendersOf(target: Target, client: Program): number[] {
  return target.name === 'direct' ? processTree(client.pid) : target.pids();
}
