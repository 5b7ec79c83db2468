/** A program running in a session, and when its window is drawn. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from '../../../tools/hosts/child.js';
import { difference, readPicture, type Picture } from '../../../tools/hosts/picture.js';
import { isSway } from '../../../tools/hosts/sway.js';
import { slowness, waitFor } from '../../../tools/hosts/wait.js';
import type { Session } from '../session.js';
import type { Program } from './program.js';
import { withSessionBus } from './toolkit.js';

const drawnWithinMs = 40_000;
const stepMs = 100;
const swayTransactionMs = 300;

/** A program whose window is on the host. */
export interface Drawn {
  readonly child: Child;
  /** The host before the program came. */
  readonly empty: Picture;
  /** The host with the program: come to rest if the program's picture is still. */
  readonly picture: Picture;
}

/** Starts a program in a session and waits until it is drawn. Throws with its log's tail if it ends or never draws. */
export async function runProgram(program: Program, session: Session, media: string): Promise<Drawn> {
  const empty = await look(session);
  const argv = program.prepare({ home: session.home, media });
  const bus = program.needsBus === true ? withSessionBus(session.home) : [];
  const { hiddenOnSway } = program;
  const shows = hiddenOnSway === undefined ? undefined : await hideAtFirst(session, hiddenOnSway);
  const child = session.start([...bus, ...argv], program.env);
  await shows?.();
  const detail = (): string =>
    `${program.name} said:\n${child.logTail()}\ndecant said:\n${session.decant?.log() ?? ''}`;
  const alive = (): void => {
    if (child.status !== undefined)
      throw new Error(`${program.name} ended: status ${child.status}\n${detail()}`);
  };
  const settleMs = program.picture === 'moving' ? 0 : program.settleMs * slowness;
  const picture = await lookSettled(`${program.name} is drawn`, session, {
    unlike: empty,
    settleMs,
    detail,
    alive,
  });
  return { child, empty, picture };
}

interface Settling {
  /** The picture from before. */
  readonly unlike: Picture;
  /** How long the picture must stay the same; 0: the first that is unlike the one before. */
  readonly settleMs: number;
  readonly detail?: () => string;
  /** Throws when there is no use in waiting longer. */
  readonly alive?: () => void;
}

/** Waits until the host's picture has changed and come to rest, and returns it. */
export async function lookSettled(what: string, session: Session, settling: Settling): Promise<Picture> {
  const { unlike, settleMs, detail, alive } = settling;
  const options = { timeoutMs: drawnWithinMs, stepMs, ...(detail === undefined ? {} : { detail }) };
  let since = performance.now();
  let last = unlike;
  return waitFor(what, options, async () => {
    alive?.();
    const now = await look(session);
    if (difference(last, now).pixels > 0) since = performance.now();
    last = now;
    if (difference(unlike, now).pixels === 0) return undefined;
    return performance.now() - since >= settleMs ? now : undefined;
  });
}

/** On sway: has windows of this app id mapped on a hidden workspace; the function returned waits for one and shows it. */
async function hideAtFirst(session: Session, appId: string): Promise<(() => Promise<void>) | undefined> {
  const { host } = session;
  if (!isSway(host)) return undefined;
  await host.msg(`assign [app_id="${appId}"] workspace number 2`);
  return async () => {
    await waitFor(`${appId} is mapped`, { timeoutMs: 10_000 }, async () => {
      const tree = await host.msg('--raw', '-t', 'get_tree');
      return tree.includes(`"${appId}"`) || undefined;
    });
    // sway gives a window 200 ms to draw in its new size (txn-timeout); a hidden one is then settled without it.
    await sleep(swayTransactionMs);
    await host.msg('workspace number 2');
  };
}

/** The host's picture now. */
export async function look(session: Session): Promise<Picture> {
  const path = join(session.runtimeDir, '..', 'look.png');
  await session.host.screenshot(path);
  return readPicture(path);
}

/** Waits until the host shows exactly `wanted`; returns what it shows then, or when time is up. */
export async function lookUntil(session: Session, wanted: Picture, timeoutMs: number): Promise<Picture> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const now = await look(session);
    if (difference(now, wanted).pixels === 0 || performance.now() >= end) return now;
    await sleep(stepMs);
  }
}
