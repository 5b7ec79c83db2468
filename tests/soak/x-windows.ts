/**
 * X11 windows that come and go by the hundred, round after round, and what decant, Xwayland and the host hold in between:
 * ids, pixmaps, descriptors, surfaces, memory. Between rounds there is nothing on the screen.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ResourceExtension } from 'x11';
import { openDesk } from '../x11/desk.js';
import { shaper } from '../x11/shaper.js';
import { TestXClient } from '../x11/x-client.js';
import { makePrivateDir } from '../../tools/hosts/host.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { growthOf, takeSample, type Sample } from './growth.js';

export interface Rounds {
  readonly rounds: number;
  /** At once. */
  readonly windows: number;
  /** Rounds from one sample to the next. */
  readonly each: number;
}

type Desk = Awaited<ReturnType<typeof openDesk>>;
const size = { width: 60, height: 40 };
/** Rounds before the first sample: caches fill, code is compiled. */
const warmUp = 3;
const restMs = 1200;

/** Opens and closes windows on a sway of its own; what has grown, a sentence each. `say` is told of every sample. */
export async function soakWindows(
  { rounds, windows, each }: Rounds,
  say: (line: string) => void = () => undefined,
): Promise<string[]> {
  const dir = makePrivateDir('decant-soak-');
  const logPath = join(dir, 'statistics');
  const desk = await openDesk({ flags: [`--stats-log=${logPath}`, '--stats-timer=0.1'] });
  const samples: Sample[] = [];
  try {
    // Stays, so that sway always has somebody to give the focus to, and Xwayland a client.
    const watcher = await desk.opened('Watcher');
    const resources = await extension(watcher.client);
    for (let round = 0; round < warmUp + rounds; round++) {
      await openAndClose(desk, round, windows);
      if (round < warmUp || (round - warmUp) % each !== 0) continue;
      samples.push(await quietSample(desk, watcher.client, resources, logPath));
      say(describe(round - warmUp, samples.at(-1)!));
    }
    return growthOf(samples);
  } finally {
    await desk.x.close();
    rmSync(dir, { recursive: true });
  }
}

/** A round: every second one ends by closing the connection, the others by destroying each window. */
async function openAndClose({ x, until }: Desk, round: number, count: number): Promise<void> {
  const client = await TestXClient.open(x.display);
  const shape = await shaper(client);
  const ids = Array.from({ length: count }, (_, i) => {
    const id = client.create({ x: 0, y: 0, ...size, color: 0x10000 * (i % 256) });
    client.setText(id, 67, 31, 'soak\0Soak\0');
    client.setText(id, 39, 31, `window ${i} of round ${round}`);
    if (i % 7 === 3) shape(id, 'bounding', [[0, 0, 30, 40]]);
    client.x.MapWindow(id);
    return id;
  });
  const menus = ids.slice(0, 5).map((_, i) => {
    const menu = client.create({ x: i, y: i, ...size, color: 0xff, overrideRedirect: true });
    client.x.MapWindow(menu);
    return menu;
  });
  // Some are gone before anybody can have shown them.
  for (const id of ids.filter((_, i) => i % 10 === 9)) client.x.DestroyWindow(id);
  const left = ids.filter((_, i) => i % 10 !== 9);
  const shown = async (): Promise<number> =>
    (await x.windows()).filter(({ app_id }) => app_id === 'Soak').length;
  await until(`the windows of round ${round}`, async () => (await shown()) === left.length);
  if (round % 2 === 0) for (const id of [...left, ...menus]) client.x.DestroyWindow(id);
  if (round % 2 === 0) await client.sync();
  client.close();
  await until(`the end of round ${round}`, async () => (await shown()) === 0);
}

/**
 * A sample once two in a row are alike: what was under way has arrived. Xwayland keeps surfaces and buffers for a second, and
 * libwayland's servers say that an id is free with the next event only, so there has to be one.
 */
async function quietSample(
  desk: Desk,
  client: TestXClient,
  resources: ResourceExtension,
  logPath: string,
): Promise<Sample> {
  let last = '';
  return waitFor('quiet', { timeoutMs: 20_000, stepMs: restMs }, async () => {
    for (const width of [301, 300]) await desk.sway.msg(`[app_id="Watcher"] resize set ${width} 200`);
    const sample = await sampleNow(desk, client, resources, logPath);
    const words = JSON.stringify({ fds: sample.fds, held: sample.held });
    const same = words === last;
    last = words;
    return same ? sample : undefined;
  });
}

async function sampleNow(
  { x, sway }: Desk,
  client: TestXClient,
  resources: ResourceExtension,
  logPath: string,
): Promise<Sample> {
  await client.sync();
  const xwayland = Number(/Xwayland (\d+) serves/.exec(x.log())?.[1]);
  const held = {
    ...(await countResources(resources)),
    'objects on the host': hostObjects(logPath),
  };
  return { ...takeSample([x.pid, xwayland, sway.pid], {}), held };
}

/** Of all clients of the X server, the window manager too. */
async function countResources(resources: ResourceExtension): Promise<Record<string, number>> {
  const ask = <T>(send: (reply: (error: unknown, result?: T) => boolean) => void): Promise<T> =>
    new Promise((resolve, reject) => {
      send((error, result) => {
        if (error || result === undefined) reject(new Error('X-Resource'));
        else resolve(result);
        return true;
      });
    });
  const clients = await ask<readonly { readonly resourceBase: number }[]>((reply) =>
    resources.QueryClients(reply),
  );
  let [count, bytes] = [0, 0];
  for (const { resourceBase } of clients) {
    const types = await ask<readonly { readonly count: number }[]>((reply) =>
      resources.QueryClientResources(resourceBase, reply),
    );
    count += types.reduce((sum, each) => sum + each.count, 0);
    bytes += await ask<number>((reply) => resources.QueryClientPixmapBytes(resourceBase, reply));
  }
  return { 'X clients': clients.length, 'X resources': count, 'bytes of pixmaps': bytes };
}

function hostObjects(logPath: string): number {
  const line = readFileSync(logPath, 'utf8').trimEnd().split('\n').at(-1) ?? '{}';
  return (JSON.parse(line) as { readonly hostObjects: number }).hostObjects;
}

function extension({ x }: TestXClient): Promise<ResourceExtension> {
  return new Promise((resolve, reject) => {
    x.require('res', (error, found) => (error ? reject(error) : resolve(found)));
  });
}

function describe(round: number, { fds, privateKb, held = {} }: Sample): string {
  const rest = Object.entries(held).map(([name, count]) => `, ${count} ${name}`);
  return `round ${round}: ${fds} descriptors, ${(privateKb / 1024).toFixed(1)} MB private${rest.join('')}`;
}
