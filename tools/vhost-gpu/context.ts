/**
 * One cross-domain context: a guest program's connection to the compositor, by commands and two ring pages. A guest that
 * breaks a rule has its channel ended; it is told as it would be of a compositor that has gone, by one empty RECEIVE.
 * A POLL behind that is not answered until the context goes, so that nobody spins.
 */
import { channelType, commands, identifiers, rings, sizes } from '../../src/channel/virtgpu/protocol.js';
import { isSystemError } from '../../src/errors.js';
import type { OwnedFd } from '../../src/native/fd.js';
import { Attachments } from './attachments.js';
import { imageAnswer, readSend, readWrite, wordsOf } from './channel-messages.js';
import { CompositorConnection } from './compositor.js';
import type { HostMemories, HostMemory } from './host-memory.js';
import { HostNews } from './host-news.js';
import type { Say } from './machine-log.js';
import type { GuestMemory } from './memory.js';
import { Offers } from './offers.js';
import { OutstandingPoll } from './outstanding-poll.js';
import { ContextPipes, type PipeServices } from './pipes.js';
import type { Resource } from './resources.js';
import { BrokenRule, QueueError, RefusedCommand } from './rules.js';

export interface ContextOptions {
  /** A connection to the compositor, non-blocking. Throws the `SystemError` of connect(2). */
  readonly connect: () => OwnedFd;
  /** Whether the compositor takes plain memory for images. */
  readonly imagesAreDmabufs: boolean;
  readonly memories: HostMemories;
}

/** What the device gives to each of its contexts. */
export interface ContextServices extends ContextOptions, PipeServices {
  readonly say: Say;
}

/** INIT as hosts since 2024 have it, and with the socket's uuid behind it, which Wayland does not need. */
const initSizes: readonly number[] = [20, 36];

/** What there is from INIT on. */
interface Channel {
  /** Numbers of resources. */
  readonly queryRing: number;
  readonly channelRing: number;
  readonly compositor: CompositorConnection;
  readonly news: HostNews;
}

export class CrossDomainContext {
  readonly #who: string;
  readonly #options: ContextServices;
  readonly #attached: Attachments;
  readonly #offers: Offers;
  readonly #pipes: ContextPipes;
  readonly #poll: OutstandingPoll;
  #channel: Channel | undefined;
  /** Why the channel has ended, if it has: nothing goes out any more. */
  #broken = false;

