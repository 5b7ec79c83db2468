/** Sessions of real libwayland clients on a real weston, captured without decant, played through a peer. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { createLogger } from '../../src/log/logger.js';
import { handlers } from '../../src/peer/handlers/index.js';
import type { PeerEnd } from '../../src/peer/ending.js';
import { Peer } from '../../src/peer/peer.js';
import { makeTables } from '../../src/peer/tables.js';
import { allInterfaces } from '../../src/protocol/generated/index.js';
import { notOffered } from '../../src/protocol/not-offered.js';
import { noLeaks, someFd } from '../support/fixture.js';
import { testDrivers } from '../support/memory-channel.js';
import { MemoryTransport, settle } from '../support/memory-transport.js';
import { Cutter, ReferenceIds, stringAt } from './reference-ids.js';

noLeaks(t);

interface Piece {
  readonly fromHost: boolean;
  readonly fdCount: number;
  readonly bytes: Uint8Array;
}

function piecesOf(file: string): Piece[] {
  const all = readFileSync(join(import.meta.dirname, '../../../tests/golden', file));
  const pieces: Piece[] = [];
  for (let at = 0; at < all.length;) {
    const length = all.readUInt32LE(at + 4);
    const bytes = new Uint8Array(all.subarray(at + 8, at + 8 + length));
    pieces.push({ fromHost: all[at] === 1, fdCount: all[at + 1]!, bytes });
    at += 8 + length;
  }
  return pieces;
}

/** Plays a capture: what each side got, and what the reference says it had to get. */
function replay(file: string) {
  const [client, host] = [new MemoryTransport(), new MemoryTransport()];
  const ends: PeerEnd[] = [];
  const log = createLogger({ level: 'error', format: 'text' }, 'test');
  const tables = makeTables(allInterfaces, handlers, { hidden: notOffered, caps: {} });
  const peer = new Peer({ host, drivers: testDrivers(), tables, log, onEnd: (end) => ends.push(end) });
  const got = { client: [] as number[], host: [] as number[], fdsToHost: 0 };
  const wanted = { client: [] as number[], host: [] as number[], fdsToHost: 0, requests: 0 };
  const turn = (): void =>
    settle([client, host], () => {
      got.client.push(...client.take().bytes);
      const { bytes, fds } = host.take();
      got.host.push(...bytes);
      got.fdsToHost += fds.length;
      for (const fd of fds) fd.close();
    });
  peer.start();
  peer.serve(client);
  turn();
  got.host.length = 0;
  const ids = new ReferenceIds(allInterfaces);
  const [requests, events] = [new Cutter(), new Cutter()];
  for (const { fromHost, fdCount, bytes } of piecesOf(file)) {
    const fds = Array.from({ length: fdCount }, () => someFd());
    if (!fromHost) {
      for (const each of requests.cut(bytes)) {
        const request = ids.request(each);
        wanted.requests++;
        wanted.fdsToHost += request.fdCount;
        if (request.message.name !== 'get_registry') wanted.host.push(...ids.toHost(request));
      }
      client.put(bytes, fds);
    } else {
      const translated = [...events.cut(bytes)].flatMap((each) => {
        const event = ids.event(each);
        const words = new DataView(each.buffer);
        const hidden = event.message.name === 'global' && !ids.has(stringAt(words, 12));
        if (!hidden) wanted.client.push(...each);
        const out = [...ids.toHost(event)];
        if (event.message.name === 'delete_id') ids.deleted(words.getUint32(8, true));
        return out;
      });
      host.put(Uint8Array.from(translated), fds);
    }
    turn();
  }
  client.hangUp();
  turn();
  return { got, wanted, ends };
}

for (const file of ['wayland-info.bin', 'weston-simple-shm.bin']) {
  t.test(`${file}: every byte and descriptor comes through as the reference says`, async (t) => {
    const { got, wanted, ends } = replay(file);
    t.ok(wanted.requests > 5, `control: ${wanted.requests} requests were captured`);
    t.strictSame(Buffer.from(got.host).toString('hex'), Buffer.from(wanted.host).toString('hex'));
    t.strictSame(Buffer.from(got.client).toString('hex'), Buffer.from(wanted.client).toString('hex'));
    t.equal(got.fdsToHost, wanted.fdsToHost);
    t.strictSame(
      ends.map((end) => end.cause),
      ['client-left'],
    );
  });
}
