/**
 * Log lines: who, what, why. winston does levels and formats; `stderr.ts` does the writing, synchronously.
 * The source can change, because a forked peer goes on with its master's logger under a name of its own.
 */
import winston from 'winston';
import Transport from 'winston-transport';
import { logLevels, type LogFormat, type LogLevel } from './levels.js';
import { writeLine } from './stderr.js';
import { visible } from './visible.js';

export { logLevels, type LogFormat, type LogLevel } from './levels.js';
export { writeLine } from './stderr.js';

export interface LogSettings {
  readonly level: LogLevel;
  readonly format: LogFormat;
}

export interface Logger {
  error(text: string): void;
  warn(text: string): void;
  info(text: string): void;
  debug(text: string): void;
  trace(text: string): void;
  /** Who speaks from now on, for example `peer 1234`. */
  setSource(source: string): void;
}

/** Says nothing: for made-up sessions, which are of no interest. */
export const silentLogger: Logger = Object.freeze({
  error: () => undefined,
  warn: () => undefined,
  info: () => undefined,
  debug: () => undefined,
  trace: () => undefined,
  setSource: () => undefined,
});

const message = Symbol.for('message');

/** A logger for this process and its forks. `write` takes one finished line; by default it goes to stderr. */
export function createLogger(settings: LogSettings, source: string, write = writeLine): Logger {
  const backend = winston.createLogger({
    level: settings.level,
    levels: Object.fromEntries(logLevels.map((name, i) => [name, i])),
    format: settings.format === 'json' ? jsonLines() : textLines(),
    transports: [new LineTransport(write)],
  });
  let speaker = source;
  const at = (level: LogLevel) => {
    // winston makes the line first and looks at the level then.
    if (logLevels.indexOf(level) > logLevels.indexOf(settings.level)) return () => undefined;
    return (text: string) => void backend.log({ level, message: text, source: speaker });
  };
  return {
    error: at('error'),
    warn: at('warn'),
    info: at('info'),
    debug: at('debug'),
    trace: at('trace'),
    setSource: (name) => (speaker = name),
  };
}

/** Takes the finished lines of a message trace: as they are, or each in a JSON object like the log's own. */
export function createTraceWriter(
  { format }: Pick<LogSettings, 'format'>,
  write = writeLine,
): (line: string) => void {
  if (format === 'text') return write;
  return (line) =>
    write(visible(JSON.stringify({ level: 'trace', message: line, timestamp: new Date().toISOString() })));
}

class LineTransport extends Transport {
  readonly #write: (line: string) => void;

  constructor(write: (line: string) => void) {
    super();
    this.#write = write;
  }

  override log(info: Record<symbol, unknown>, next: () => void): void {
    this.#write(visible(String(info[message])));
    next();
  }
}

function textLines(): winston.Logform.Format {
  const { combine, printf, timestamp } = winston.format;
  const line = printf(({ timestamp: time, level, source, message: text }) => {
    return `${String(time)} ${level.padEnd(5)} ${String(source)}: ${String(text)}`;
  });
  return combine(timestamp({ format: localTime }), line);
}

function jsonLines(): winston.Logform.Format {
  const { combine, json, timestamp } = winston.format;
  return combine(timestamp(), json());
}

function localTime(): string {
  const now = new Date();
  const part = (value: number, width = 2): string => String(value).padStart(width, '0');
  const date = [now.getFullYear(), part(now.getMonth() + 1), part(now.getDate())].join('-');
  const time = [part(now.getHours()), part(now.getMinutes()), part(now.getSeconds())].join(':');
  return `${date} ${time}.${part(now.getMilliseconds(), 3)}`;
}
