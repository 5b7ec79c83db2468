/** What decant was asked to do, checked and complete. Made by `parse-config.ts`, read by everyone else. Types only. */
import type { LogFormat, LogLevel } from '../log/levels.js';
import type { SuppressClass } from '../log/suppress.js';

export interface LogConfig {
  readonly level: LogLevel;
  readonly format: LogFormat;
  /** Which message streams are traced. */
  readonly trace: { readonly client: boolean; readonly server: boolean; readonly xwayland: boolean };
  readonly suppress: readonly SuppressClass[];
}

export interface HostConfig {
  /** Name under the runtime directory, or absolute path. */
  readonly display: string;
  /** Who named it; `default`: nobody did. */
  readonly displayFrom: 'flag' | 'environment' | 'default';
  /** An inherited connection (`WAYLAND_SOCKET`), for the first client. */
  readonly socketFd: number | undefined;
  /** Path of a virtwl device, the channel instead of the display. `ifThere`: nobody named it, nor a display. */
  readonly virtwl: { readonly path: string; readonly ifThere: boolean } | undefined;
  /** A cross-domain context of virtio-gpu, the channel instead of all else. `fallback`: nobody named any way. */
  readonly virtgpu: 'named' | 'fallback' | undefined;
  /** Path of the DRM node for that; else the first that serves. */
  readonly virtgpuNode: string | undefined;
}

/** `undefined`: by channel. */
export interface DriverConfig {
  readonly shm: 'noop' | 'virtwl' | 'virtwl-dmabuf' | 'dmabuf' | undefined;
  readonly data: 'noop' | 'virtwl' | undefined;
  /** Path of a DRM node; else the first render node that can be used. */
  readonly drmDevice: string | undefined;
}

/** Where statistics of peers go; paths are absolute. */
export interface StatsConfig {
  /** A line every `seconds`, and one at the end. */
  readonly logPath: string | undefined;
  /** One line at the end. */
  readonly summaryPath: string | undefined;
  readonly seconds: number;
}

/** One entry of `--allow-globals` or `--deny-globals`. */
export interface GlobalRule {
  /** An interface's name, in which `*` stands for any characters and `?` for one. */
  readonly pattern: string;
  /** The highest version that is still offered; `undefined`: all of them allowed, or none. */
  readonly version?: number;
}

/** Which globals clients may see. */
export interface GlobalsConfig {
  /** Empty: all. */
  readonly allow: readonly GlobalRule[];
  readonly deny: readonly GlobalRule[];
  readonly profile: 'desktop' | 'untrusted' | undefined;
  /** Whether clients may know `wl_surface.damage_buffer`. */
  readonly damageBuffer: boolean;
}

/** Which way selections and drag and drop may go. */
export interface ClipboardConfig {
  readonly toHost: boolean;
  readonly fromHost: boolean;
}

/** What windows are called to the host. */
export interface IdentityConfig {
  /** Prefix of every title; may be empty. */
  readonly tag: string;
  /** The application id of all windows. */
  readonly applicationId: string | undefined;
  /** The name of this machine in application ids. */
  readonly vmIdentifier: string | undefined;
}

/** A key that is left to the host. */
export interface AcceleratorRule {
  /** Of `Control`, `Alt`, `Shift`, `Super`: those that must be held, and no others of them. */
  readonly modifiers: readonly string[];
  /** The name of a keysym, in any case. */
  readonly keysym: string;
  /** Flag or variable, and value. */
  readonly source: string;
}

export interface AcceleratorsConfig {
  readonly always: readonly AcceleratorRule[];
  /** Unless the window fills its screen. */
  readonly windowed: readonly AcceleratorRule[];
}

/** How large clients see things. */
export interface ScaleConfig {
  /** Of the client's logical coordinates to the host's (with `direct`: to pixels). */
  readonly factor: number;
  /** Densities that outputs may have, in dots per inch; empty: whatever they have. */
  readonly dpi: readonly number[];
  readonly direct: boolean;
  readonly stable: boolean;
}

/** What decant serves by other means where the host has it not. */
export type BridgeName =
  | 'aura'
  | 'cursor-shape'
  | 'damage-buffer'
  | 'decoration'
  | 'fractional-scale'
  | 'primary-selection'
  | 'single-pixel-buffer'
  | 'text-input'
  | 'xdg-output';

/** What clients see that differs from what the host shows. */
export interface ViewConfig {
  readonly globals: GlobalsConfig;
  readonly clipboard: ClipboardConfig;
  readonly identity: IdentityConfig;
  readonly accelerators: AcceleratorsConfig;
  /** `undefined`: as the host has it. */
  readonly scale: ScaleConfig | undefined;
  /** Bridges that are turned off. */
  readonly withoutBridges: readonly BridgeName[];
  /** Tag the connection to the host as a sandbox's. */
  readonly securityContext: boolean;
}

