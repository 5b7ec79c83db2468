/** The names of log levels and formats. Data only, so that the command line can know them without loading a logger. */

/** error: a bug in us; warn: bad but possible; info: readable by default; debug; trace. Most severe first. */
export const logLevels = ['error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof logLevels)[number];

export const logFormats = ['text', 'json'] as const;
export type LogFormat = (typeof logFormats)[number];

/** sommelier counts severities: -1 verbose, 0 info, 1 warning, 2 error, 3 fatal. */
export const numberedLevels: Readonly<Record<string, LogLevel>> = {
  '-1': 'debug',
  '0': 'info',
  '1': 'warn',
  '2': 'error',
  '3': 'error',
};
