/**
 * Plays one input of the fuzzer against a fresh peer in memory and checks what must hold whatever comes in: nothing is
 * thrown, the peer ends exactly once, every id pair is whole, every descriptor is closed.
 *
 * The input's first byte chooses: bit 0 who speaks (client, host), bit 1 whether a session with objects was opened
 * before, bit 2 whether the rest is one piece or a conversation, bits 3–5 how many descriptors come with the first
 * byte, bit 6 reads of seven bytes only, bit 7 a far end that doesn't read. In a conversation each piece has a header
 * of two bytes: the same bits 0, 3–5, 6 (this piece: the far end toggles reading), 7 (it hangs up), then its length in words.
 */
import { openSync } from 'node:fs';
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { silentLogger } from '../../src/log/logger.js';
import { handlers } from '../../src/peer/handlers/index.js';
import type { PeerEnd } from '../../src/peer/ending.js';
import { Peer } from '../../src/peer/peer.js';
import { makeTables } from '../../src/peer/tables.js';
import * as wayland from '../../src/protocol/generated/wayland.js';
import { testDrivers } from '../support/memory-channel.js';
import { MemoryTransport, settle } from '../support/memory-transport.js';
import { checkObjects } from '../support/object-checks.js';
import { decant_other, decant_probe } from '../support/test-protocol.js';
import { openingEvents, openingRequests } from './opening.js';

export const fuzzTables = makeTables([...Object.values(wayland), decant_probe, decant_other], handlers, {
  hidden: {},
  caps: {},
});

const sampleFd = openSync('/dev/null', 'r');

interface Side {
  readonly transport: MemoryTransport;
  reading: boolean;
}

/** Throws if anything is not as it must be. */
export function playInput(data: Uint8Array): void {
  // While nothing is under way; a higher one afterwards is a leak.
  const firstFree = lowestFree();
  const ends: PeerEnd[] = [];
  const client: Side = { transport: new MemoryTransport(), reading: true };
  const host: Side = { transport: new MemoryTransport(), reading: true };
  const peer = new Peer({
    host: host.transport,
    drivers: testDrivers(),
    tables: fuzzTables,
    log: silentLogger,
    onEnd: (end) => ends.push(end),
  });
  peer.start();
  peer.serve(client.transport);
  play(data, client, host);
  checkObjects(peer.context.objects);
  for (const { transport } of [client, host]) transport.hangUp();
  turn(client, host);
  checkObjects(peer.context.objects);
  if (ends.length !== 1) throw new Error(`the peer ended ${ends.length} times`);
  if (!client.transport.closed || !host.transport.closed) throw new Error('a connection was left open');
  if (OwnedFd.live !== 0) throw new Error(`${OwnedFd.live} owned descriptors are left`);
  if (lowestFree() !== firstFree) throw new Error('a descriptor leaked');
}

function play(data: Uint8Array, client: Side, host: Side): void {
  const settings = data[0] ?? 0;
  const speaker = (settings & 1) === 0 ? client : host;
  const listener = speaker === client ? host : client;
  if ((settings & 2) !== 0) {
    host.transport.put(openingEvents.first);
    turn(client, host);
    client.transport.put(openingRequests);
    turn(client, host);
    host.transport.put(openingEvents.second);
    turn(client, host);
  }
  if ((settings & 64) !== 0) client.transport.readLimitBytes = host.transport.readLimitBytes = 7;
  if ((settings & 128) !== 0) {
    listener.reading = false;
    listener.transport.capacityBytes = 64;
  }
  if ((settings & 4) === 0) {
    say(speaker, data.subarray(1), (settings >> 3) & 7);
    turn(client, host);
  } else {
    converse(data, client, host);
  }
}

function converse(data: Uint8Array, client: Side, host: Side): void {
  for (let at = 1; at + 2 <= data.length;) {
    const control = data[at]!;
    const length = data[at + 1]! * 4;
    const side = (control & 1) === 0 ? client : host;
    if ((control & 64) !== 0) side.reading = !side.reading;
    say(side, data.subarray(at + 2, at + 2 + length), (control >> 3) & 7);
    if ((control & 128) !== 0) side.transport.hangUp();
    turn(client, host);
    at += 2 + length;
  }
}

function say(side: Side, bytes: Uint8Array, fdCount: number): void {
  const fds = Array.from({ length: fdCount }, () => new OwnedFd(addon.duplicate(sampleFd)));
  if (bytes.length > 0) side.transport.put(bytes, fds);
  else for (const fd of fds) fd.close();
}

function turn(client: Side, host: Side): void {
  settle([client.transport, host.transport], () => {
    for (const { reading, transport } of [client, host]) {
      if (reading) for (const fd of transport.take().fds) fd.close();
    }
  });
}

function lowestFree(): number {
  const fd = addon.duplicate(sampleFd);
  addon.close(fd);
  return fd;
}
