/**
 * Master and wrapper mode from start to end: the socket, the way peers come into being, readiness, the program, and a
 * clean stop. `Master` does the accepting; this file does what happens around it.
 */
import { join } from 'node:path';
import type { ServeConfig } from '../config/config.js';
import { programEnvironment, peerEnvironment } from '../config/program-environment.js';
import type { Environment } from '../config/values.js';
import { reasonOf } from '../errors.js';
import type { Logger } from '../log/logger.js';
import { addon, pollEvents, type ExitStatus, type Poll } from '../native/addon.js';
import type { OwnedFd } from '../native/fd.js';
import { endingSignals, signals } from '../native/signals.js';
import { packageRoot } from '../package-root.js';
import { ForkLauncher, type PeerRoutines } from './fork.js';
import { ExecLauncher, InChild, clientFdInPeer, type PeerLauncher } from './launcher.js';
import { adoptListener, listenOn, listenOnFreeName, listenOnPrivateName, type Listener } from './listener.js';
import { Master, type MasterOptions } from './master.js';
import { Program, endLike } from './program.js';
import { Reaper } from './reaper.js';
import { testFork } from './self-test.js';

const forwarded: readonly number[] = [...endingSignals, signals.usr1, signals.usr2];
/** Peers that are told to end get this long. */
const patienceMs = 3000;
/** Peers whose program has just ended get this long to send what it had said. */
const graceMs = 500;

export interface ServerOptions {
  readonly config: ServeConfig & { readonly mode: 'master' | 'wrapper' };
  readonly env: Environment;
  /** The host's own socket, if it has one that is known. */
  readonly hostPath: string | undefined;
  readonly log: Logger;
  readonly routines: PeerRoutines;
  readonly turnAway: MasterOptions['turnAway'];
  /** Gets this process into the state that peers are forked from. */
  readonly prepareForForks: () => void;
  /** The connection to the host that may have been inherited, for an exec'ed peer. */
  readonly hostFd: () => OwnedFd | undefined;
  /** A peer has been started: what it inherited is no longer wanted here. */
  readonly peerStarted: () => void;
  /** The process that this one belongs to holds the other end: it ends with that one, and by nothing that a terminal sends. */
  readonly owner?: OwnedFd;
}

export class Server {
  readonly #options: ServerOptions;
  readonly #reaper = new Reaper();
  #launcher: PeerLauncher | undefined;
  #master: Master | undefined;
  #program: Program | undefined;
  #listener: Listener | undefined;
  #stopped: Promise<void> | undefined;
  #ownerPoll: Poll | undefined;

  constructor(options: ServerOptions) {
    this.#options = options;
  }

