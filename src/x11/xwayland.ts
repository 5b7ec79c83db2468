/**
 * The process Xwayland: how it is started, and where it is connected. It has two sockets to us: its Wayland
 * connection and `-wm`, the window manager's, whose first answer says that it is ready (so `-displayfd` is not needed: the
 * number is ours to choose). Programs reach it through the sockets of an `XDisplay`, by `-listenfd`.
 */
import { accessSync, constants, existsSync, openSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { X11Config } from '../config/config.js';
import type { Environment } from '../config/values.js';
import { StartError, UsageError } from '../errors.js';
import { addon } from '../native/addon.js';
import { OwnedFd } from '../native/fd.js';
import { fileProblem } from './readable-file.js';
import type { XDisplay } from './display.js';

/** Descriptors in Xwayland. */
const wayland = 3;
const windowManager = 4;
const firstListener = 5;
/** Xwayland 22.1 ends when its Wayland connection is full, so that holds as much as the system allows, up to this. */
const sendBufferBytes = 4 * 1024 * 1024;

/** Our ends. Whoever takes one owns it. */
export interface XwaylandSockets {
  readonly wayland: OwnedFd;
  readonly windowManager: OwnedFd;
}

export interface StartedXwayland extends XwaylandSockets {
  readonly pid: number;
}

/** Throws `StartError` if there is no such program, `UsageError` for an authority file that cannot be read. */
export function checkXwayland({ path, commandPrefix, authPath }: X11Config, env: Environment): void {
  const program = commandPrefix[0] ?? path;
  if (!canBeRun(program, env['PATH']))
    throw new StartError(`${program} cannot be run: there is no such program`);
  if (authPath === undefined) return;
  const problem = fileProblem(authPath);
  if (problem !== undefined) throw new UsageError(`--x-auth=${authPath}: ${problem}`);
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
    addon.setSendBuffer(theirs[0]!.fd, sendBufferBytes);
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
  const { authPath, fontPath, glamor, dpi } = config;
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
    ...(dpi === undefined ? [] : ['-dpi', String(dpi)]),
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

/** A name without a slash is looked for in `searchPath` (execvp(3)). */
function canBeRun(program: string, searchPath = '/bin:/usr/bin'): boolean {
  const candidates = program.includes('/')
    ? [program]
    : searchPath.split(':').map((dir) => join(dir || '.', program));
  return candidates.some((path) => {
    try {
      accessSync(path, constants.X_OK);
      return statSync(path).isFile();
    } catch {
      return false;
    }
  });
}

function hasRenderNode(): boolean {
  return existsSync('/dev/dri') && readdirSync('/dev/dri').some((name) => name.startsWith('renderD'));
}
