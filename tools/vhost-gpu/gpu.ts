/**
 * The virtio-gpu device: control commands of one guest, as they are without screens. Contexts are of the cross-domain kind
 * only; what is in them is context.ts's. A command that cannot be done is answered with an error and said; it changes
 * nothing.
 */
import { randomBytes } from 'node:crypto';
import { capabilitySet, channelType } from '../../src/channel/virtgpu/protocol.js';
import { isSystemError } from '../../src/errors.js';
import { CrossDomainContext, type ContextOptions } from './context.js';
import type { Device, FrontendServices } from './frontend.js';
import { checkLength, long, readCommand, respond, word, type Command } from './gpu-command.js';
import * as gpu from './gpu-protocol.js';
import { Leftovers } from './leftovers.js';
import { MachineAccount } from './machine-account.js';
import type { GuestRange } from './memory.js';
import { QueueError, RefusedCommand } from './rules.js';
import { Resources } from './resources.js';

const { commands, header, responses } = gpu;
const capabilityBytes = 16;
const maxContexts = 1024;

export interface GpuOptions extends ContextOptions {
  /** Size of the guest's window of host memory, in bytes; it has no more of it than that. */
  readonly windowBytes: number;
  /** Of the machine; a new one by default. */
  readonly account?: MachineAccount;
}

type Answer = (response: Uint8Array) => void;

export class Gpu implements Device {
  readonly features = Object.values(gpu.features).reduce((all, bit) => all | bit, 0n);
  readonly queueCount = gpu.queues.count;
  readonly config = new Uint8Array(Uint32Array.of(0, 0, 0, 1).buffer);
  readonly sharedMemory: readonly number[];
  readonly #services: FrontendServices;
  readonly #options: GpuOptions;
  readonly #resources: Resources;
  readonly #contexts = new Map<number, CrossDomainContext>();
  readonly #account: MachineAccount;
  readonly #leftovers = new Leftovers();

  constructor(services: FrontendServices, options: GpuOptions) {
    this.#services = services;
    this.#options = options;
    this.#account = options.account ?? new MachineAccount();
    this.#resources = new Resources(services, this.#account, options.windowBytes);
    this.sharedMemory = Array.from({ length: gpu.hostVisibleRegion + 1 }, (_, id) =>
      id === gpu.hostVisibleRegion ? options.windowBytes : 0,
    );
  }

  serve(queue: number, request: Uint8Array, answer: Answer): Promise<void> | undefined {
    // There is no screen that a cursor could be on.
    if (queue !== gpu.queues.control || request.length < header.bytes) {
      answer(respond(responses.unspecified));
      return undefined;
    }
    const command = readCommand(request);
    return this.#guarded(command, answer, () => this.#run(command, answer));
  }

  reset(): void {
    for (const context of this.#contexts.values()) context.close();
    this.#contexts.clear();
    this.#leftovers.clear();
    this.#resources.clear();
  }

  /** Runs a command, waits for it if it takes longer, and answers what it throws. */
  #guarded(
    command: Command,
    answer: Answer,
    run: () => Promise<void> | undefined,
  ): Promise<void> | undefined {
    const fail = (error: unknown): void => {
      if (!(error instanceof RefusedCommand || error instanceof QueueError || isSystemError(error)))
        throw error;
      const name = `command 0x${command.type.toString(16)}`;
      this.#services.say(`${name} of context ${command.context}: ${error.message}`, name);
      answer(respond(error instanceof RefusedCommand ? error.response : responses.unspecified, command));
    };
    try {
      return run()?.catch(fail);
    } catch (error) {
      fail(error);
      return undefined;
    }
  }

  /** Answers a command now, by a promise, or, a POLL, when there is something. */
  #run(command: Command, answer: Answer): Promise<void> | undefined {
    const { type } = command;
    switch (type) {
      case commands.submit3d:
        this.#submit(command, answer);
        return undefined;
      case commands.resourceMapBlob:
        return this.#map(command, answer);
      case commands.resourceUnmapBlob:
        return this.#unmap(command, answer);
      case commands.resourceUnref:
        return this.#unref(command, answer);
      default:
        answer(this.#answerTo(command));
        return undefined;
    }
  }

