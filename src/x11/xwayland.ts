/**
 * The process Xwayland: how it is started, and where it is connected. It has two sockets to us: its Wayland
 * connection and `-wm`, the window manager's, whose first answer says that it is ready (so `-displayfd` is not needed: the
 * number is ours to choose). Programs reach it through the sockets of an `XDisplay`, by `-listenfd`.
 */
import { existsSync, openSync, readdirSync } from 'node:fs';
import type { X11Config } from '../config/config.js';
import type { Environment } from '../config/values.js';
import { addon } from '../native/addon.js';
import { OwnedFd } from '../native/fd.js';
import type { XDisplay } from './display.js';

/** Descriptors in Xwayland. */
const wayland = 3;
const windowManager = 4;
const firstListener = 5;

/** Our ends. Whoever takes one owns it. */
export interface XwaylandSockets {
  readonly wayland: OwnedFd;
  readonly windowManager: OwnedFd;
}

export interface StartedXwayland extends XwaylandSockets {
  readonly pid: number;
}

/** Starts Xwayland for `display`. `verbose`: it may write to stderr. Throws the `SystemError` of the call that failed. */
export function startXwayland(
  config: X11Config,
  display: XDisplay,
  env: Environment,
  verbose: boolean,
): StartedXwayland {
  const opened: OwnedFd[] = [];
  const kept = new Set<OwnedFd>();
  const owned = (fd: number): OwnedFd => {
    const made = new OwnedFd(fd);
    opened.push(made);
    return made;
  };
  try {
    const pairs = Array.from({ length: 2 }, () => addon.socketPair().map(owned));
    const [ours, theirs] = [0, 1].map((end) => pairs.map((pair) => pair[end]!)) as [OwnedFd[], OwnedFd[]];
    const quiet: [number, number][] = verbose ? [] : [[2, owned(openSync('/dev/null', 'r+')).fd]];
    const sockets = [...theirs, ...display.sockets].map(({ fd }, i): [number, number] => [wayland + i, fd]);
    const pid = addon.spawn({
      argv: commandLine(config, display),
      env: environment(config, env),
      fds: [...quiet, ...sockets],
    });
    for (const fd of ours) kept.add(fd);
    return { pid, wayland: ours[0]!, windowManager: ours[1]! };
  } finally {
    for (const fd of opened) if (!kept.has(fd)) fd.close();
  }
}

function commandLine(config: X11Config, display: XDisplay): string[] {
  const { authPath, fontPath, glamor } = config;
  return [
    ...config.commandPrefix,
    config.path,
    display.name,
    '-rootless',
    '-nolisten',
    'tcp',
    ...(glamor && hasRenderNode() ? [] : ['-shm']),
    '-wm',
    String(windowManager),
    ...display.sockets.flatMap((_socket, i) => ['-listenfd', String(firstListener + i)]),
    ...(authPath === undefined ? [] : ['-auth', authPath]),
    ...(fontPath === undefined ? [] : ['-fp', fontPath]),
  ];
}

/** Xwayland's host is this process, and no other display is any of its business. */
function environment({ glDriverPath }: X11Config, env: Environment): string[] {
  const hidden = new Set([
    'WAYLAND_DISPLAY',
    'DISPLAY',
    'NOTIFY_SOCKET',
    'LISTEN_PID',
    'LISTEN_FDS',
    'LISTEN_FDNAMES',
  ]);
  const kept = Object.entries(env).filter(([name, value]) => value !== undefined && !hidden.has(name));
  const own: Record<string, string> = { WAYLAND_SOCKET: String(wayland) };
  if (glDriverPath !== undefined) own['LIBGL_DRIVERS_PATH'] = glDriverPath;
  return Object.entries({ ...Object.fromEntries(kept), ...own }).map(([name, value]) => `${name}=${value}`);
}

function hasRenderNode(): boolean {
  return existsSync('/dev/dri') && readdirSync('/dev/dri').some((name) => name.startsWith('renderD'));
}
