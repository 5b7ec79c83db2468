/**
 * Command line and environment to a `Config`; docs/CLI.md describes it. Nothing else in decant reads argv, and only what
 * stands in `Config` is known of the environment. Pure: the same words give the same result.
 */
import { UsageError } from '../errors.js';
import { version } from '../version.js';
import { activatedSockets, type Activated } from './activation.js';
import type { Config, DriverConfig, HostConfig, ListenConfig, ServeConfig } from './config.js';
import { parseFlags } from './flags.js';
import { completionText, helpText } from './help.js';
import { logConfig, statsConfig } from './log-config.js';
import { peerArguments } from './peer-arguments.js';
import { refuseUnserved, unknownOf, warningsOf } from './said.js';
import { unscaled, xwaylandConfig, xwaylandDrivers } from './x11-config.js';
import { viewArguments, viewConfig } from './view-config.js';
import { cursorConfig } from './cursor-config.js';
import { Values, type Environment } from './values.js';
import { splitWords } from './words.js';

/** The name the command was called by. */
export type ProgramName = 'decant' | 'sommelier';

const subcommands: ReadonlySet<string> = new Set(['doctor', 'ctl', 'trace', 'top']);

/**
 * What `argv` (without interpreter and script) and `env` ask for. `pid` is this process's, for socket activation.
 * Throws `UsageError`.
 */
export async function parseConfig(
  argv: readonly string[],
  env: Environment,
  name: ProgramName,
  pid: number,
): Promise<Config> {
  const first = argv[0] ?? '';
  const subcommand = name === 'decant' && subcommands.has(first) ? first : undefined;
  const { given, program } = parseFlags(subcommand === undefined ? argv : argv.slice(1));
  const asked = new Set(given.map(({ option }) => option.name));
  if (asked.has('help')) return { mode: 'print', text: await helpText(name) };
  if (asked.has('version')) return { mode: 'print', text: `decant ${version}` };
  if (asked.has('completion')) return { mode: 'print', text: completionText(name) };
  if (subcommand !== undefined && subcommand !== 'doctor') {
    throw new UsageError(
      `${subcommand}: not served yet by this version (decant -- ${subcommand} runs a program of that name)`,
    );
  }
  const values = new Values(given, env);
  refuseUnserved(values);
  if (values.given('client-fd')) return peerConfig(values, env, program);
  return subcommand === 'doctor'
    ? doctorConfig(values, env, program)
    : servingConfig(values, env, program, pid);
}

/** `alone`: there is no program whose terminal the log would fill. */
function common(
  values: Values,
  env: Environment,
  mode: Exclude<Config['mode'], 'print'>,
  alone = mode === 'master',
) {
  return {
    host: hostConfig(values, env, mode !== 'master'),
    log: logConfig(values, env, alone ? 'info' : 'warn'),
    drivers: driverConfig(values),
    stats: statsConfig(values),
    view: viewConfig(values),
    cursors: cursorConfig(env),
    runtimeDir: env['XDG_RUNTIME_DIR'],
    warnings: [...warningsOf(values), ...unknownOf(env, 'DECANT_')],
    notes: unknownOf(env, 'SOMMELIER_'),
  };
}

/**
 * `-X`, a display given by flag, or one that was opened for us: a variable alone does not turn a wrapper or a master into
 * something else. What says so, `undefined` if nothing does.
 */
function x11Wish(values: Values, activated: Activated): string | undefined {
  if (values.switch('X')) return values.given('X')?.source;
  const display = values.given('x-display');
  if (display?.byFlag === true) return display.source;
  return activated.x11 === undefined ? undefined : activated.source;
}

function servingConfig(values: Values, env: Environment, program: readonly string[], pid: number): Config {
  const activated = activatedSockets(env, pid);
  const x11 = x11Wish(values, activated);
  if (x11 !== undefined) return x11Config(values, env, program, activated, x11);
  const mode = values.switch('master') ? 'master' : 'wrapper';
  if (program[0] === '') throw new UsageError('the name of the program is empty');
  if (mode === 'wrapper' && program.length === 0) {
    throw new UsageError('a program is missing: decant [FLAGS] PROGRAM, or decant --master (see --help)');
  }
  checkName(env, 'WAYLAND_DISPLAY_VAR');
  const shared = common(values, env, mode);
  return {
    mode,
    ...shared,
    ...listenConfig(values, shared, activated),
    notify: notifyConfig(values, env),
    exitWithChild: !values.switch('no-exit-with-child'),
    program,
  };
}

/** Of what serves clients that connect to a Wayland socket. */
function listenConfig(values: Values, shared: ReturnType<typeof common>, activated: Activated): ListenConfig {
  const prefix = values.string('peer-cmd-prefix');
  return {
    socket: values.string('socket') || undefined,
    activatedFd: activation(values, activated),
    peerCmdPrefix: splitWords(
      prefix,
      values.given('peer-cmd-prefix')?.source ?? `the default prefix ${prefix}`,
    ),
    maxPeers: values.number('max-peers'),
    peerArguments: [...peerArguments(shared), ...viewArguments(values)],
  };
}

