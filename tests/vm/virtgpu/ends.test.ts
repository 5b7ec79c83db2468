/** A machine's way out as such: what doctor says of it, many programs on it, and its end. */
import t from 'tap';
import { decantPath } from '../../../tools/hosts/decant.js';
import { patience, waitFor } from '../../../tools/hosts/wait.js';
import { startWeston } from '../../../tools/hosts/weston.js';
import { quickPrograms } from '../../support/programs/catalogue.js';
import { runProgram } from '../../support/programs/run.js';
import { Guest } from './guest.js';

const timeout = 120_000 * patience;
t.setTimeout(4 * timeout);

const guest = await Guest.start();
t.teardown(() => guest.stop());

const named = (name: string) => quickPrograms.find((each) => each.name === name)!;

t.test('doctor finds the node, and what the compositor outside offers', { timeout }, async (t) => {
  await guest.inSession(startWeston, async (session) => {
    const { status, stdout, stderr } = await session.run([decantPath, 'doctor', '--virtgpu-channel'], 60_000);
    t.equal(status, 0, stderr);
    t.match(stdout, /renderD128 leads to the host/);
    t.match(stdout, /xdg_wm_base/);
  });
});

t.test('more buffers than a frontend without memory slots could serve', { timeout }, async (t) => {
  // Each is a region of the machine's memory, of which SET_MEM_TABLE has eight.
  const count = 10;
  await guest.inSession(startWeston, async (session) => {
    const programs = Array.from({ length: count }, () => session.start(['weston-flower']));
    const buffers = await waitFor('all have a buffer of the host', { timeoutMs: 60_000 }, () => {
      for (const each of programs) if (each.status !== undefined) throw new Error(each.logTail());
      return guest.hostBuffers() >= count || undefined;
    });
    t.ok(buffers);
  });
  const none = await waitFor('the buffers are given back', { timeoutMs: 60_000 }, () =>
    guest.hostBuffers() === 0 ? true : undefined,
  );
  t.ok(none);
  t.strictSame(guest.complaints(), []);
});

t.test('a compositor that goes takes the program with it, and not the machine', { timeout }, async (t) => {
  await guest.inSession(startWeston, async (session, host) => {
    const { child } = await runProgram(named('weston-terminal'), session, '/nonexistent');
    await host.stop();
    await child.ended;
    await waitFor(
      'decant says so',
      { timeoutMs: 60_000 },
      () => /of client \d+ \(weston-terminal\) ended: .*host/.test(session.decantLog()) || undefined,
    );
    await session.run(['wayland-info'], 60_000);
    t.match(session.decantLog(), /host does not answer on this channel: it cannot reach its compositor/);
  });
  const found = guest.complaints().find((line) => line.includes('ENOENT'));
  t.match(found, /ENOENT.*compositor.*its channel has ended/);
  await guest.inSession(startWeston, async (session) => {
    t.equal((await session.run(['wayland-info'], 60_000)).status, 0);
  });
});
