/** Log lines as a reader sees them, and that they are out before anything else happens. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import t from 'tap';
import {
  createLogger,
  createTraceWriter,
  logLevels,
  type LogLevel,
  type LogFormat,
} from '../../src/log/logger.js';

const loggerModule = join(import.meta.dirname, '../../src/log/logger.js');

function collect(level: LogLevel, format: LogFormat = 'text') {
  const lines: string[] = [];
  return { lines, log: createLogger({ level, format }, 'decant', (line) => lines.push(line)) };
}

t.test('a line says when, how bad, who and what', (t) => {
  const { lines, log } = collect('info');
  log.warn('xdg_popup#8.grab: serial 12 was never sent');
  t.match(lines, [
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} warn  decant: xdg_popup#8\.grab: serial 12 was never sent$/,
  ]);
  t.end();
});

t.test('every level shows itself and what is worse', (t) => {
  for (const [i, level] of logLevels.entries()) {
    const { lines, log } = collect(level);
    for (const each of logLevels) log[each](each);
    t.equal(lines.length, i + 1, level);
  }
  t.end();
});

t.test('the source can change, as it does in a forked peer', (t) => {
  const { lines, log } = collect('info');
  log.setSource('peer 1234');
  log.info('hello');
  t.match(lines, [/ info {2}peer 1234: hello$/]);
  t.end();
});

t.test('JSON lines are objects with the same facts', (t) => {
  const { lines, log } = collect('info', 'json');
  log.error('a "quoted" \u001b[31m word\nand a line');
  t.equal(lines.length, 1);
  t.match(JSON.parse(lines[0] ?? ''), {
    level: 'error',
    source: 'decant',
    message: 'a "quoted" \u001b[31m word\nand a line',
  });
  t.match(JSON.parse(lines[0] ?? ''), { timestamp: /^\d{4}-.*Z$/ });
  t.end();
});

t.test('text of a client can neither forge a line nor reach the terminal, in either format', (t) => {
  const hostile =
    'x\n2026-01-01 00:00:00.000 error decant: forged\r\u001b]0;title\u0007\u009b31m\u2028\u202e\u007f\t';
  for (const format of ['text', 'json'] as const) {
    const { lines, log } = collect('info', format);
    log.info(hostile);
    t.equal(lines.length, 1);
    t.notMatch(lines[0], /[\p{Cc}\u2028\u202e]/u);
    t.match(lines[0], /x\\n2026.*forged\\r\\u001b\]0;title\\u0007\\u009b31m\\u2028\\u202e\\u007f\\t/);
  }
  t.end();
});

t.test('lines are written in the same turn, before the process can fork or leave', (t) => {
  const script = `import { createLogger } from ${JSON.stringify(loggerModule)};
    const log = createLogger({ level: 'info', format: 'text' }, 'decant');
    for (let i = 0; i < 500; i++) log.info('line ' + i);
    process.kill(process.pid, 'SIGKILL');`;
  const { stderr, signal } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  t.equal(signal, 'SIGKILL');
  t.equal(stderr.split('\n').filter((line) => / info {2}decant: line \d+$/.test(line)).length, 500);
  t.end();
});

t.test('a reader of stderr that has gone is no error', (t) => {
  const script = `import { createLogger } from ${JSON.stringify(loggerModule)};
    const log = createLogger({ level: 'info', format: 'text' }, 'decant');
    for (let i = 0; i < 100; i++) log.info('line ' + i);
    process.exitCode = 7;`;
  const gone = `"$0" --input-type=module -e "$1" 2>&1 | true; echo \${PIPESTATUS[0]}`;
  const closed = `"$0" --input-type=module -e "$1" 2>&-; echo $?`;
  t.equal(spawnSync('bash', ['-c', gone, process.execPath, script], { encoding: 'utf8' }).stdout, '7\n');
  t.equal(spawnSync('bash', ['-c', closed, process.execPath, script], { encoding: 'utf8' }).stdout, '7\n');
  t.end();
});

t.test('a trace is plain lines, or JSON where the log is JSON', (t) => {
  const lines: string[] = [];
  createTraceWriter({ format: 'text' }, (line) => lines.push(line))('[ 1.000] client -> wl_display#1.sync()');
  createTraceWriter({ format: 'json' }, (line) => lines.push(line))('[ 1.000] "x"\u009b');
  t.equal(lines[0], '[ 1.000] client -> wl_display#1.sync()');
  t.match(JSON.parse(lines[1] ?? ''), { level: 'trace', message: '[ 1.000] "x"\u009b' });
  t.notMatch(lines[1], /\u009b/);
  t.end();
});
