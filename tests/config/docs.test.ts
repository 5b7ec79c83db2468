/** The documentation is true: every command line that it shows is parsed, every option stands in docs/CLI.md. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import t from 'tap';
import { dashed, spellings, type OptionStatus } from '../../src/config/option.js';
import { options } from '../../src/config/options.js';
import { suppressClasses } from '../../src/log/suppress.js';
import { refusal } from './support.js';

const root = join(import.meta.dirname, '../../..');
const page = readFileSync(join(root, 'docs/CLI.md'), 'utf8');

interface Shown {
  readonly where: string;
  readonly name: 'decant' | 'sommelier';
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** The comment beside it says that it is not served yet. */
  readonly refused: boolean;
}

/** Words of one shell command: quotes are taken off; what ends or redirects the command ends the words. */
function shellWords(line: string): string[] {
  const words: string[] = [];
  const piece = /\s*((?:'[^']*'|"[^"]*"|\\.|[^\s'"\\|&;<>#]|(?<=\S)#)+)/y;
  for (let match = piece.exec(line); match; match = piece.exec(line)) {
    words.push(
      (match[1] ?? '').replaceAll(/'([^']*)'|"([^"]*)"|\\(.)/g, (_, ...parts) =>
        String(parts.slice(0, 3).find((part) => part !== undefined)),
      ),
    );
  }
  return words.at(-1) === '2' ? words.slice(0, -1) : words;
}

function shownIn(file: string): Shown[] {
  const text = readFileSync(join(root, file), 'utf8').replaceAll('\\\n', ' ');
  const blocks = [...text.matchAll(/^```(?:sh|bash|console)\n(.*?)^```/gms)].map((match) => match[1] ?? '');
  return blocks
    .flatMap((block) => block.split('\n'))
    .flatMap((line) => {
      const words = shellWords(line.replace(/^\$ /, ''));
      const start = words.findIndex((word) => !/^[A-Z_]+=/.test(word));
      const name = basename(words[start] ?? '');
      if (name !== 'decant' && name !== 'sommelier') return [];
      const env = Object.fromEntries(
        words
          .slice(0, start)
          .map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]),
      );
      return [
        {
          where: `${file}: ${line}`,
          name,
          argv: words.slice(start + 1),
          env,
          refused: /#.*not served yet/.test(line),
        },
      ];
    });
}

const files = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`),
];
const shown = files.filter((file) => file.endsWith('.md') && existsSync(join(root, file))).flatMap(shownIn);

t.test('every command line shown is valid, or refused where it says so', async (t) => {
  t.ok(shown.length >= 20, `${shown.length} command lines`);
  for (const { where, name, argv, env, refused } of shown) {
    const text = await refusal(argv, env, name);
    if (refused) t.match(text, /not served yet/, where);
    else t.equal(text, undefined, where);
  }
});

t.test('the words of a shell command are found', (t) => {
  t.same(shellWords(`decant --tag="a b" 'c d'e --frame-color=#fff -- foot 2> x # note`), [
    'decant',
    '--tag=a b',
    'c de',
    '--frame-color=#fff',
    '--',
    'foot',
  ]);
  t.same(shellWords('decant foot & other'), ['decant', 'foot']);
  t.end();
});

t.test('every option has a row, with all its names, that says what becomes of it', (t) => {
  const words: Readonly<Record<OptionStatus, string>> = {
    works: 'served',
    compatible: 'served',
    later: 'warning',
    ignored: 'warning',
    refused: 'error',
  };
  const rows = page
    .split('\n')
    .filter((line) => line.startsWith('| `-'))
    .map((line) => line.replaceAll(/\s+/g, ' '));
  for (const option of options) {
    const row = rows.find((line) => namesIn(line.split(' | ')[0] ?? '').includes(dashed(option.name)));
    t.same(
      namesIn(row?.split(' | ')[0] ?? '').toSorted(),
      spellings(option).map(dashed).toSorted(),
      option.name,
    );
    t.ok(row?.endsWith(` | ${words[option.status]} |`), `${option.name} is ${words[option.status]}`);
    if (option.default !== '') t.ok(row?.includes(option.default), `${option.name}: ${option.default}`);
    for (const choice of option.choices ?? [])
      t.ok(page.includes(`\`${choice}\``) || /^-?\d$/.test(choice), choice);
    for (const limit of option.range ?? [])
      t.ok(option.flagOnly || row?.includes(String(limit)), `${option.name}: ${limit}`);
    for (const name of [option.opposite && `\`--${option.opposite}\``, ...(option.variables ?? [])])
      if (name) t.ok(page.includes(name), name);
    if (option.flagOnly && option.name !== 'X') t.match(row, /No variable/);
  }
  t.equal(rows.length, options.length, 'one row for each');
  t.end();
});

t.test('every flag that the page names exists', (t) => {
  const known = new Set(
    options.flatMap((option) => [...spellings(option), option.opposite ?? option.name]).map(dashed),
  );
  const programs = new Set(shown.flatMap(({ argv }) => argv.filter((word) => word.startsWith('--'))));
  const prose = page.replaceAll(/^```.*?^```/gms, '');
  t.same(
    namesIn(prose).filter((name) => !known.has(name) && name !== '--no'),
    [],
  );
  t.ok(programs.size > 0);
  t.end();
});

t.test('every class of messages is explained', (t) => {
  for (const name of suppressClasses) t.match(page, new RegExp(`^\\| \`${name}\` +\\|`, 'm'));
  t.end();
});

function namesIn(text: string): string[] {
  return [...text.matchAll(/(?<![\w-])(--[a-z][a-z0-9]*(?:-[a-z0-9]+)*|-[a-zA-Z?](?![\w-]))/g)].map(
    (match) => match[1] ?? '',
  );
}