  /** `who` is the context for people. */
  constructor(who: string, memory: GuestMemory, options: ContextServices) {
    this.#who = who;
    this.#attached = new Attachments(memory, options.account);
    this.#poll = new OutstandingPoll(this.#attached);
    this.#options = options;
    this.#offers = new Offers(options.memories, options.account);
    this.#pipes = new ContextPipes(
      () => this.#deliver(),
      (text) => options.say(`${who}: ${text}`, 'pipe'),
      options,
    );
  }

  /** The guest's program may name this resource from now on. Throws `RefusedCommand` for too many. */
  attach(resource: Resource): void {
    this.#attached.add(resource);
  }

  detach(id: number): void {
    this.#attached.remove(id);
  }

  /** The memory of a blob that was offered; the caller's. Throws `RefusedCommand`. */
  takeBlob(id: number, bytes: number): HostMemory {
    if (this.#broken) throw new RefusedCommand('the channel has ended');
    try {
      return this.#offers.take(id, bytes);
    } catch (error) {
      if (!(error instanceof BrokenRule)) throw error;
      this.#onError(error);
      throw new RefusedCommand(error.message);
    }
  }

  /** A command, on a ring or on none; `done` is called once, at the latest by `close`. */
  submit(command: Uint8Array, ring: number | undefined, done: (well: boolean) => void): void {
    if ((command[0] ?? 0) === commands.poll && this.#broken) return this.#holdPoll(done);
    if (this.#broken) return done(false);
    try {
      if (this.#run(command, ring, done)) done(true);
    } catch (error) {
      done(false);
      this.#onError(error);
    }
  }

  /** Ends it all, whatever is open. Idempotent. */
  close(): void {
    this.#broken = true;
    this.#channel?.compositor.close();
    this.#pipes.close();
    this.#offers.clear();
    this.#attached.clear();
    this.#poll.answer(true);
  }

  /** Whether the command is done; a POLL is not. Throws `BrokenRule`. */
  #run(command: Uint8Array, ring: number | undefined, done: (well: boolean) => void): boolean {
    const words = wordsOf(command, command.length);
    if (words.length < 2 || words[0]! >>> 16 !== command.length)
      throw new BrokenRule('command-size', `${command.length} bytes came`);
    const kind = words[0]! & 0xff;
    if (kind === commands.init) this.#init(words, command.length);
    else if (!this.#channel) throw new BrokenRule('before-init', `command ${kind}`);
    else if (kind === commands.poll) return this.#takePoll(command.length, ring, done);
    else if (kind === commands.imageRequirements) this.#query(this.#channel, words, command.length, ring);
    else if (kind === commands.send) this.#send(this.#channel, command, ring);
    else if (kind === commands.write) this.#writePipe(command, ring);
    else throw new BrokenRule('unknown-command', String(kind));
    return true;
  }

  #init(words: Uint32Array, bytes: number): void {
    if (!initSizes.includes(bytes)) throw new BrokenRule('init-size', String(bytes));
    if (this.#channel) throw new BrokenRule('init-twice');
    const [, , query = 0, channel = 0, type = 0] = words;
    if (type !== channelType.wayland) throw new BrokenRule('init-channel', String(type));
    if (query === channel) throw new BrokenRule('init-rings', 'two are one');
    for (const id of [query, channel]) this.#attached.checkRing(id);
    const compositor = this.#connect();
    const news = new HostNews(compositor, this.#pipes, this.#offers);
    this.#channel = { queryRing: query, channelRing: channel, compositor, news };
  }

  #connect(): CompositorConnection {
    const { account, connect } = this.#options;
    account.addDescriptors(1);
    try {
      return new CompositorConnection(connect(), () => this.#deliver(), this.#options);
    } catch (error) {
      account.removeDescriptors(1);
      throw error;
    }
  }

  #query({ queryRing }: Channel, words: Uint32Array, bytes: number, ring: number | undefined): void {
    if (bytes !== sizes.imageRequirements) throw new BrokenRule('query-size', String(bytes));
    if (ring !== rings.query) throw new BrokenRule('query-ring');
    const [, , width = 0, height = 0, format = 0] = words;
    this.#attached.write(queryRing, imageAnswer(this.#offers.image(width, height, format)));
  }

  #takePoll(bytes: number, ring: number | undefined, done: (well: boolean) => void): false {
    if (bytes !== sizes.poll) throw new BrokenRule('poll-size', String(bytes));
    if (ring !== rings.channel) throw new BrokenRule('poll-ring');
    if (this.#poll.waits) throw new BrokenRule('poll-twice');
    this.#poll.take(done);
    this.#deliver();
    return false;
  }

  /** A POLL of a channel that has ended. */
  #holdPoll(done: (well: boolean) => void): void {
    this.#poll.answer(true);
    this.#poll.take(done);
    this.#tellEnd();
  }

  #send({ compositor }: Channel, command: Uint8Array, ring: number | undefined): void {
    if (ring !== undefined) throw new BrokenRule('command-on-ring', 'SEND');
    const { data, identifiers: sent } = readSend(command);
    const pipes = sent.filter(({ type }) => type === identifiers.readPipe);
    if (pipes.length > 1) throw new BrokenRule('two-pipes');
    const { nextReadId } = this.#pipes;
    if (pipes[0] && pipes[0].id !== nextReadId)
      throw new BrokenRule('pipe-id', `${pipes[0].id} for ${nextReadId}`);
    const memory = new Map(
      sent.filter((each) => each !== pipes[0]).map((each) => [each, this.#attached.memoryOf(each)]),
    );
    const given = pipes[0] ? this.#pipes.openRead() : undefined;
    try {
      compositor.send(
        data,
        sent.map((each) => memory.get(each) ?? given!.fd),
      );
    } finally {
      given?.close();
    }
  }

  #writePipe(command: Uint8Array, ring: number | undefined): void {
    if (ring !== undefined) throw new BrokenRule('command-on-ring', 'WRITE');
    const { id, data, hangUp } = readWrite(command);
    this.#pipes.write(id, data, hangUp);
  }

  /** Answers the POLL if there is something for it; listens if not. */
  #deliver(): void {
    if (!this.#poll.waits || !this.#channel || this.#broken) return;
    try {
      const { news, channelRing } = this.#channel;
      const message = news.next();
      news.listen(message === undefined);
      if (message) this.#poll.give(channelRing, message);
    } catch (error) {
      this.#onError(error);
    }
  }

  /** The empty RECEIVE, once. Where it cannot be written, the POLL that waits for it fails. */
  #tellEnd(): void {
    if (!this.#poll.waits || !this.#channel) return;
    const message = this.#channel.news.end();
    if (!message) return;
    try {
      this.#poll.give(this.#channel.channelRing, message);
    } catch (error) {
      if (!(error instanceof QueueError || error instanceof BrokenRule)) throw error;
    }
  }

  /** The channel ends, for a reason that is said. Throws on what is no fault of the guest's, the compositor's or the system's. */
  #onError(error: unknown): void {
    const known =
      error instanceof BrokenRule || error instanceof RefusedCommand || error instanceof QueueError;
    if (!known && !isSystemError(error)) throw error;
    if (this.#broken) return;
    this.#broken = true;
    const what = error instanceof BrokenRule ? 'broke a rule, ' : '';
    const kind = error instanceof BrokenRule ? error.rule : error.name;
    this.#options.say(`${this.#who} ${what}${error.message}: its channel has ended`, kind);
    this.#channel?.compositor.close();
    this.#pipes.close();
    this.#offers.clear();
    this.#tellEnd();
  }
}