/** `wish`: what says that this is to be an X11 mode. */
function x11Config(
  values: Values,
  env: Environment,
  program: readonly string[],
  activated: Activated,
  wish: string,
): Config {
  if (values.switch('master'))
    throw new UsageError(`${wish}: a master serves no X11; run decant -X beside it`);
  if (program[0] === '') throw new UsageError('the name of the program is empty');
  for (const variable of ['DISPLAY_VAR', 'XCURSOR_SIZE_VAR', 'WAYLAND_DISPLAY_VAR']) checkName(env, variable);
  const shared = common(values, env, 'x11', program.length === 0);
  const listen = listenConfig(values, shared, activated);
  const beside = listen.socket !== undefined || listen.activatedFd !== undefined;
  return {
    mode: 'x11',
    ...shared,
    drivers: xwaylandDrivers(values, shared.drivers),
    view: { ...shared.view, scale: unscaled(values, shared.view.scale) },
    x11: { ...xwaylandConfig(values), activatedFd: activated.x11 },
    wayland: beside ? { ...listen, drivers: shared.drivers, view: shared.view } : undefined,
    notify: notifyConfig(values, env),
    exitWithChild: !values.switch('no-exit-with-child'),
    program,
  };
}

/** The master has said already what there is to be said of options and variables. */
function peerConfig(values: Values, env: Environment, program: readonly string[]): Config {
  if (values.switch('master'))
    throw new UsageError('--client-fd serves one client: it is no flag of a master');
  if (program.length > 0)
    throw new UsageError(`${program[0]}: --client-fd serves a client and runs no program`);
  return {
    mode: 'serve',
    ...common(values, env, 'serve'),
    warnings: [],
    notes: [],
    clientFd: values.number('client-fd') ?? -1,
  };
}

function doctorConfig(values: Values, env: Environment, program: readonly string[]): Config {
  if (program.length > 0) throw new UsageError(`${program[0]}: doctor takes flags only`);
  return { mode: 'doctor', ...common(values, env, 'doctor'), socket: values.string('socket') || undefined };
}

/** A master outlives its host connections, so an inherited one is of no use to it. */
function hostConfig(values: Values, env: Environment, mayInherit: boolean): HostConfig {
  const option = values.string('display');
  const display = option || env['WAYLAND_DISPLAY'] || 'wayland-0';
  const named = option || env['WAYLAND_DISPLAY'] ? 'environment' : 'default';
  const displayFrom = option && values.given('display')?.byFlag ? 'flag' : named;
  const socketFd = mayInherit ? inheritedSocket(env) : undefined;
  const unnamed = named === 'default' && socketFd === undefined;
  const virtwl = virtwlConfig(values, displayFrom, unnamed);
  const virtgpu = virtgpuConfig(values, virtwl, unnamed);
  const virtgpuNode = values.string('drm-device') || undefined;
  return { display, displayFrom, socketFd, virtwl, virtgpu, virtgpuNode };
}

/** By flag it wins over everything, by a variable over nothing but the default. */
function virtgpuConfig(
  values: Values,
  virtwl: HostConfig['virtwl'],
  unnamed: boolean,
): HostConfig['virtgpu'] {
  const given = values.given('virtgpu-channel');
  const isOn = values.switch('virtgpu-channel');
  if (isOn && given?.byFlag) return 'named';
  if (!unnamed || virtwl?.ifThere === false || (given && !isOn)) return undefined;
  return isOn ? 'named' : 'fallback';
}

/** A device named by flag wins over everything, one named by a variable over nothing but the default. */
function virtwlConfig(
  values: Values,
  displayFrom: HostConfig['displayFrom'],
  unnamed: boolean,
): HostConfig['virtwl'] {
  const path = values.string('virtwl-device');
  const given = values.given('virtwl-device');
  const named = given?.byFlag === true || (given !== undefined && displayFrom === 'default');
  if (path === '' || !(named || unnamed)) return undefined;
  return { path, ifThere: !named };
}

/** What was asked for; `noop-driver` is both of it. */
function driverConfig(values: Values): DriverConfig {
  const noop = values.switch('noop-driver') ? 'noop' : undefined;
  const pick = (name: 'shm-driver' | 'data-driver'): string => {
    const given = values.given(name);
    return noop && !given?.byFlag ? noop : values.string(name);
  };
  return {
    shm: (pick('shm-driver') || undefined) as DriverConfig['shm'],
    data: (pick('data-driver') || undefined) as DriverConfig['data'],
    drmDevice: values.string('drm-device') || undefined,
  };
}

function inheritedSocket(env: Environment): number | undefined {
  const text = env['WAYLAND_SOCKET'];
  if (text === undefined) return undefined;
  if (!/^[0-9]{1,9}$/.test(text))
    throw new UsageError(`WAYLAND_SOCKET=${text}: the number of a descriptor is wanted`);
  return Number(text);
}

function activation(values: Values, { wayland: fd }: Activated): number | undefined {
  const named = values.given('socket');
  if (fd !== undefined && named && values.string('socket') !== '') {
    throw new UsageError(
      `${named.source}: the service manager has opened the socket already, so it can't be named`,
    );
  }
  return fd;
}

function notifyConfig(values: Values, env: Environment): ServeConfig['notify'] {
  const address = env['NOTIFY_SOCKET'];
  return address ? { address, state: values.string('sd-notify') || 'READY=1' } : undefined;
}

/** The variable `variable` holds the name of another one. */
function checkName(env: Environment, variable: string): void {
  const name = env[variable];
  if (name && !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    throw new UsageError(`${variable}=${name}: the name of a variable is wanted`);
  }
}
