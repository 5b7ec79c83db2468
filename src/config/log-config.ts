/** What is logged and traced, from flags and from the variables that libwayland's programs know. */
import { resolve } from 'node:path';
import { UsageError } from '../errors.js';
import { logFormats, logLevels, numberedLevels, type LogLevel } from '../log/levels.js';
import { suppressClasses } from '../log/suppress.js';
import { splitList } from './checks.js';
import type { LogConfig, StatsConfig } from './config.js';
import type { Environment, Values } from './values.js';

const streams: readonly string[] = ['client', 'server', 'xwayland'];
const offWords: ReadonlySet<string> = new Set(['0', 'false', 'no', 'off']);

/** `usual` is the level if none was asked for. Throws `UsageError`. */
export function logConfig(values: Values, env: Environment, usual: LogLevel): LogConfig {
  const suppressed = new Set(values.list('log-suppress'));
  return {
    level: level(values) ?? usual,
    format: logFormats.find((format) => format === values.string('log-format')) ?? 'text',
    trace: tracedStreams(env),
    suppress: suppressClasses.filter((name) => suppressed.has(name)),
  };
}

/** Where statistics go; `undefined`: nowhere. */
export function statsConfig(values: Values): StatsConfig | undefined {
  const path = (name: 'stats-log' | 'stats-summary'): string | undefined => {
    const text = values.string(name);
    return text === '' ? undefined : resolve(text);
  };
  const [logPath, summaryPath] = [path('stats-log'), path('stats-summary')];
  if (logPath === undefined && summaryPath === undefined) return undefined;
  return { logPath, summaryPath, seconds: values.number('stats-timer') ?? 10 };
}

/** `--verbose` is `--log-level=debug`; of the two a flag counts more than a variable, and then the level that is named. */
function level(values: Values): LogLevel | undefined {
  const named = values.given('log-level');
  const verbose = values.switch('verbose');
  const flagWins = verbose && values.given('verbose')?.byFlag === true && named?.byFlag === false;
  if (named === undefined || flagWins) return verbose ? 'debug' : undefined;
  const text = values.string('log-level');
  return logLevels.find((each) => each === text) ?? numberedLevels[text];
}

function tracedStreams(env: Environment): LogConfig['trace'] {
  const ownVariable = env['WAYLAND_DEBUG_PROXY'];
  const words = splitList(ownVariable ?? env['WAYLAND_DEBUG'] ?? '').filter((word) => !offWords.has(word));
  // WAYLAND_DEBUG belongs to libwayland, whose other words are not ours to judge.
  const unknown = words.find((word) => word !== '1' && !streams.includes(word));
  if (ownVariable !== undefined && unknown !== undefined) {
    throw new UsageError(
      `WAYLAND_DEBUG_PROXY=${ownVariable}: "${unknown}" is not one of ${streams.join(', ')}, 1`,
    );
  }
  const traces = (stream: string): boolean => words.includes('1') || words.includes(stream);
  return { client: traces('client'), server: traces('server'), xwayland: traces('xwayland') };
}