/** The cursors of the user who runs the host. */
export interface CursorConfig {
  /** Empty: the default one. */
  readonly theme: string;
  /** In the host's units. */
  readonly size: number;
}

interface Common {
  readonly host: HostConfig;
  readonly view: ViewConfig;
  readonly cursors: CursorConfig;
  readonly log: LogConfig;
  readonly drivers: DriverConfig;
  /** `undefined`: not wanted. */
  readonly stats: StatsConfig | undefined;
  /** `XDG_RUNTIME_DIR` as it is. */
  readonly runtimeDir: string | undefined;
  /** For the user, at warning level. */
  readonly warnings: readonly string[];
  /** At debug level. */
  readonly notes: readonly string[];
}

/** Where readiness is reported, and in which words. */
export interface Notify {
  readonly address: string;
  readonly state: string;
}

/** A Wayland socket, and how clients that connect to it are served. */
export interface ListenConfig {
  /** Socket to listen on; `undefined`: one of our choice. */
  readonly socket: string | undefined;
  /** A listening socket from the service manager. */
  readonly activatedFd: number | undefined;
  /** Empty: peers are forked. */
  readonly peerCmdPrefix: readonly string[];
  readonly maxPeers: number | undefined;
  /** Flags for an exec'ed peer that make it behave like a forked one (`peer-arguments.ts`). */
  readonly peerArguments: readonly string[];
}

/** What master and wrapper share. */
export interface ServeConfig extends Common, ListenConfig {
  readonly notify: Notify | undefined;
  readonly exitWithChild: boolean;
  /** Program and arguments; empty: none. */
  readonly program: readonly string[];
}

/** What holds for all X11 windows, unless a rule says otherwise. */
export interface WindowPolicy {
  /** They stand in X where their programs put them. */
  readonly placedByPrograms: boolean;
  /** One that is fullscreen stays so until its program ends that. */
  readonly onlyProgramsEndFullscreen: boolean;
  /** A size that comes without any state does not count. */
  readonly ignoresStateless: boolean;
  /** What is not allowed to have the size that the host wants keeps its own, and is shown in that of the host's. */
  readonly resizesByViewport: boolean;
  /** A fullscreen window has the size of the screen mode that Xwayland makes its program believe in. */
  readonly emulatesModes: boolean;
}

/** How Xwayland is run. */
export interface X11Config {
  /** `undefined`: the first that is free. */
  readonly display: number | undefined;
  /** What X tells programs of its screen, in dots per inch, which its outputs do not decide; `undefined`: nothing was asked for. */
  readonly dpi: number | undefined;
  /** The display's listening socket from the service manager. */
  readonly activatedFd: number | undefined;
  /** Where it is, or a name that is looked for in PATH. */
  readonly path: string;
  /** Words before it. */
  readonly commandPrefix: readonly string[];
  readonly glDriverPath: string | undefined;
  readonly glamor: boolean;
  /** Keep what programs that leave have copied. */
  readonly clipboardManager: boolean;
  readonly authPath: string | undefined;
  readonly fontPath: string | undefined;
  /** Of frames that the host does not draw, as `#rrggbb`. */
  readonly frameColors: { readonly light: string; readonly dark: string };
  readonly policy: WindowPolicy;
  /** Files of rules for windows. */
  readonly quirksPaths: readonly string[];
  /** The property that identifies a window; empty: its class does. */
  readonly appIdProperty: string;
  /** Lines for RESOURCE_MANAGER. */
  readonly resources: readonly string[];
}

/** One Xwayland, whose window manager this process is. */
export interface X11ModeConfig extends Common {
  readonly mode: 'x11';
  readonly x11: X11Config;
  /** A Wayland socket beside the display; `undefined`: none is wanted. */
  readonly wayland: (ListenConfig & Pick<Common, 'drivers' | 'view'>) | undefined;
  readonly notify: Notify | undefined;
  readonly exitWithChild: boolean;
  /** Program and arguments; empty: none. */
  readonly program: readonly string[];
}

/** One client on an inherited descriptor: how an exec'ed peer starts. */
export interface PeerConfig extends Common {
  readonly mode: 'serve';
  readonly clientFd: number;
}

export type Config =
  | ({ readonly mode: 'master' | 'wrapper' } & ServeConfig)
  | X11ModeConfig
  | PeerConfig
  | ({ readonly mode: 'doctor'; readonly socket: string | undefined } & Common)
  /** `--help`, `--version` and `--completion`, ready to be printed. */
  | { readonly mode: 'print'; readonly text: string };
