/**
 * X11 mode from start to end: the display, an Xwayland for whoever connects, readiness, the program, and a clean stop.
 * While no Xwayland runs the sockets are watched here; one is started when somebody connects, but not again and again, and
 * not without a host.
 */
import type { X11ModeConfig } from '../config/config.js';
import { x11ProgramEnvironment } from '../config/program-environment.js';
import type { Environment } from '../config/values.js';
import { isSystemError, reasonOf } from '../errors.js';
import type { Logger } from '../log/logger.js';
import { Program, endLike } from '../master/program.js';
import { Reaper } from '../master/reaper.js';
import { exitStatus } from '../exit-status.js';
import { addon, pollEvents, type ExitStatus, type Poll } from '../native/addon.js';
import { endingSignals, signals } from '../native/signals.js';
import { adoptDisplay, claimDisplay, type XDisplay } from './display.js';
import { fontPathProblems } from './font-path.js';
import type { Quirks } from './quirks.js';
import { Session, type ServePeer } from './session.js';
import { checkXwayland } from './xwayland.js';

const forwarded: readonly number[] = [...endingSignals, signals.usr1, signals.usr2];
/** Xwayland is not started more often. */
const restartMs = 10_000;
/** So many Xwaylands that end before any program was let in are enough. */
const maxFailures = 3;

/** What serves Wayland clients beside the display, in a process of its own. */
export interface WaylandBeside {
  readonly displayName: string;
  watch(reaper: Reaper, log: Logger): void;
  stop(): Promise<void>;
}

export interface X11ServerOptions {
  readonly config: X11ModeConfig;
  readonly quirks: Quirks;
  readonly env: Environment;
  readonly log: Logger;
  /** Why the host has gone for good, `undefined` where it may answer. */
  readonly hostProblem: () => string | undefined;
  /** Called once. Throws `StartError` for a peer that cannot be had. */
  readonly loadPeer: () => Promise<ServePeer>;
  readonly wayland: WaylandBeside | undefined;
}

export class X11Server {
  readonly #options: X11ServerOptions;
  readonly #reaper = new Reaper();
  #display: XDisplay | undefined;
  #polls: Poll[] = [];
  #program: Program | undefined;
  #session: Session | undefined;
  #peerLoading: Promise<ServePeer> | undefined;
  #startedAt = Number.NEGATIVE_INFINITY;
  #waiting: NodeJS.Timeout | undefined;
  #failures = 0;
  /** One of the Xwaylands has let programs in. */
  #hasServed = false;
  #stopped = false;

  /** Throws `StartError` if there is no Xwayland. */
  constructor(options: X11ServerOptions) {
    this.#options = options;
    const { config, env, log } = options;
    checkXwayland(config.x11, env);
    for (const problem of fontPathProblems(config.x11.fontPath ?? ''))
      log.warn(`--x-font-path: Xwayland leaves out ${problem}`);
  }

