/** What stands on the command line of vhost-gpu, and the program with it. */
import t from 'tap';
import { ArgumentError, readCommandLine } from '../../tools/vhost-gpu/command-line.js';

const good = ['--socket-path=/run/gpu', '--wayland=/run/wayland-0'];
const mebibyte = 1024 * 1024;

t.test('paths are enough', (t) => {
  const usual = {
    at: '/run/gpu',
    wayland: '/run/wayland-0',
    windowBytes: 256 * mebibyte,
    imagesAreDmabufs: false,
  };
  t.strictSame(readCommandLine(good), usual);
  t.strictSame(readCommandLine([...good, '--memory=16', '--images=memory']), {
    ...usual,
    windowBytes: 16 * mebibyte,
    imagesAreDmabufs: true,
  });
  t.equal(readCommandLine(['--print-capabilities']), 'capabilities');
  t.equal(readCommandLine(['--help']), 'help');
  t.end();
});

/** Each is said with the argument that is wrong. */
const wrongs: Readonly<Record<string, [words: readonly string[], says: RegExp]>> = {
  'nowhere to listen': [['--wayland=/w'], /^--socket-path=PATH is missing/],
  'no compositor': [['--socket-path=/s'], /^--wayland=PATH is missing/],
  'two places to listen': [[...good, '--fd=0'], /^--socket-path and --fd/],
  'an empty path': [['--socket-path=', '--wayland=/w'], /^--socket-path= names no path/],
  'a path that is too long': [
    ['--socket-path=/s', `--wayland=/${'w'.repeat(107)}`],
    /^--wayland: .* 107 .* 108/,
  ],
  'a descriptor that is no number': [['--fd=x', '--wayland=/w'], /^--fd=x: not the number/],
  'a descriptor that is not there': [['--fd=99999', '--wayland=/w'], /^--fd=99999: no such descriptor/],
  'memory that is no number': [
    [...good, '--memory=1e3'],
    /^--memory=1e3: not a power of two from 16 to 65536/,
  ],
  'memory that is no power of two': [[...good, '--memory=300'], /^--memory=300/],
  'too little memory': [[...good, '--memory=8'], /^--memory=8/],
  'too much memory': [[...good, '--memory=131072'], /^--memory=131072/],
  'another kind of images': [[...good, '--images=gpu'], /^--images=gpu: none or memory/],
  'an unknown flag': [[...good, '--colour'], /--colour/],
  'a word': [[...good, 'word'], /word/],
  'a flag without its value': [['--wayland'], /--wayland/],
};

for (const [name, [words, says]] of Object.entries(wrongs))
  t.test(`${name}: the argument is named`, (t) => {
    t.throws(() => readCommandLine(words), { name: 'ArgumentError', message: says });
    t.throws(() => readCommandLine(words), ArgumentError);
    t.end();
  });
