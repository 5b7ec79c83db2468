/** What --help and --completion say. */
import { spawnSync } from 'node:child_process';
import t from 'tap';
import { defaults, defaultsFile } from '../../src/config/defaults.js';
import { completionText, helpText, helpWidth } from '../../src/config/help.js';
import { problemWithNode } from '../../src/config/node-version.js';
import { dashed, spellings } from '../../src/config/option.js';
import { options } from '../../src/config/options.js';
import { variablesOf } from '../../src/config/values.js';

t.test('the help fits its width and ends no line with a blank', async (t) => {
  const lines = (await helpText('sommelier')).split('\n');
  t.same(
    lines.filter((line) => line.length > helpWidth),
    [],
  );
  t.ok(lines.length > options.length);
});

t.test('the help names every option, group, variable, default and the file of defaults', async (t) => {
  const help = (await helpText('decant')).replaceAll(/\s+/g, ' ');
  for (const option of options) {
    for (const name of spellings(option)) t.ok(help.includes(dashed(name)), dashed(name));
    t.ok(help.includes(`${option.group}:`), option.group);
    const [variable] = variablesOf(option);
    if (variable) t.ok(help.includes(variable.name), variable.name);
    if (option.default !== '') t.ok(help.includes(`default ${option.default}`), `${option.name}'s default`);
  }
  t.ok(help.includes(defaultsFile));
  t.ok(help.includes(defaults.frameColor));
});

t.test('bash completes flags, subcommands and programs', (t) => {
  const complete = (word: string): string[] => {
    const script = `${completionText('decant')}\nCOMP_WORDS=(decant '${word}'); COMP_CWORD=1\n_decant 2>/dev/null\nprintf '%s\\n' "\${COMPREPLY[@]}"`;
    return spawnSync('bash', ['-c', script], { encoding: 'utf8' })
      .stdout.split('\n')
      .filter((line) => line !== '');
  };
  t.same(complete('--log-f'), ['--log-format=']);
  t.same(complete('--mas'), ['--master']);
  t.ok(complete('doc').includes('doctor'));
  t.ok(complete('bas').includes('bash'));
  t.end();
});

t.test('a Node that is too old is told so', (t) => {
  t.equal(problemWithNode('v20.19.0'), undefined);
  t.equal(problemWithNode('v26.0.0'), undefined);
  t.equal(problemWithNode('v20.18.3'), 'Node v20.18.3 is too old, 20.19 or later is needed');
  t.equal(problemWithNode('v18.20.1'), 'Node v18.20.1 is too old, 20.19 or later is needed');
  t.equal(problemWithNode(process.version), undefined);
  t.end();
});
