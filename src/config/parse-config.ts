/**
 * Command line and environment to a `Config`: docs/CLI.md is its description.
 * Nothing else in decant reads argv or process.env.
 */
import { UsageError } from '../errors.js';
import { logLevels, type LogLevel } from '../log/logger.js';
import type { SuppressClass } from '../log/suppress.js';
import { version } from '../version.js';
import { activatedFd } from './activation.js';
import type { Config, HostConfig, LogConfig } from './config.js';
import { completionText, helpText, parseFlags } from './flags.js';
import { options } from './options.js';
import { Values, splitList, variablesOf, type Environment } from './values.js';

export type ProgramName = 'decant' | 'sommelier';

const subcommands: ReadonlySet<string> = new Set(['doctor', 'ctl', 'trace', 'top']);
/** sommelier counts from -1 (debug) to 3 (fatal). */
const numberedLevels: Readonly<Record<string, LogLevel>> = {
  '-1': 'debug',
  0: 'info',
  1: 'warn',
  2: 'error',
  3: 'error',
};

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
  const first = name === 'decant' ? argv[0] : undefined;
  const subcommand = first !== undefined && subcommands.has(first) ? first : undefined;
  const flags = parseFlags(subcommand ? argv.slice(1) : argv);
  if (flags.wants === 'help') return { mode: 'print', text: await helpText(name) };
  if (flags.wants === 'version') return { mode: 'print', text: `decant ${version}` };
  if (flags.wants === 'completion') return { mode: 'print', text: completionText(name) };
  if (subcommand !== undefined && subcommand !== 'doctor') {
    throw new UsageError(`${subcommand}: not served yet by this version`);
  }
  const values = new Values(flags, env);
  refuse(values);
  const said = {
    warnings: [
      ...notServedYet(values),
      ...flags.ignored.map((flag) => `${flag}: accepted for compatibility`),
    ],
    notes: unknownVariables(env),
  };
  const master = values.switch('master');
  const common = {
    ...said,
    host: hostConfig(values, env, master),
    log: logConfig(values, env, master),
    runtimeDir: env['XDG_RUNTIME_DIR'],
  };
  if (subcommand === 'doctor') return { mode: 'doctor', ...common };
  const clientFd = values.number('client-fd');
  if (clientFd !== undefined) return { mode: 'serve', clientFd, ...common };
  if (!master && flags.program.length === 0)
    throw new UsageError('a program to run is missing (or --master; see --help)');
  const activated = activatedFd(env, pid);
  if (activated !== undefined && values.source('socket')) {
    throw new UsageError(`${values.source('socket')}: the socket comes from the service manager already`);
  }
  return {
    mode: master ? 'master' : 'wrapper',
    ...common,
    socket: values.string('socket') || undefined,
    activatedFd: activated,
    notify: notifyConfig(values, env),
    peerCmdPrefix: words(values.string('peer-cmd-prefix')),
    maxPeers: values.number('max-peers'),
    exitWithChild: values.switch('exit-with-child'),
    program: flags.program,
    peerArguments: peerArguments(common.host, common.log),
  };
}

function refuse(values: Values): void {
  const given = options.find((option) => option.status === 'refused' && values.isSet(option.name));
  if (given) throw new UsageError(`${values.source(given.name)}: not served yet by this version`);
  for (const name of ['shm-driver', 'data-driver']) {
    const driver = values.string(name) ?? 'noop';
    if (driver !== 'noop') throw new UsageError(`${values.source(name)}: this version has only noop`);
  }
}

function notServedYet(values: Values): string[] {
  const given = options.filter((option) => option.status === 'later' && values.isSet(option.name));
  return given.map((option) => `${values.source(option.name)}: not served yet by this version, ignored`);
}

function unknownVariables(env: Environment): string[] {
  const known = new Set(options.flatMap(variablesOf));
  const isKnown = (name: string): boolean => known.has(name) || known.has(name.replace('_NO_', '_'));
  const unknown = Object.keys(env).filter(
    (name) => name.startsWith('SOMMELIER_') && name !== 'SOMMELIER_VERSION' && !isKnown(name),
  );
  return unknown.map((name) => `${name}: no such variable, ignored`);
}

function hostConfig(values: Values, env: Environment, master: boolean): HostConfig {
  const display = values.string('display') || env['WAYLAND_DISPLAY'] || 'wayland-0';
  const text = master ? undefined : env['WAYLAND_SOCKET'];
  if (text === undefined) return { display, socketFd: undefined };
  if (!/^[0-9]+$/.test(text)) throw new UsageError(`WAYLAND_SOCKET=${text}: a descriptor's number is wanted`);
  return { display, socketFd: Number(text) };
}

function logConfig(values: Values, env: Environment, master: boolean): LogConfig {
  const text = values.string('log-level');
  const level = logLevels.find((each) => each === text) ?? numberedLevels[text ?? ''];
  const usual = master ? 'info' : 'warn';
  const traced = new Set(splitList(env['WAYLAND_DEBUG_PROXY'] ?? env['WAYLAND_DEBUG'] ?? ''));
  const all = traced.has('1') || traced.has('all');
  return {
    level: level ?? (values.switch('verbose') ? 'debug' : usual),
    format: values.string('log-format') === 'json' ? 'json' : 'text',
    trace: { client: all || traced.has('client'), server: all || traced.has('server') },
    suppress: values.list('log-suppress') as SuppressClass[],
  };
}

function notifyConfig(values: Values, env: Environment): { address: string; state: string } | undefined {
  const address = env['NOTIFY_SOCKET'];
  return address ? { address, state: values.string('sd-notify') || 'READY=1' } : undefined;
}

/** Words of a command prefix, as a shell without quoting would see them. */
function words(text: string | undefined): string[] {
  return (text ?? '').split(/\s+/).filter((word) => word !== '');
}

/** Streams to trace reach an exec'ed peer by the environment, which it inherits. */
function peerArguments(host: HostConfig, log: LogConfig): string[] {
  const suppress = log.suppress.length > 0 ? [`--log-suppress=${log.suppress.join(',')}`] : [];
  return [`--display=${host.display}`, `--log-level=${log.level}`, `--log-format=${log.format}`, ...suppress];
}