  /** Serves until told to stop, or until the program has ended. Throws `StartError` or `UsageError`. */
  async run(): Promise<void> {
    const { config, env, log, wayland } = this.#options;
    wayland?.watch(this.#reaper, log);
    const descriptorLimit = addon.raiseDescriptorLimit();
    addon.watchSignals([signals.chld, ...forwarded], (signal, code) => this.#onSignal(signal, code));
    try {
      const display = this.#openDisplay();
      log.info(`X display ${display.name}`);
      this.#notify();
      if (config.program.length > 0) {
        const { authPath } = config.x11;
        const displays = { x11: display.name, wayland: wayland?.displayName, authPath };
        const programEnv = x11ProgramEnvironment(env, displays, config.view.scale?.factor ?? 1);
        this.#program = new Program(config.program, programEnv, this.#reaper, descriptorLimit);
      }
      // The program starts meanwhile, and Xwayland if it has connected.
      await this.#loadPeer();
    } catch (error) {
      await this.#stop('decant cannot go on');
      throw error;
    }
    if (this.#program) await this.#outlive(this.#program);
  }

  /** Once, with all that a session loads: its files may be another version's later. */
  async #loadPeer(): Promise<ServePeer> {
    this.#peerLoading ??= Promise.all([this.#options.loadPeer(), import('./management.js')]).then(
      ([servePeer]) => servePeer,
    );
    return this.#peerLoading;
  }

  #openDisplay(): XDisplay {
    const { activatedFd, display: wanted } = this.#options.config.x11;
    const display = activatedFd === undefined ? claimDisplay(wanted) : adoptDisplay(activatedFd, wanted);
    this.#display = display;
    this.#polls = display.sockets.map(({ fd }) => new addon.Poll(fd, () => this.#connected()));
    this.#watch();
    return display;
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

  /** Waits for somebody to connect. */
  #watch(): void {
    for (const poll of this.#polls) poll.update(pollEvents.readable);
  }

  #connected(): void {
    for (const poll of this.#polls) poll.update(0);
    if (this.#isHostGone()) return;
    const waitMs = this.#startedAt + restartMs - performance.now();
    if (waitMs <= 0) {
      this.#startSession();
      return;
    }
    this.#options.log.warn(`Xwayland is started again in ${Math.ceil(waitMs / 1000)} s`);
    this.#waiting = setTimeout(() => this.#startSession(), waitMs);
  }

  /** Xwayland's own messages are shown. */
  get #isVerbose(): boolean {
    const { level } = this.#options.config.log;
    return level === 'debug' || level === 'trace';
  }

  #startSession(): void {
    const { config, quirks, env, log } = this.#options;
    this.#startedAt = performance.now();
    try {
      this.#session = new Session({
        config: config.x11,
        display: this.#display!,
        env,
        log,
        verbose: this.#isVerbose,
        loadPeer: () => this.#loadPeer(),
        quirks,
        onExit: (pid, then) => this.#reaper.add(pid, then),
      });
    } catch (error) {
      if (!isSystemError(error)) throw error;
      log.warn(`${config.x11.commandPrefix[0] ?? config.x11.path} cannot be run: ${error.code}`);
      this.#failed();
      return;
    }
    void this.#watchAfter(this.#session);
  }

  async #watchAfter(session: Session): Promise<void> {
    await session.ended;
    this.#session = undefined;
    if (this.#stopped || this.#isHostGone()) return;
    if (session.fault !== undefined) this.#options.log.warn(session.fault);
    if (session.hasServed) {
      this.#hasServed = true;
      this.#failures = 0;
      this.#watch();
    } else if (session.refusal !== undefined && !this.#hasServed) {
      const hint = this.#isVerbose ? '' : '; --log-level=debug shows what it says';
      this.#giveUp(`Xwayland does not start: ${session.refusal}${hint}`);
    } else this.#failed();
  }

  /** Whoever is connecting waits for the next one; but not for ever. */
  #failed(): void {
    this.#failures++;
    if (this.#failures < maxFailures) {
      this.#watch();
      return;
    }
    this.#giveUp(`${maxFailures} starts of Xwayland have failed`);
  }

  /** Looks for the host once more. Without it this ends here. */
  #isHostGone(): boolean {
    const problem = this.#options.hostProblem();
    if (problem !== undefined) this.#giveUp(`the host cannot be reached any more: ${problem}`);
    return problem !== undefined;
  }

  #giveUp(text: string): void {
    this.#options.log.error(`no X11 program can be served: ${text}`);
    // It would wait for ever.
    this.#program?.forward(signals.term, 0);
    void this.#stop('nothing can be served').then(() => addon.exitNow(exitStatus.start));
  }

  /** Waits for the program's end, and ends with it where that is wanted. */
  async #outlive(program: Program): Promise<void> {
    const { config, log } = this.#options;
    const status = await program.ended;
    // It may have ended because the host has gone, which is then what this ends for.
    if (this.#session?.fault !== undefined) await this.#session.ended;
    // Whoever has stopped this ends the process, too.
    if (this.#stopped) return;
    if (!config.exitWithChild) {
      log.info(`${config.program[0]} ended; serving on`);
      return;
    }
    await this.#stop('the program has ended');
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
    const waits = this.#options.config.exitWithChild && this.#program?.forward(signal, code);
    if (waits) return;
    const status: ExitStatus = this.#program?.running ? { signal } : { code: 0 };
    void this.#stop('told to stop').then(() => endLike(status));
  }

  async #stop(text: string): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#waiting);
    for (const poll of this.#polls) poll.close();
    this.#display?.close();
    this.#session?.stop(text);
    await Promise.all([this.#session?.ended, this.#options.wayland?.stop()]);
  }
}
