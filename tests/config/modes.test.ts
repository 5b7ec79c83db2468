/** Which mode a command line asks for, and where the program begins. */
import t from 'tap';
import { version } from '../../src/version.js';
import { parse, refusal, serving } from './support.js';

t.test('--master and --parent are the same, and need no program', async (t) => {
  t.equal((await serving(['--master'])).mode, 'master');
  t.equal((await serving(['--parent'], {}, 'sommelier')).mode, 'master');
  t.same((await serving(['--master', 'foot', '-e', 'top'])).program, ['foot', '-e', 'top']);
});

t.test('without --master a program is run, and one is needed', async (t) => {
  t.match(await serving(['foot']), { mode: 'wrapper', program: ['foot'], exitWithChild: true });
  t.equal(await refusal([]), 'a program is missing: decant [FLAGS] PROGRAM, or decant --master (see --help)');
  t.equal(
    await refusal(['--']),
    'a program is missing: decant [FLAGS] PROGRAM, or decant --master (see --help)',
  );
});

t.test('flags end at the first word that is none', async (t) => {
  const config = await serving(['--verbose', 'foot', '--scale=99', '--bogus', '-X', '--', 'x']);
  t.same(config.program, ['foot', '--scale=99', '--bogus', '-X', '--', 'x']);
  t.same(config.warnings, []);
});

t.test('flags end at --, and only the first one is taken away', async (t) => {
  t.same((await serving(['--verbose', '--', '--help', '--', '-v'])).program, ['--help', '--', '-v']);
});

t.test('a switch does not swallow the program, whatever its name', async (t) => {
  for (const program of ['true', 'false', '1', 'foot']) {
    t.same((await serving(['--verbose', program])).program, [program]);
    t.same((await serving(['--no-exit-with-child', program])).program, [program]);
  }
});

t.test('a value follows = or stands in the next word', async (t) => {
  for (const argv of [['--socket=wl-a'], ['--socket', 'wl-a'], ['--wayland-display', 'wl-a']]) {
    t.equal((await serving(['--master', ...argv])).socket, 'wl-a');
  }
  t.equal((await serving(['--log-level', '-1', 'foot'])).log.level, 'debug');
  t.equal((await serving(['--master', '--socket=a', '--socket=b'])).socket, 'b', 'the last one counts');
});

t.test('values reach us as they were typed', async (t) => {
  for (const text of ['"quoted"', "'x'", 'a=b', '0x10', '007', 'true', ' blank ', '--looks-like-a-flag']) {
    t.equal((await serving(['--master', `--socket=${text}`])).socket, text);
  }
});

t.test('subcommands are the first word, and only under the name decant', async (t) => {
  t.match(await parse(['doctor', '--display=wl-x']), {
    mode: 'doctor',
    host: { display: 'wl-x', displayFrom: 'flag' },
  });
  t.same((await serving(['doctor'], {}, 'sommelier')).program, ['doctor']);
  t.same((await serving(['--', 'top'])).program, ['top']);
  t.same((await serving(['--verbose', 'doctor'])).program, ['doctor']);
  t.same((await serving(['top'], {}, 'sommelier')).program, ['top']);
  for (const word of ['ctl', 'trace', 'top']) {
    const text = `${word}: not served yet by this version (decant -- ${word} runs a program of that name)`;
    t.equal(await refusal([word]), text);
  }
  t.equal(await refusal(['doctor', 'nurse']), 'nurse: doctor takes flags only');
});

t.test('--client-fd serves one client and repeats no warnings', async (t) => {
  const config = await parse(['--client-fd=3', '--peer-pid=77', '--scale=2'], {
    SOMMELIER_FOO: '1',
    WAYLAND_SOCKET: '9',
  });
  t.match(config, {
    mode: 'serve',
    clientFd: 3,
    warnings: [],
    notes: [],
    host: { socketFd: 9 },
  });
  t.equal(await refusal(['--client-fd=3', 'foot']), 'foot: --client-fd serves a client and runs no program');
});

t.test('help, version and completion are ready to be printed, even beside an error', async (t) => {
  t.same(await parse(['--version']), { mode: 'print', text: `decant ${version}` });
  t.same(await parse(['-v', 'foot']), { mode: 'print', text: `decant ${version}` });
  t.match(await parse(['--scale=99', '--bogus', '-h']), { mode: 'print', text: /--master, --parent/ });
  t.match(await parse(['-?'], {}, 'sommelier'), { mode: 'print', text: /sommelier --master/ });
  t.match(await parse(['--completion']), { mode: 'print', text: /complete -o default -F _decant decant/ });
});
