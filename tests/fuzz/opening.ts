/**
 * The session that the fuzzer's inputs may begin in, as bytes: the client has registry 2, probe 3 (bound), probes 4 and
 * 5, another 6, and the destroyed probe 7; the host made 0xff000000, which the client keeps, and 0xff000001, which it
 * destroyed. The host names the same objects 3 to 7.
 */
import { ProtocolLayout } from '../../src/wire/layout.js';
import type { Args } from '../../src/wire/reader.js';
import { MessageWriter } from '../../src/wire/writer.js';
import * as wayland from '../../src/protocol/generated/wayland.js';
import type { InterfaceSchema } from '../../src/protocol/schema.js';
import { serverIdStart } from '../../src/wire/framing.js';
import { decant_other, decant_probe } from '../support/test-protocol.js';

const protocol = new ProtocolLayout([...Object.values(wayland), decant_probe, decant_other]);
const writer = new MessageWriter();
const { wl_display, wl_registry } = wayland;

/** One message as bytes; descriptors are left out. */
export function encoded(
  kind: 'request' | 'event',
  table: InterfaceSchema,
  name: string,
  id: number,
  args: Args<number>,
): Uint8Array {
  const size = writer.encode(protocol[kind](table, name), id, args, () => undefined);
  return writer.bytes.slice(0, size);
}

const request = encoded.bind(undefined, 'request');
const event = encoded.bind(undefined, 'event');

export const openingRequests = joined(
  request(wl_display, 'get_registry', 1, { registry: 2 }),
  request(wl_registry, 'bind', 2, { name: 1, id: { interface: 'decant_probe', version: 4, id: 3 } }),
  request(decant_probe, 'make', 3, { id: 4 }),
  request(decant_probe, 'make', 3, { id: 5 }),
  request(decant_probe, 'make_other', 3, { id: 6 }),
  request(decant_probe, 'make', 3, { id: 7 }),
  request(decant_probe, 'destroy', 7, {}),
);

export const openingEvents = {
  first: event(wl_registry, 'global', 2, { name: 1, interface: 'decant_probe', version: 4 }),
  second: joined(
    event(decant_probe, 'offer', 3, { id: serverIdStart }),
    event(decant_probe, 'offer', 3, { id: serverIdStart + 1 }),
    event(decant_probe, 'gone', (serverIdStart + 1) | 0, {}),
  ),
};

function joined(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
