/** What decant was asked to do, checked and complete. Made by `parse-config.ts`, read by everyone else. */
import type { LogFormat, LogLevel } from '../log/logger.js';
import type { SuppressClass } from '../log/suppress.js';

export interface LogConfig {
  readonly level: LogLevel;
  readonly format: LogFormat;
  /** Which message streams are traced. */
  readonly trace: { readonly client: boolean; readonly server: boolean };
  readonly suppress: readonly SuppressClass[];
}

export interface HostConfig {
  /** Name under the runtime directory, or absolute path. */
  readonly display: string;
  /** An inherited connection (`WAYLAND_SOCKET`), for the first client. */
  readonly socketFd: number | undefined;
}

/** What master and wrapper share. */
export interface ServeConfig {
  readonly host: HostConfig;
  readonly log: LogConfig;
  /** `XDG_RUNTIME_DIR` as it is. */
  readonly runtimeDir: string | undefined;
  /** Socket to listen on; `undefined`: one of our choice. */
  readonly socket: string | undefined;
  /** A listening socket from the service manager. */
  readonly activatedFd: number | undefined;
  readonly notify: { readonly address: string; readonly state: string } | undefined;
  readonly peerCmdPrefix: readonly string[];
  readonly maxPeers: number | undefined;
  readonly exitWithChild: boolean;
  /** Program and arguments; empty: none. */
  readonly program: readonly string[];
  /** Flags for an exec'ed peer that make it behave like a forked one. */
  readonly peerArguments: readonly string[];
}

interface Said {
  /** For the user, at warning level. */
  readonly warnings: readonly string[];
  /** At debug level. */
  readonly notes: readonly string[];
}

export type Config =
  | ({ readonly mode: 'master' | 'wrapper' } & ServeConfig & Said)
  | ({
      readonly mode: 'serve';
      readonly clientFd: number;
      readonly host: HostConfig;
      readonly log: LogConfig;
      readonly runtimeDir: string | undefined;
    } & Said)
  | ({
      readonly mode: 'doctor';
      readonly host: HostConfig;
      readonly log: LogConfig;
      readonly runtimeDir: string | undefined;
    } & Said)
  | { readonly mode: 'print'; readonly text: string };
