/** Options of the log, of statistics, and what sommelier knows and decant has no use for. Rows only. */
import { logFormats, logLevels, numberedLevels } from '../../log/levels.js';
import { suppressClasses } from '../../log/suppress.js';
import { group } from '../option.js';

const later = { status: 'later' } as const;
const maxRingBytes = 2 ** 30;

export const logOptions = group('Logs and measurements', {}, [
  ['verbose', 'switch', '', 'log level debug'],
  [
    'log-level',
    'string',
    'LEVEL',
    'what is logged; a master logs info and up, all others warn and up',
    { choices: [...logLevels, ...Object.keys(numberedLevels)] },
  ],
  ['log-suppress', 'list', 'CLASSES', 'message classes left out of the trace', { choices: suppressClasses }],
  ['log-format', 'string', 'FORMAT', 'form of log lines', { choices: logFormats, default: 'text' }],
  ['log-redact', 'switch', '', 'no titles and no typed text in the log', { status: 'refused' }],
  ['log-ring-path', 'string', 'PATH', 'file for the trace that is kept in memory', later],
  [
    'log-ring-size',
    'integer',
    'BYTES',
    'its size',
    { ...later, range: [400, maxRingBytes], default: '524288' },
  ],
  ['stats-summary', 'string', 'PATH', 'statistics of each peer, at its end'],
  ['stats-log', 'string', 'PATH', 'statistics of each peer, now and then'],
  [
    'stats-timer',
    'number',
    'SECONDS',
    'time between statistics in the log',
    { range: [0.1, 86_400], default: '10' },
  ],
  ['timing-filename', 'string', 'PATH', 'times of frames', later],
  ['trace-filename', 'string', 'PATH', 'frames for a trace viewer', later],
]);

/** sommelier's, where this has no meaning: a tracing daemon of its own, and a shell protocol long gone. */
export const ignoredOptions = group('Accepted for compatibility, without effect', { status: 'ignored' }, [
  ['trace-system', 'switch', '', 'sommelier: trace to the system daemon'],
  ['xdg-shell-v6', 'switch', '', 'sommelier, old: offer zxdg_shell_v6'],
]);