  /** Serves until told to stop, or until the program has ended. Throws `StartError`; `InChild` in a forked peer. */
  async run(): Promise<void> {
    const { config, env } = this.#options;
    const descriptorLimit = addon.raiseDescriptorLimit();
    addon.watchSignals([signals.chld, ...forwarded], (signal, code) => this.#onSignal(signal, code));
    const listener = this.#listen();
    this.#listener = listener;
    this.#watchOwner();
    try {
      // The wrapper's program needs a while until it connects; until then there is time to get ready for it.
      if (config.mode === 'wrapper') this.#startProgram(listener, env, descriptorLimit);
      this.#launcher = await this.#makeLauncher();
      this.#serve(listener, this.#launcher);
      if (config.mode === 'master' && config.program.length > 0)
        await this.#startBesideMaster(listener, descriptorLimit);
    } catch (error) {
      // In a forked child the socket is not ours to remove.
      if (!(error instanceof InChild)) listener.close();
      throw error;
    }
    if (this.#program) await this.#outlive(this.#program);
  }

  /** Begins to accept clients, and says so. */
  #serve(listener: Listener, launcher: PeerLauncher): void {
    const { log, config, turnAway } = this.#options;
    const { maxPeers } = config;
    this.#master = new Master({ log, listener, reaper: this.#reaper, launcher, turnAway, maxPeers });
    this.#master.start();
    log.info(`listening on ${listener.path || listener.displayName}`);
    this.#notify();
  }

  #watchOwner(): void {
    const { owner } = this.#options;
    if (!owner) return;
    this.#ownerPoll = new addon.Poll(owner.fd, () => {
      this.#ownerPoll?.close();
      void this.#stopBySignal(signals.term);
    });
    this.#ownerPoll.update(pollEvents.readable);
  }

  #listen(): Listener {
    const { config, hostPath } = this.#options;
    if (config.activatedFd !== undefined) return adoptListener(config.activatedFd, hostPath);
    if (config.socket !== undefined) return listenOn(config.socket, config.runtimeDir, hostPath);
    if (config.mode === 'wrapper') return listenOnPrivateName(config.runtimeDir);
    return listenOnFreeName(config.runtimeDir, hostPath);
  }

  async #makeLauncher(): Promise<PeerLauncher> {
    const { config, log, routines } = this.#options;
    if (config.peerCmdPrefix.length > 0) return this.#execLauncher();
    this.#options.prepareForForks();
    const becomeChild = (): void => this.#becomeChild();
    const problem = await testFork(this.#reaper, becomeChild);
    if (problem !== undefined) {
      log.warn(`peers are started afresh instead of forked, which is slower: ${problem}`);
      return this.#execLauncher();
    }
    const launcher: ForkLauncher = new ForkLauncher({
      log,
      routines,
      becomeChild,
      standby: true,
      onChild: (pid) => this.#childStarted(pid, launcher),
    });
    return launcher;
  }

  #execLauncher(): ExecLauncher {
    const { config, env, hostFd } = this.#options;
    const launcherPath = join(packageRoot, 'bin/decant');
    const argv = (clientPid: number): string[] => [
      ...config.peerCmdPrefix,
      launcherPath,
      ...config.peerArguments,
      `--client-fd=${clientFdInPeer}`,
      `--peer-pid=${clientPid}`,
    ];
    return new ExecLauncher({
      argv,
      env: peerEnvironment(env),
      hostFd,
      onChild: (pid) => this.#childStarted(pid, undefined),
    });
  }

  #childStarted(pid: number, launcher: ForkLauncher | undefined): void {
    this.#options.peerStarted();
    this.#reaper.add(pid, (status) => {
      launcher?.forgetStandby(pid);
      this.#master?.peerEnded(pid, status);
    });
  }

  #notify(): void {
    const { config, log } = this.#options;
    if (!config.notify) return;
    try {
      addon.notify(config.notify.address, config.notify.state);
    } catch (error) {
      log.warn(`the service manager could not be told of readiness: ${reasonOf(error)}`);
    }
  }

  #startProgram(listener: Listener, env: Environment, descriptorLimit: number): void {
    const programEnv = programEnvironment(env, listener.displayName);
    this.#program = new Program(this.#options.config.program, programEnv, this.#reaper, descriptorLimit);
  }

  /** A master whose program can't be run is not wanted: it ends as it ends when told to. */
  async #startBesideMaster(listener: Listener, descriptorLimit: number): Promise<void> {
    try {
      this.#startProgram(listener, this.#options.env, descriptorLimit);
    } catch (error) {
      await this.#stop(0);
      throw error;
    }
  }

  /** Waits for the program's end, and ends with it where that is wanted. */
  async #outlive(program: Program): Promise<void> {
    const { config, log } = this.#options;
    const status = await program.ended;
    if (config.mode === 'master' || !config.exitWithChild) {
      log.info(`${config.program[0]} ended; serving on`);
      return;
    }
    await this.#stop(graceMs);
    endLike(status);
  }

  #onSignal(signal: number, code: number): void {
    if (signal === signals.chld) {
      this.#reaper.reap();
      return;
    }
    if (signal === signals.usr1 || signal === signals.usr2) {
      this.#program?.forward(signal, code);
      return;
    }
    const { config, owner } = this.#options;
    if (owner && signal !== signals.term) return;
    const waits = config.mode === 'wrapper' && config.exitWithChild && this.#program?.forward(signal, code);
    if (!waits) void this.#stopBySignal(signal);
  }

  async #stopBySignal(signal: number): Promise<void> {
    await this.#stop(0);
    const status: ExitStatus = this.#options.config.mode === 'master' ? { code: 0 } : { signal };
    endLike(status);
  }

  #stop(grace: number): Promise<void> {
    // Before the master has begun there is only the socket.
    this.#stopped ??= this.#master?.stop(grace, patienceMs) ?? Promise.resolve(this.#listener?.close());
    return this.#stopped;
  }

  /** In a forked child: nothing of the master's goes on. */
  #becomeChild(): void {
    this.#reaper.forget();
    this.#master?.forget();
  }
}
