import t from 'tap';
import { openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pump } from '../../src/drivers/data/pump.js';
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { waitFor } from '../../tools/hosts/wait.js';

const timeoutMs = 10_000;

/** A pump between two pipes, of which the test has the outer ends. */
function pumping(): { write: OwnedFd; read: OwnedFd; pump: Pump; ended: () => number } {
  const [source, write] = addon.pipe().map((fd) => new OwnedFd(fd)) as [OwnedFd, OwnedFd];
  const [read, target] = addon.pipe().map((fd) => new OwnedFd(fd)) as [OwnedFd, OwnedFd];
  for (const fd of [write, read]) addon.setNonBlocking(fd.fd, true);
  let ends = 0;
  const pump = new Pump(source, target, () => void ends++);
  pump.start();
  t.teardown(() => {
    pump.close();
    for (const fd of [write, read]) fd[Symbol.dispose]();
  });
  return { write, read, pump, ended: () => ends };
}

/** Reads until the end of the pipe. */
async function readAll(fd: OwnedFd): Promise<Buffer> {
  const blocks: Buffer[] = [];
  await waitFor('the pipe ends', { timeoutMs }, () => {
    const block = Buffer.alloc(65_536);
    const count = addon.read(fd.fd, block, 0, block.length);
    if (count > 0) blocks.push(block.subarray(0, count));
    return count === 0 || undefined;
  });
  return Buffer.concat(blocks);
}

t.test('what goes in comes out, and the end after it', async (t) => {
  const { write, read, ended } = pumping();
  const sent = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7) & 0xff));
  const received = readAll(read);
  let at = 0;
  await waitFor('all is written', { timeoutMs }, () => {
    const taken = addon.write(write.fd, sent, at, sent.length);
    if (taken > 0) at += taken;
    return at === sent.length || undefined;
  });
  write.close();
  t.ok(sent.equals(await received));
  t.equal(ended(), 1);
});

t.test('a reader that is slow stops the writer instead of filling the memory', async (t) => {
  const { write } = pumping();
  const block = new Uint8Array(65_536);
  let total = 0;
  let idle = 0;
  while (idle < 20) {
    const taken = addon.write(write.fd, block, 0, block.length);
    if (taken > 0) [total, idle] = [total + taken, 0];
    else idle++;
    await sleep(2);
  }
  t.ok(total <= 4 * 65_536, `two pipes and one block: ${total} bytes`);
});

t.test('a source that says nothing ends when the reader goes', async (t) => {
  const { read, ended, write } = pumping();
  t.notOk(write.released);
  read.close();
  await waitFor('the pump ends', { timeoutMs }, () => ended() === 1 || undefined);
});

t.test('a reader that goes in the middle of the data is no error', async (t) => {
  const { write, read, ended } = pumping();
  addon.write(write.fd, new Uint8Array(65_536), 0, 65_536);
  read.close();
  await waitFor('the pump ends', { timeoutMs }, () => ended() === 1 || undefined);
  t.throws(() => addon.write(write.fd, new Uint8Array(1), 0, 1), { code: 'EPIPE' });
});

t.test('a file takes what comes', async (t) => {
  const path = join(tmpdir(), `decant-pump-${process.pid}`);
  const [source, write] = addon.pipe().map((fd) => new OwnedFd(fd)) as [OwnedFd, OwnedFd];
  let ended = false;
  new Pump(source, new OwnedFd(openSync(path, 'w')), () => (ended = true)).start();
  addon.write(write.fd, Buffer.from('decant'), 0, 6);
  write.close();
  await waitFor('the pump ends', { timeoutMs }, () => ended || undefined);
  t.equal(readFileSync(path, 'utf8'), 'decant');
  rmSync(path);
});

t.test('a pump that is closed leaves no descriptor', async (t) => {
  const before = OwnedFd.live;
  const { write, read, pump, ended } = pumping();
  pump.close();
  pump.close();
  t.equal(ended(), 1);
  for (const fd of [write, read]) fd.close();
  t.equal(OwnedFd.live, before);
});
