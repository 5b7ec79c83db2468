/**
 * Accepts clients and gives each its own peer process. Holds no protocol state at all: whatever happens to a peer, the
 * master reaps it, says how it ended, and goes on.
 */
import { readFileSync } from 'node:fs';
import { isSystemError, reasonOf } from '../errors.js';
import { peerEndings } from '../exit-status.js';
import type { Logger } from '../log/logger.js';
import { addon, pollEvents, type ExitStatus, type Poll } from '../native/addon.js';
import { OwnedFd } from '../native/fd.js';
import { signals } from '../native/signals.js';
import { InChild, type PeerLauncher } from './launcher.js';
import type { Listener } from './listener.js';
import type { Reaper } from './reaper.js';

/** Accepting pauses for this long when the system is out of something; the backlog holds clients meanwhile. */
const pauseMs = 100;
/** A flood of clients must not keep the loop from peers that end. */
const acceptsPerTurn = 64;
/** How often it is looked whether the last peers have gone. */
const checkMs = 5;

export interface MasterOptions {
  readonly log: Logger;
  readonly listener: Listener;
  readonly reaper: Reaper;
  readonly launcher: PeerLauncher;
  /** Closes the connection of a client that gets no peer, and tells it why. */
  readonly turnAway: (client: OwnedFd, reason: string) => void;
  /** At most so many clients at once. */
  readonly maxPeers: number | undefined;
}

export class Master {
  readonly #options: MasterOptions;
  readonly #poll: Poll;
  readonly #peers = new Map<number, string>();
  #accepted: OwnedFd[] = [];
  /** Given up for a moment when no descriptor is left, so that a client can be accepted and told to go. */
  #spare: OwnedFd | undefined;
  #pauseTimer: NodeJS.Timeout | undefined;
  #stopping = false;

  constructor(options: MasterOptions) {
    this.#options = options;
    this.#poll = new addon.Poll(options.listener.fd.fd, () => this.#accept());
  }

  /** Begins to accept clients. */
  start(): void {
    this.#spare = this.#newSpare();
    this.#poll.update(pollEvents.readable);
  }

  #peerStarted(pid: number, client: string): void {
    this.#peers.set(pid, client);
    this.#options.log.debug(`peer ${pid} serves ${client}`);
  }

  /** To be called with every peer's end. */
  peerEnded(pid: number, status: ExitStatus): void {
    const client = this.#peers.get(pid);
    this.#peers.delete(pid);
    if (client === undefined) return;
    const text = `peer ${pid} of ${client} ${howItEnded(status)}`;
    const expected =
      status.signal === undefined
        ? peerEndings[status.code!] !== undefined
        : this.#stopping && isRequested(status.signal);
    if (expected) this.#options.log.info(text);
    else this.#options.log.warn(text);
  }

  /**
   * Accepts no more, removes the socket, ends all peers; resolves when they are gone. They may leave by themselves for
   * `graceMs`, are told to for `patienceMs`, and are then killed.
   */
  async stop(graceMs: number, patienceMs: number): Promise<void> {
    this.#stopping = true;
    const { launcher, listener } = this.#options;
    this.#poll.close();
    clearTimeout(this.#pauseTimer);
    listener.close();
    launcher.close();
    for (const client of this.#accepted) client.close();
    this.#accepted = [];
    if (await this.#peersGoneWithin(graceMs)) return;
    this.#killAll(signals.term);
    if (await this.#peersGoneWithin(patienceMs)) return;
    this.#killAll(signals.kill);
    await this.#peersGoneWithin(patienceMs);
  }

  async #peersGoneWithin(limitMs: number): Promise<boolean> {
    const deadline = Date.now() + limitMs;
    for (;;) {
      this.#options.reaper.reap();
      if (this.#peers.size === 0) return true;
      if (Date.now() >= deadline) return false;
      await new Promise((resolve) => setTimeout(resolve, checkMs));
    }
  }

  /** In a forked child: none of this is ours any more. */
  forget(): void {
    clearTimeout(this.#pauseTimer);
    this.#accepted = [];
    this.#peers.clear();
    this.#stopping = true;
  }

  #killAll(signal: number): void {
    for (const pid of this.#peers.keys()) addon.kill(pid, signal);
  }

  /** Takes connections from the backlog; the peers are made after this turn of the loop, since libuv must not be forked in
   * the middle of its poll. */
  #accept(): void {
    const { listener, log } = this.#options;
    try {
      for (let i = 0; i < acceptsPerTurn; i++) {
        const fd = addon.accept(listener.fd.fd);
        if (fd < 0) break;
        this.#accepted.push(new OwnedFd(fd));
      }
    } catch (error) {
      if (!isSystemError(error)) throw error;
      if (error.code === 'EMFILE' || error.code === 'ENFILE') this.#refuseOne(error.message);
      else log.warn(`a client could not be accepted: ${error.message}`);
      this.#pause();
    }
    if (this.#accepted.length > 0) setImmediate(() => this.#launchAll());
  }

  #launchAll(): void {
    const clients = this.#accepted;
    this.#accepted = [];
    InChild.unwindTo(() => {
      for (const client of clients) this.#launch(client);
    });
  }

  #launch(client: OwnedFd): void {
    const { launcher, log, maxPeers, turnAway } = this.#options;
    if (maxPeers !== undefined && this.#peers.size >= maxPeers) {
      const reason = `there are ${maxPeers} clients already (--max-peers)`;
      log.warn(`${describe(client)} was turned away: ${reason}`);
      turnAway(client, reason);
      return;
    }
    try {
      // The client is waiting: it gets its peer first and a name in the log afterwards.
      const pid = launcher.launch(client);
      this.#peerStarted(pid, describe(client));
      client.close();
    } catch (error) {
      if (!isSystemError(error)) throw error;
      log.warn(`${describe(client)} gets no peer: ${reasonOf(error)}`);
      turnAway(client, `no peer could be started: ${reasonOf(error)}`);
    }
  }

  /** Out of descriptors: accepts one client with the spare one and closes it, so that it knows. */
  #refuseOne(reason: string): void {
    const { listener, log } = this.#options;
    log.warn(`a client is turned away: ${reason}`);
    this.#spare?.close();
    try {
      const fd = addon.accept(listener.fd.fd);
      if (fd >= 0) addon.close(fd);
    } catch {
      // Somebody else took the descriptor: the client stays in the backlog until the pause is over.
    }
    this.#spare = this.#newSpare();
  }

  #newSpare(): OwnedFd | undefined {
    try {
      return new OwnedFd(addon.duplicate(this.#options.listener.fd.fd));
    } catch {
      return undefined;
    }
  }

  #pause(): void {
    this.#poll.update(0);
    this.#pauseTimer = setTimeout(() => this.#poll.update(pollEvents.readable), pauseMs);
  }
}

/** Who is at the other end: pid and program name, as far as the kernel tells. */
function describe(client: OwnedFd): string {
  try {
    const { pid } = addon.peerCredentials(client.fd);
    return `client ${pid} (${programName(pid)})`;
  } catch {
    return 'a client that has gone';
  }
}

function programName(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return 'unknown';
  }
}

function isRequested(signal: number): boolean {
  return signal === signals.term || signal === signals.kill;
}

function howItEnded({ code, signal }: ExitStatus): string {
  if (signal !== undefined) return `was killed by signal ${signal}`;
  const reason = peerEndings[code!];
  if (reason !== undefined) return `ended: ${reason}`;
  return code === 0
    ? 'ended with status 0, which no peer does: what --peer-cmd-prefix names has not run it'
    : `ended with status ${code}`;
}
