import * as fc from 'fast-check';
import t from 'tap';
import { wl_display } from '../../src/protocol/generated/wayland.js';
import type { OwnedFd } from '../../src/native/fd.js';
import type { Args } from '../../src/wire/reader.js';
import type { FakeEnd } from '../support/fake-end.js';
import { fixture, noLeaks, openDescriptors, someFd, type Fixture } from '../support/fixture.js';
import { checkObjects } from '../support/object-checks.js';
import { checkPassed, type Said } from '../support/pass-check.js';
import { playing } from '../support/random-sessions.js';
import { decant_probe } from '../support/test-protocol.js';

noLeaks(t);

const options = playing(300);
const clientKinds = [
  'make',
  'makeWith',
  'makeOf',
  'destroy',
  'numbers',
  'text',
  'bytes',
  'objects',
  'pass',
  'sync',
] as const;
const hostKinds = [
  'deleteId',
  'hostNumbers',
  'hostText',
  'hostBytes',
  'hostObjects',
  'hostPass',
  'offer',
  'offerWith',
] as const;
const flowKinds = [
  'clientReads',
  'hostReads',
  'clientRoom',
  'hostRoom',
  'clientPieces',
  'hostPieces',
] as const;

interface Operation {
  readonly kind: (typeof clientKinds)[number] | (typeof hostKinds)[number] | (typeof flowKinds)[number];
  readonly a: number;
  readonly b: number;
  readonly text: string;
  readonly bytes: Uint8Array;
}

const operation: fc.Arbitrary<Operation> = fc.record({
  kind: fc.constantFrom(...clientKinds, ...hostKinds, ...flowKinds),
  a: fc.nat(1 << 16),
  b: fc.nat(1 << 16),
  text: fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.replaceAll('\0', '.')),
  bytes: fc.uint8Array({ maxLength: 50 }),
});

/** One random session: what was said on each side, and what each side may still use. */
class Walk {
  readonly story: Fixture = fixture();
  readonly #requests: Said[] = [];
  readonly #events: Said[] = [];
  readonly #clientProbes: number[];
  readonly #hostProbes: number[];
  readonly #deletable: number[] = [];

  constructor() {
    const { client, host } = this.story;
    client.getRegistry();
    this.#clientProbes = [client.bind(decant_probe, 4, client.getRegistry())];
    this.#hostProbes = [host.idOf('decant_probe')];
    for (const end of [client, host]) {
      end.takeRaw();
      end.seen.length = 0;
    }
  }

  do(op: Operation): void {
    const { client, host } = this.story;
    if (op.kind.endsWith('Reads') || op.kind.endsWith('Room') || op.kind.endsWith('Pieces')) this.#flow(op);
    else if ((clientKinds as readonly string[]).includes(op.kind)) this.#client(op);
    else this.#host(op);
    for (const { message, args } of client.seen.splice(0))
      if (message === 'offer' || message === 'offer_with') this.#clientProbes.push(args['id'] as number);
    for (const { id, message, args } of host.seen.splice(0)) {
      if (message.startsWith('make')) this.#hostProbes.push(args['id'] as number);
      if (message === 'sync') this.#deletable.push(args['callback'] as number);
      if (message === 'destroy') {
        this.#hostProbes.splice(this.#hostProbes.indexOf(id), 1);
        this.#deletable.push(id);
      }
    }
  }

