/** Writes one well-formed input a message into the folder named on the command line: where the fuzzer begins. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ArgSchema, InterfaceSchema, MessageSchema } from '../../src/protocol/schema.js';
import { serverIdStart } from '../../src/wire/framing.js';
import type { Args } from '../../src/wire/reader.js';
import * as wayland from '../../src/protocol/generated/wayland.js';
import { decant_other, decant_probe } from '../support/test-protocol.js';
import { encoded } from './opening.js';

const { wl_display, wl_registry } = wayland;
/** Objects of the opening, by interface. */
const living: readonly (readonly [InterfaceSchema, number])[] = [
  [wl_display, 1],
  [wl_registry, 2],
  [decant_probe, 3],
  [decant_other, 6],
  [decant_probe, serverIdStart],
  [decant_probe, serverIdStart + 1],
];
const nextClientId = 8;
const nextHostId = serverIdStart + 2;

function valueOf(arg: ArgSchema, kind: 'request' | 'event'): Args<number>[string] {
  switch (arg.type) {
    case 'string':
      return 'seed';
    case 'array':
      return Uint8Array.of(1, 2, 3, 4, 5);
    case 'object':
      return 4;
    case 'new_id': {
      const id = kind === 'request' ? nextClientId : nextHostId;
      return arg.interface === undefined ? { interface: 'decant_probe', version: 1, id } : id;
    }
    default:
      return 1;
  }
}

/** An input that says one message, in the opened session, with its descriptors. */
function seedOf(
  kind: 'request' | 'event',
  table: InterfaceSchema,
  id: number,
  message: MessageSchema,
): Uint8Array {
  const args = Object.fromEntries(message.args.map((arg) => [arg.name, valueOf(arg, kind)]));
  const fdCount = message.args.filter((arg) => arg.type === 'fd').length;
  const settings = (kind === 'event' ? 1 : 0) | 2 | (fdCount << 3);
  return new Uint8Array([settings, ...encoded(kind, table, message.name, id | 0, args)]);
}

/** A conversation: a request, then an event, both of the first message that is plain. */
function conversation(): Uint8Array {
  const request = encoded('request', decant_probe, 'numbers', 3, { int: 1, uint: 2, fixed: 3 });
  const event = encoded('event', decant_probe, 'numbers', 3, { int: 1, uint: 2, fixed: 3 });
  return new Uint8Array([6, 0, request.length / 4, ...request, 1, event.length / 4, ...event]);
}

const folder = process.argv[2];
if (folder === undefined) throw new Error('name the folder for the seeds');
mkdirSync(folder, { recursive: true });
for (const [table, id] of living) {
  for (const message of table.requests) {
    const name = `${table.name}-${id.toString(16)}-request-${message.name}`;
    writeFileSync(join(folder, name), seedOf('request', table, id, message));
  }
  for (const message of table.events) {
    const name = `${table.name}-${id.toString(16)}-event-${message.name}`;
    writeFileSync(join(folder, name), seedOf('event', table, id, message));
  }
}
writeFileSync(join(folder, 'conversation'), conversation());