  /** Commands that are done at once. */
  #answerTo(command: Command): Uint8Array {
    switch (command.type) {
      case commands.getDisplayInfo:
        return respond(responses.displayInfo, command, new Uint8Array(gpu.displayInfoBytes));
      case commands.getCapsetInfo:
        return this.#capsetInfo(command);
      case commands.getCapset:
        return this.#capset(command);
      case commands.resourceAssignUuid:
        this.#resources.get(word(command.body, 0));
        return respond(responses.resourceUuid, command, randomBytes(16));
      case commands.resourceCreateBlob:
        this.#createBlob(command);
        break;
      case commands.contextCreate:
        this.#createContext(command);
        break;
      case commands.contextDestroy:
        this.#context(command).close();
        this.#contexts.delete(command.context);
        break;
      case commands.contextAttachResource:
        this.#context(command).attach(this.#resources.get(word(command.body, 0)));
        break;
      case commands.contextDetachResource:
        this.#context(command).detach(word(command.body, 0));
        break;
      default:
        throw new RefusedCommand('not served by a device without screens', responses.unspecified);
    }
    return respond(responses.ok, command);
  }

  #context({ context }: Command): CrossDomainContext {
    const found = this.#contexts.get(context);
    if (!found) throw new RefusedCommand('there is no such context', responses.invalidContext);
    return found;
  }

  #capsetInfo(command: Command): Uint8Array {
    if (word(command.body, 0) !== 0) throw new RefusedCommand('there is one capability set');
    const info = Uint32Array.of(capabilitySet, 0, capabilityBytes, 0);
    return respond(responses.capsetInfo, command, new Uint8Array(info.buffer));
  }

  #capset(command: Command): Uint8Array {
    if (word(command.body, 0) !== capabilitySet) throw new RefusedCommand('there is no such capability set');
    const dmabuf = this.#options.imagesAreDmabufs ? 1 : 0;
    const capabilities = Uint32Array.of(1, 1 << channelType.wayland, dmabuf, 0);
    return respond(responses.capset, command, new Uint8Array(capabilities.buffer));
  }

  #createContext({ context, body }: Command): void {
    const { init, name, nameBytes, nameLength } = gpu.contextCreate;
    checkLength(body, gpu.contextCreate.bytes);
    if (context === 0 || this.#contexts.has(context))
      throw new RefusedCommand('the context cannot be made', responses.invalidContext);
    if (this.#contexts.size >= maxContexts)
      throw new RefusedCommand('too many contexts', responses.outOfMemory);
    if ((word(body, init) & 0xff) !== capabilitySet)
      throw new RefusedCommand('there are only cross-domain contexts');
    const length = Math.min(word(body, nameLength), nameBytes);
    const text = Buffer.from(body.buffer, body.byteOffset + name, length).toString('latin1');
    const who = `context ${context} (${text.replaceAll(/[^\x20-\x7e]/g, '')})`;
    const { say } = this.#services;
    const shared = { ...this.#options, say, account: this.#account, leftovers: this.#leftovers };
    this.#contexts.set(context, new CrossDomainContext(who, this.#services.memory, shared));
  }

  #createBlob(command: Command): void {
    const { body } = command;
    const layout = gpu.createBlob;
    checkLength(body, layout.bytes);
    const id = word(body, layout.id);
    const bytes = long(body, layout.size);
    if (word(body, layout.memory) === gpu.blobMemory.guest) {
      const guest = firstPiece(body, bytes);
      this.#resources.add({ id, bytes, ...(guest && { guest }) });
      return;
    }
    if (word(body, layout.memory) !== gpu.blobMemory.host3d) throw new RefusedCommand('no such kind of blob');
    const host = this.#context(command).takeBlob(long(body, layout.blobId), bytes);
    try {
      this.#resources.add({ id, bytes: host.bytes, host });
    } catch (error) {
      host[Symbol.dispose]();
      throw error;
    }
  }

  async #map(command: Command, answer: Answer): Promise<void> {
    const { bytes, id, offset } = gpu.mapBlob;
    checkLength(command.body, bytes);
    await this.#resources.map(word(command.body, id), long(command.body, offset));
    const info = Uint32Array.of(gpu.mapCached, 0);
    answer(respond(responses.mapInfo, command, new Uint8Array(info.buffer)));
  }

  async #unmap(command: Command, answer: Answer): Promise<void> {
    await this.#resources.unmap(word(command.body, 0));
    answer(respond(responses.ok, command));
  }

  async #unref(command: Command, answer: Answer): Promise<void> {
    const id = word(command.body, 0);
    for (const context of this.#contexts.values()) context.detach(id);
    await this.#resources.remove(id);
    answer(respond(responses.ok, command));
  }

  #submit(command: Command, answer: Answer): void {
    // A POLL may wait for long: only its header is kept.
    const { body, ...header } = command;
    const size = word(body, 0);
    checkLength(body, 8 + size);
    const ring = (header.flags & gpu.headerFlags.ringIndex) === 0 ? undefined : header.ring;
    const bytes = new Uint8Array(body.buffer, body.byteOffset + 8, size);
    this.#context(command).submit(bytes, ring, (done) =>
      answer(respond(done ? responses.ok : responses.invalidParameter, header)),
    );
  }
}

/**
 * Where a guest blob begins, which is all that a ring has: the others of its pieces are counted, and not kept. Throws
 * `RefusedCommand` for one with less memory than it says.
 */
function firstPiece(body: DataView, bytes: number): GuestRange | undefined {
  const { entries, entryBytes, bytes: fixed } = gpu.createBlob;
  const count = word(body, entries);
  checkLength(body, fixed + count * entryBytes);
  let total = 0;
  for (let i = 0; i < count; i++) total += word(body, fixed + i * entryBytes + 8);
  if (total < bytes) throw new RefusedCommand(`a blob of ${bytes} bytes with less memory`);
  if (count === 0) return undefined;
  return { address: long(body, fixed), bytes: Math.min(word(body, fixed + 8), bytes) };
}
