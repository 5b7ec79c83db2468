/** The backend's side of vhost-user: what a frontend asks, and what it may not. */
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { requests, shmemConfig } from '../../tools/vhost-gpu/vhost-user.js';
import { memoryBytes } from './fake-frontend.js';
import { joined, longs, words } from './fake-words.js';
import { guestTest, runningTest } from './fake-guest.js';

guestTest('the device says what it is, and how large its window', async (t, { frontend }) => {
  const features = (await frontend.ask(requests.getFeatures)).getBigUint64(0, true);
  // VIRTIO_F_VERSION_1, PROTOCOL_FEATURES, INDIRECT_DESC; VIRGL, RESOURCE_UUID, RESOURCE_BLOB, CONTEXT_INIT.
  t.equal(features, (1n << 32n) | (1n << 30n) | (1n << 28n) | 0b11101n);
  const protocol = (await frontend.ask(requests.getProtocolFeatures)).getBigUint64(0, true);
  for (const bit of [0n, 3n, 5n, 9n, 10n, 13n, 15n, 22n]) t.ok((protocol & (1n << bit)) !== 0n, `bit ${bit}`);
  t.equal((await frontend.ask(requests.getQueueNum)).getBigUint64(0, true), 2n);
  t.equal((await frontend.ask(requests.getMaxMemSlots)).getBigUint64(0, true), 512n);
  const config = await frontend.ask(requests.getConfig, joined(words(8, 12, 0), new Uint8Array(12)));
  t.same(new Uint32Array(config.buffer, 0, 6), [8, 12, 0, 0, 1, 0]);
  const shared = await frontend.ask(requests.getShmemConfig);
  t.equal(shared.byteLength, shmemConfig.sizesAt + 8 * 256);
  t.equal(shared.getUint32(0, true), 1);
  t.equal(shared.getBigUint64(shmemConfig.sizesAt, true), 0n);
  t.equal(shared.getBigUint64(shmemConfig.sizesAt + 8, true), 16n * 1024n * 1024n);
});

runningTest('memory comes and goes while queues run', async (t, { frontend, alive }) => {
  const file = new OwnedFd(addon.createMemfd('more', 8192));
  await frontend.ask(requests.addMemReg, frontend.region(8192), [file.fd]);
  await alive();
  await frontend.ask(requests.remMemReg, frontend.region(8192));
  await frontend.ask(requests.addMemReg, frontend.region(4096, 4096), [file.fd]);
  file.close();
  await alive();
});

runningTest('a queue that was stopped goes on where it stopped', async (t, { frontend, alive }) => {
  await alive();
  await alive();
  const stopped = await frontend.ask(requests.getVringBase, words(0, 0));
  t.same([stopped.getUint32(0, true), stopped.getUint32(4, true)], [0, 2]);
});

guestTest('a message may come in pieces', async (t, { frontend, raw }) => {
  const pieces = words(requests.setOwner, 1, 0);
  for (const byte of pieces) addon.send(raw, Uint8Array.of(byte), 0, 1, null, 0);
  t.ok(await frontend.ask(requests.getFeatures));
});

/** Each ends the connection, with its reason in the log, and leaves nothing. */
const wrongs: Readonly<Record<string, [words: RegExp, request: number, payload: Uint8Array, fds?: number]>> =
  {
    'an unknown request': [/unknown request 99/, 99, words()],
    'a payload that is too short': [/payload of 4 bytes where 8/, requests.setVringNum, words(0)],
    'a queue that there is not': [/no queue 7/, requests.setVringNum, words(7, 16)],
    'an event of a queue that there is not': [/no queue 9/, requests.setVringKick, longs(9), 1],
    'a kick without a descriptor': [/with 0 descriptors/, requests.setVringKick, longs(0)],
    'two descriptors for one': [/with 2 descriptors/, requests.setVringCall, longs(0), 2],
    'regions without descriptors': [
      /2 memory regions with 1/,
      requests.setMemTable,
      joined(longs(2), new Uint8Array(64)),
      1,
    ],
    'a region of nothing': [
      /memory region of 0 bytes/,
      requests.setMemTable,
      joined(longs(1), new Uint8Array(32)),
      1,
    ],
    'a region that was never there': [/no memory region/, requests.remMemReg, new Uint8Array(40)],
    'a queue outside of memory': [
      /in no memory region/,
      requests.setVringAddr,
      joined(words(0, 0), longs(1, 2, 3, 0)),
    ],
    'a configuration without an end': [/configuration of/, requests.getConfig, words(0, 0xffff_ffff, 0)],
    'a kick that is no event': [/request 12 with what is no event/, requests.setVringKick, longs(0), 1],
    'a call that is no event': [/request 13 with what is no event/, requests.setVringCall, longs(0), 1],
    'a backend channel that is none': [/with 0 descriptors/, requests.setBackendReqFd, words()],
  };

for (const [name, [reason, request, payload, count = 0]] of Object.entries(wrongs))
  runningTest(`${name} ends the connection`, async (t, { frontend, said }) => {
    const files = Array.from({ length: count }, () => new OwnedFd(addon.createMemfd('wrong', memoryBytes)));
    frontend.tell(
      request,
      payload,
      files.map(({ fd }) => fd),
    );
    for (const file of files) file.close();
    await frontend.end();
    t.match(said.join('\n'), reason);
  });

guestTest('a message without an end ends the connection', async (t, { frontend, raw, said }) => {
  const bytes = words(requests.getFeatures, 1, 0xffff_ffff);
  addon.send(raw, bytes, 0, bytes.length, null, 0);
  await frontend.end();
  t.match(said.join('\n'), /a message with 4294967295 bytes/);
});

runningTest('a broken queue is not served, and the connection lives', async (t, { frontend, said }) => {
  frontend.queue(0).setDescriptor(0, { at: -0x20_0000, bytes: 64, flags: 0, next: 0 });
  frontend.queue(0).offer(0);
  await waitFor('the queue is found broken', { timeoutMs: 30_000 }, () => said.length > 0 || undefined);
  await frontend.ask(requests.getFeatures);
  t.match(
    said.join('\n'),
    /queue 0 is not served until the guest starts anew: guest address \d+ is no memory/,
  );
});

runningTest('a queue whose kick ends is not served', async (t, { frontend, said }) => {
  const [kick, other] = addon.pipe();
  await frontend.pause(0);
  await frontend.ask(requests.setVringKick, longs(0), [kick]);
  addon.close(kick);
  addon.close(other);
  await waitFor('the queue is found broken', { timeoutMs: 30_000 }, () => said.length > 0 || undefined);
  t.strictSame(said, ['queue 0 is not served until the guest starts anew: its kick has ended']);
  await frontend.ask(requests.getFeatures);
});

runningTest('a call that nobody takes holds nobody up', async (t, { frontend }) => {
  const [reading, call] = addon.pipe();
  addon.setNonBlocking(call, true);
  const page = new Uint8Array(4096);
  while (addon.write(call, page, 0, page.length) > 0);
  addon.setNonBlocking(call, false);
  await frontend.ask(requests.setVringCall, longs(0), [call]);
  void frontend.queue(0).post(new Uint8Array(24));
  const used = (): true | undefined => frontend.memory[2050] === 1 || undefined;
  t.ok(await waitFor('the command is answered', { timeoutMs: 30_000, stepMs: 1 }, used));
  addon.close(call);
  addon.close(reading);
});
