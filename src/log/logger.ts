/**
 * Log lines: who, what, why, on stderr. winston does levels and formats; the last step writes synchronously, because a
 * process that forks must never have half a line in a buffer, and a peer leaves by `_exit`.
 */
import { writeSync } from 'node:fs';
import winston from 'winston';
import Transport from 'winston-transport';
import { isSystemError } from '../errors.js';

export const logLevels = ['error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof logLevels)[number];
export type LogFormat = 'text' | 'json';

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

const message = Symbol.for('message');
/** A reader of stderr that is this slow loses lines rather than holding up the windows. */
const maxWriteAttempts = 100;

/** A logger for this process and its forks. */
export function createLogger({ level, format }: LogSettings, source: string): Logger {
  const { timestamp, printf, combine, json } = winston.format;
  const text = printf(
    (info) =>
      `${String(info['timestamp'])} ${info.level.padEnd(5)} ${String(info['source'])}: ${visible(String(info.message))}`,
  );
  const time = timestamp({ format: localTime });
  const backend = winston.createLogger({
    level,
    levels: Object.fromEntries(logLevels.map((name, i) => [name, i])),
    format: format === 'json' ? combine(time, json()) : combine(time, text),
    transports: [new SyncTransport()],
  });
  let speaker = source;
  const write = (at: LogLevel) => (line: string) => {
    backend.log({ level: at, message: line, source: speaker });
  };
  return {
    error: write('error'),
    warn: write('warn'),
    info: write('info'),
    debug: write('debug'),
    trace: write('trace'),
    setSource: (name) => (speaker = name),
  };
}

/** Shows control characters as escapes: text from a client must not forge lines or reach a terminal. */
export function visible(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Zl}\p{Zp}]/gu,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Writes one line to stderr now. */
export function writeLine(line: string): void {
  const bytes = Buffer.from(`${line}\n`);
  let at = 0;
  for (let attempt = 0; at < bytes.length && attempt < maxWriteAttempts; attempt++) {
    try {
      at += writeSync(2, bytes, at);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      if (error.code !== 'EAGAIN') return;
    }
  }
}

class SyncTransport extends Transport {
  override log(info: Record<symbol, unknown>, next: () => void): void {
    writeLine(String(info[message]));
    next();
  }
}

function localTime(): string {
  const now = new Date();
  const part = (value: number, width = 2): string => String(value).padStart(width, '0');
  const date = [now.getFullYear(), part(now.getMonth() + 1), part(now.getDate())].join('-');
  const time = [part(now.getHours()), part(now.getMinutes()), part(now.getSeconds())].join(':');
  return `${date} ${time}.${part(now.getMilliseconds(), 3)}`;
}
