/**
 * A guest on a fake frontend, with what virtgpu would say, and a fake compositor behind the device. Checks at the end of its
 * test that nothing is left.
 */
import t, { type Test } from 'tap';
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { connectCompositor } from '../../tools/vhost-gpu/compositor.js';
import { Frontend } from '../../tools/vhost-gpu/frontend.js';
import { Gpu } from '../../tools/vhost-gpu/gpu.js';
import { HostMemories } from '../../tools/vhost-gpu/host-memory.js';
import { MachineAccount } from '../../tools/vhost-gpu/machine-account.js';
import { FakeFrontend } from './fake-frontend.js';
import { joined, longs, words } from './fake-words.js';

export const windowBytes = 16 * 1024 * 1024;
export const ok = 0x1100;

/** A response's type, fence and the rest. */
export interface Response {
  readonly type: number;
  readonly flags: number;
  readonly fence: bigint;
  readonly ring: number;
  readonly body: DataView;
}

export interface Guest {
  readonly frontend: FakeFrontend;
  /** The frontend's socket, for bytes that are no messages. */
  readonly raw: number;
  /** What the backend has said. */
  readonly said: readonly string[];
  readonly memories: HostMemories;
  readonly account: MachineAccount;
  /** The compositor's end of each connection, in order; the guest's to close. */
  readonly compositors: OwnedFd[];
  /** The next connections go to a compositor at that path, where none is by default. */
  compositorAt(path?: string): void;
  /** A command on the control queue. */
  command(type: number, context: number, body: Uint8Array, options?: CommandOptions): Promise<Response>;
  /** Fails unless the device answers. */
  alive(): Promise<void>;
  close(): void;
}

export interface CommandOptions {
  readonly ring?: number;
  readonly fence?: bigint;
  readonly indirect?: boolean;
}

/** A test with a guest whose machine is not started yet: `frontend.start()` does that. */
export function guestTest(name: string, body: (t: Test, guest: Guest) => Promise<void>): void {
  t.test(name, async (t) => {
    const live = OwnedFd.live;
    const guest = startGuest(t);
    try {
      await body(t, guest);
    } finally {
      guest.close();
    }
    t.equal(guest.memories.bytes, 0, 'no memory of the host is left');
    t.match(guest.account, { bytes: 0, descriptors: 0, entries: 0 }, 'nothing is counted any more');
    t.equal(OwnedFd.live, live, 'no descriptor is left');
  });
}

/** The same with the machine started. */
export function runningTest(name: string, body: (t: Test, guest: Guest) => Promise<void>): void {
  guestTest(name, async (t, guest) => {
    await guest.frontend.start();
    await body(t, guest);
  });
}

/** A backend of this process, with what is behind it. */
export interface TestBackend extends Pick<
  Guest,
  'said' | 'memories' | 'account' | 'compositors' | 'compositorAt'
> {
  readonly backend: Frontend;
}

/** Takes over `socket`. */
export function backendOf(socket: OwnedFd): TestBackend {
  const said: string[] = [];
  const say = (text: string): void => void said.push(text);
  const memories = new HostMemories(windowBytes);
  const account = new MachineAccount();
  const compositors: OwnedFd[] = [];
  let compositorPath: string | undefined;
  const connect = (): OwnedFd => {
    if (compositorPath !== undefined) return connectCompositor(compositorPath);
    const [near, far] = addon.socketPair();
    compositors.push(new OwnedFd(far));
    return new OwnedFd(near);
  };
  const compositorAt = (path = '/nonexistent/compositor'): void => void (compositorPath = path);
  const backend = new Frontend(socket, {
    isOurs: (fd) => memories.has(fd),
    makeDevice: (services) =>
      new Gpu(services, { connect, imagesAreDmabufs: true, memories, windowBytes, account }),
    say,
    onEnd: () => undefined,
  });
  return { backend, said, memories, account, compositors, compositorAt };
}

function startGuest(t: Test): Guest {
  const [ours, theirs] = addon.socketPair();
  const raw = addon.duplicate(ours);
  const { backend, ...behind } = backendOf(new OwnedFd(theirs));
  const frontend = new FakeFrontend(new OwnedFd(ours));
  const command: Guest['command'] = async (type, context, body, { ring, fence, indirect } = {}) => {
    const flags = (fence === undefined ? 0 : 1) | (ring === undefined ? 0 : 2);
    const head = joined(words(type, flags), longs(fence ?? 0), words(context, ring ?? 0));
    return readResponse(await frontend.queue(0).post(joined(head, body), 512, indirect));
  };
  const close = (): void => {
    backend.close();
    frontend.close();
    addon.close(raw);
    for (const each of behind.compositors) each[Symbol.dispose]();
  };
  return {
    frontend,
    raw,
    ...behind,
    command,
    alive: async () => {
      const { type } = await command(0x108, 0, words(0, 0));
      t.equal(type, 0x1102, 'the device answers');
    },
    close,
  };
}

function readResponse(bytes: Uint8Array): Response {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return {
    type: view.getUint32(0, true),
    flags: view.getUint32(4, true),
    fence: view.getBigUint64(8, true),
    ring: view.getUint8(20),
    body: new DataView(bytes.buffer, bytes.byteOffset + 24),
  };
}
