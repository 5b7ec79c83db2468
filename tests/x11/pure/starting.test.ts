/** Starts of Xwayland that fail: nothing is left open, and nothing else ends. Another program stands in for Xwayland. */
import { closeSync, openSync, readdirSync } from 'node:fs';
import t from 'tap';
import { silentLogger } from '../../../src/log/logger.js';
import { addon, type ExitStatus } from '../../../src/native/addon.js';
import { OwnedFd } from '../../../src/native/fd.js';
import type { XDisplay } from '../../../src/x11/display.js';
import { Quirks } from '../../../src/x11/quirks.js';
import { Session, type ServePeer } from '../../../src/x11/session.js';
import { startXwayland } from '../../../src/x11/xwayland.js';
import { parse } from '../../config/support.js';

const display: XDisplay = { number: 7, name: ':7', sockets: [], close: () => undefined };
const env = { PATH: process.env['PATH'] };
/** Two pairs of sockets and the null device. */
const needed = 5;

async function standIn() {
  const config = await parse(['-X']);
  if (config.mode !== 'x11') throw new Error('no X11 mode');
  return { ...config.x11, path: 'Xwayland', commandPrefix: ['sh', '-c', 'exec sleep 1000'] };
}

const openFds = (): number => readdirSync('/proc/self/fd').length;

/** Calls back when the child has ended. */
function onExit(pid: number, then: (status: ExitStatus) => void): void {
  const timer = setInterval(() => {
    const status = addon.waitpid(pid);
    if (!status) return;
    clearInterval(timer);
    then(status);
  }, 10);
}

t.test('without a host the session says so and ends, and its descriptors are closed once', async (t) => {
  const before = OwnedFd.live;
  const servePeer: ServePeer = (wayland) => {
    using _client = wayland;
    throw new Error('the host does not answer');
  };
  const session = new Session({
    config: await standIn(),
    display,
    env,
    log: silentLogger,
    verbose: false,
    loadPeer: () => Promise.resolve(servePeer),
    quirks: Quirks.read([]),
    onExit,
  });
  await session.ended;
  t.equal(OwnedFd.live, before);
  t.equal(session.fault, 'X11 programs cannot be served: the host does not answer');
});

t.test('a start that runs out of descriptors leaves none open', async (t) => {
  const config = await standIn();
  const before = [openFds(), OwnedFd.live];
  const limit = addon.raiseDescriptorLimit();
  t.teardown(() => addon.setDescriptorLimit(limit));
  for (let left = 0; left < needed; left++) {
    addon.setDescriptorLimit(200);
    const filling = openAllBut(left);
    t.throws(() => startXwayland(config, display, env, false), { code: 'EMFILE' }, `${left} are left`);
    for (const fd of filling) closeSync(fd);
    t.same([openFds(), OwnedFd.live], before);
  }
});

/** All descriptors that can be had, but so many. */
function openAllBut(left: number): number[] {
  const fds: number[] = [];
  for (;;)
    try {
      fds.push(openSync('/dev/null', 'r'));
    } catch {
      for (const fd of fds.splice(0, left)) closeSync(fd);
      return fds;
    }
}