  /** Lets everything flow, then compares both streams, and follows every object there and back. */
  check(): void {
    const { client, host, peer, ends } = this.story;
    for (const end of [client, host]) end.transport.capacityBytes = 1 << 20;
    client.resume();
    host.resume();
    client.resume();
    checkPassed(this.#requests, host.takeRaw());
    checkPassed(this.#events, client.takeRaw());
    checkObjects(peer.context.objects);
    this.do({ kind: 'sync', a: 0, b: 0, text: '', bytes: new Uint8Array(0) });
    for (const id of this.#clientProbes) {
      client.say(id, 'numbers', { int: id, uint: 0, fixed: 0 });
      host.say(host.seen.at(-1)!.id, 'numbers', { int: id, uint: 0, fixed: 0 });
      const echo = client.seen.at(-1)!;
      if (echo.id !== id || echo.args['int'] !== id) throw new Error(`object ${id} came back as ${echo.id}`);
    }
    const inUse = peer.context.objects.client.low.count;
    // wl_display and the registries are the others.
    const known = [...client.objects.keys()].filter((id) => id > 0).length;
    if (inUse !== known) throw new Error(`${inUse} ids are in use, the client knows ${known}`);
    if (ends.length > 0) throw new Error(`the peer ended: ${ends[0]!.text}`);
  }

  #flow(op: Operation): void {
    const end = op.kind.startsWith('client') ? this.story.client : this.story.host;
    if (op.kind.endsWith('Room')) end.transport.capacityBytes = 1 + (op.a % 300);
    else if (op.kind.endsWith('Pieces')) end.transport.readLimitBytes = 1 + (op.a % 64);
    else if (end.reading) end.reading = false;
    else end.resume();
  }

  #client(op: Operation): void {
    const { client } = this.story;
    const own = this.#clientProbes.filter((id) => id > 0);
    const [probe, other] = [pick(this.#clientProbes, op.a), pick(this.#clientProbes, op.b)];
    const say = (name: string, args: Args<OwnedFd> = {}): void =>
      this.#say(client, this.#requests, probe, name, args);
    switch (op.kind) {
      case 'make':
      case 'makeWith':
      case 'makeOf': {
        const id = client.newId();
        if (op.kind === 'make') say('make', { id });
        else if (op.kind === 'makeOf') say('make_of', { id, probe: other });
        else say('make_with', { text: op.text, id, fd: someFd(), probe: other });
        this.#clientProbes.push(id);
        break;
      }
      case 'destroy': {
        // The first is the one that everything comes from; the host's may still be named by events under way.
        const id = pick(own, op.a);
        if (id === own[0]) return;
        this.#clientProbes.splice(this.#clientProbes.indexOf(id), 1);
        this.#say(client, this.#requests, id, 'destroy');
        break;
      }
      case 'sync':
        this.#say(client, this.#requests, 1, 'sync', { callback: client.newId() });
        break;
      case 'pass':
        say('pass_two', { first: someFd(), text: op.text, second: someFd() });
        break;
      case 'objects':
        say('objects', { probe: other, maybe: op.a % 2 === 0 ? 0 : probe, any: other });
        break;
      default:
        say(op.kind, plainArgs(op, op.kind));
    }
  }

  #host(op: Operation): void {
    const { host } = this.story;
    const [probe, other] = [pick(this.#hostProbes, op.a), pick(this.#hostProbes, op.b)];
    const say = (name: string, args: Args<OwnedFd> = {}): void =>
      this.#say(host, this.#events, probe, name, args);
    switch (op.kind) {
      case 'deleteId': {
        const id = this.#deletable.splice(op.a % Math.max(this.#deletable.length, 1), 1)[0];
        if (id !== undefined) this.#say(host, this.#events, 1, 'delete_id', { id });
        break;
      }
      case 'offer':
      case 'offerWith': {
        const id = host.newId();
        if (op.kind === 'offer') say('offer', { id });
        else say('offer_with', { text: op.text, id, fd: someFd() });
        this.#hostProbes.push(id);
        break;
      }
      case 'hostPass':
        say('pass', { fd: someFd() });
        break;
      case 'hostObjects':
        say('objects', { probe: other, maybe: op.a % 2 === 0 ? 0 : probe, any: other });
        break;
      default:
        say(
          op.kind.slice('host'.length).toLowerCase(),
          plainArgs(op, op.kind.slice('host'.length).toLowerCase()),
        );
    }
  }

  #say(end: FakeEnd, said: Said[], id: number, name: string, args: Args<OwnedFd> = {}): void {
    const table = id === 1 ? wl_display : decant_probe;
    const messages = end === this.story.client ? table.requests : table.events;
    const { bytes, fds } = end.encode(id, name, args);
    said.push({ bytes, message: messages.find((message) => message.name === name)! });
    end.sayBytes(bytes, fds);
  }
}

function plainArgs({ a, b, text, bytes }: Operation, name: string): Args<OwnedFd> {
  if (name === 'numbers') return { int: a - b, uint: b, fixed: -a };
  return name === 'text' ? { text, maybe: a % 2 === 0 ? null : text } : { bytes };
}

function pick(ids: readonly number[], n: number): number {
  return ids[n % ids.length]!;
}

t.test('whatever is said passes byte for byte, in order, and leaves nothing behind', async (t) => {
  fc.assert(
    fc.property(fc.array(operation, { minLength: 1, maxLength: 120 }), fc.nat(3), (operations, leave) => {
      const before = openDescriptors();
      const walk = new Walk();
      const { story } = walk;
      try {
        for (const each of operations) walk.do(each);
        walk.check();
        for (const each of operations) walk.do(each);
        if (leave === 1) story.client.hangUp();
        if (leave === 2) story.host.hangUp();
        if (leave === 3) story.peer.stop('enough');
      } finally {
        story.close();
      }
      if (story.ends.length !== 1) throw new Error(`the peer ended ${story.ends.length} times`);
      const left = openDescriptors() - before;
      if (left !== 0) throw new Error(`${left} descriptors leaked`);
    }),
    options,
  );
  t.pass(`${options.numRuns} random sessions`);
});
