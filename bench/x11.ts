/**
 * X11 programs: decant's X11 mode beside the support for X11 that sway itself has, on one sway, in turns. A ratio is of the same
 * run; what a value must be is issue 5's.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

import { TestXClient } from '../tests/x11/x-client.js';
import { runCommand, startChild, type Child } from '../tools/hosts/child.js';
import { makePrivateDir, plainEnvironment } from '../tools/hosts/host.js';
import { startSway, type Sway } from '../tools/hosts/sway.js';
import { waitFor } from '../tools/hosts/wait.js';
import { processTree, wakeUps } from './proc.js';
import { median, type Readings, type RowSpec } from './results.js';
import type { Stage } from './targets.js';

const maps = 50;
const starts = 5;
const idleSeconds = 10;
const calmMs = 2000;
const atoms = { string: 31, wmClass: 67 } as const;
const perfTests = ['shmput500', 'scroll500', 'rect100'] as const;

const ratio = (better: 'higher' | 'lower', must: number, aim: number) =>
  ({ of: 'value', better, must, aim }) as const;

export const x11Rows: readonly RowSpec[] = [
  { id: 'x11-map', label: 'X11: MapWindow to a window of the host', unit: 'ms', digits: 1 },
  { id: 'x11-map-host', label: "  by sway's own X11 support", unit: 'ms', digits: 1 },
  { id: 'x11-map-ratio', label: '  ratio', unit: '', digits: 2, limit: ratio('lower', 1.2, 1) },
  ...perfTests.map((test) => ({
    id: `x11-${test}`,
    label: `X11: x11perf -${test} to sway's own`,
    unit: '',
    digits: 2,
    limit: ratio('higher', 0.9, 1),
  })),
  {
    id: 'x11-start',
    label: 'X11: -X xdpyinfo, start to end',
    unit: 'ms',
    digits: 0,
    limit: ratio('lower', 350, 230),
  },
  {
    id: 'x11-idle',
    label: `X11: wake-ups in ${idleSeconds} s, idle`,
    unit: '',
    digits: 0,
    limit: ratio('lower', 0, 0),
  },
];

interface Desk {
  readonly sway: Sway;
  readonly decant: Child;
  readonly env: Readonly<Record<string, string>>;
  /** As in DISPLAY. */
  readonly displays: { readonly own: string; readonly host: string };
}

export async function measureX11(stage: Stage): Promise<Readings> {
  const home = makePrivateDir('decant-bench-x11-');
  const sway = await startSway({ config: ['xwayland force', 'for_window [class=".*"] floating enable'] });
  const env = { ...plainEnvironment(home), ...sway.env };
  const decant = startChild([stage.decant, '-X', '--log-level=info'], {
    env,
    logPath: join(home, 'decant.log'),
  });
  try {
    const displays = { own: await displayOf(decant), host: await displayOfSway(sway) };
    const desk = { sway, decant, env, displays };
    return {
      ...(await measureMaps(desk)),
      ...(await measurePerf(desk)),
      ...(await measureStarts(stage, desk)),
      ...(await measureIdle(desk)),
    };
  } finally {
    await decant.stop();
    await sway.stop();
  }
}

function displayOf(decant: Child): Promise<string> {
  return waitFor(
    'decant has a display',
    { timeoutMs: 60_000, detail: () => decant.logTail() },
    () => /X display (:\d+)/.exec(decant.log())?.[1],
  );
}

async function displayOfSway(sway: Sway): Promise<string> {
  const path = join(sway.runtimeDir, 'display');
  // Its Xwayland takes programs of its own user's only, who need not be ours.
  await sway.msg(`exec xhost +si:localuser:${userInfo().username} && echo $DISPLAY > ${path}`);
  return waitFor('sway has a display', { timeoutMs: 60_000, detail: () => sway.log() }, () =>
    existsSync(path) ? readFileSync(path, 'utf8').trim() || undefined : undefined,
  );
}

/** Medians, the two displays by turns. */
async function measureMaps({ sway, displays }: Desk): Promise<Readings> {
  const events = spawn('swaymsg', ['-r', '-m', '-t', 'subscribe', '["window"]'], {
    env: { ...process.env, SWAYSOCK: socketOf(sway) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let seen: (at: number) => void = () => undefined;
  createInterface({ input: events.stdout }).on('line', (line) => {
    if ((JSON.parse(line) as { change: string }).change === 'new') seen(performance.now());
  });
  const clients = { own: await TestXClient.open(displays.own), host: await TestXClient.open(displays.host) };
  const times: Record<keyof Desk['displays'], number[]> = { own: [], host: [] };
  await sleep(calmMs);
  for (let i = 0; i < maps; i++) {
    for (const side of ['own', 'host'] as const) {
      const client = clients[side];
      const id = client.create({ x: 0, y: 0, width: 200, height: 100, color: 0xff });
      client.setText(id, atoms.wmClass, atoms.string, 'bench\0Bench\0');
      await client.sync();
      const start = performance.now();
      const shown = new Promise<number>((resolve) => {
        seen = resolve;
      });
      client.x.MapWindow(id);
      void client.sync();
      times[side].push((await shown) - start);
      client.x.DestroyWindow(id);
      await client.sync();
      await sleep(30);
    }
  }
  events.kill();
  for (const client of Object.values(clients)) client.close();
  const [own, host] = [median(times.own)!, median(times.host)!];
  return { 'x11-map': own, 'x11-map-host': host, 'x11-map-ratio': own / host };
}

function socketOf({ runtimeDir }: Sway): string {
  const name = readdirSync(runtimeDir).find((each) => each.startsWith('sway-ipc.'));
  return join(runtimeDir, name ?? '');
}

async function measurePerf({ env, displays }: Desk): Promise<Readings> {
  const readings: Record<string, number> = {};
  for (const test of perfTests) {
    const rates: Record<string, number> = {};
    for (const [side, display] of Object.entries(displays)) {
      const argv = ['x11perf', '-display', display, '-repeat', '3', '-time', '1', `-${test}`];
      const { stdout } = await runCommand(argv, env, { timeoutMs: 120_000 });
      const found = [...stdout.matchAll(/\(\s*([\d.]+)\/sec\)/g)].map((match) => Number(match[1]));
      rates[side] = median(found) ?? Number.NaN;
    }
    readings[`x11-${test}`] = rates['own']! / rates['host']!;
  }
  return readings;
}

/** A whole X11 mode each time: decant, Xwayland, the program. */
async function measureStarts({ decant }: Stage, { env }: Desk): Promise<Readings> {
  const times: number[] = [];
  for (let i = 0; i < starts; i++) {
    const start = performance.now();
    const { status, stderr } = await runCommand([decant, '-X', 'xdpyinfo'], env, { timeoutMs: 60_000 });
    if (status !== 0) throw new Error(`decant -X xdpyinfo: status ${status}: ${stderr}`);
    times.push(performance.now() - start);
  }
  return { 'x11-start': median(times)! };
}

/** With a window that does not change. */
async function measureIdle({ decant, displays }: Desk): Promise<Readings> {
  const client = await TestXClient.open(displays.own);
  const id = client.create({ x: 0, y: 0, width: 200, height: 100, color: 0xff });
  client.x.MapWindow(id);
  await client.sync();
  await sleep(calmMs);
  const pids = processTree(decant.pid);
  const before = wakeUps(pids);
  await sleep(idleSeconds * 1000);
  const readings = { 'x11-idle': wakeUps(pids) - before };
  client.close();
  return readings;
}
