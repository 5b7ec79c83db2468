/** What Xwayland leaves out of a font path. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { fontPathProblems } from '../../../src/x11/font-path.js';

const dir = mkdtempSync(join(tmpdir(), 'decant-fonts-'));
t.teardown(() => rmSync(dir, { recursive: true }));
const [fonts, aliases, empty, file, missing] = ['fonts', 'aliases', 'empty', 'file', 'missing'].map((name) =>
  join(dir, name),
) as [string, string, string, string, string];
for (const made of [fonts, aliases, empty]) mkdirSync(made);
writeFileSync(join(fonts, 'fonts.dir'), '0\n');
writeFileSync(join(aliases, 'fonts.alias'), '');
writeFileSync(file, '');

t.test('what can be used is no problem', (t) => {
  const paths = [
    fonts,
    `${fonts}/,${aliases}:unscaled,built-ins`,
    `catalogue:${empty}`,
    'built-ins',
    'unix/:7100',
    'tcp/fonts.example:7100,:7100',
    'built-ins,',
    '',
  ];
  for (const path of paths) t.same(fontPathProblems(path), [], path);
  t.end();
});

t.test('directories that are not there or have no fonts are named', (t) => {
  const problems: readonly (readonly [string, RegExp])[] = [
    [missing, /^\/.*missing: ENOENT/],
    [`${missing}:unscaled`, /missing:unscaled: ENOENT/],
    [`catalogue:${missing}`, /^catalogue:.*missing: ENOENT/],
    [file, /file: it is no directory$/],
    [`catalogue:${file}`, /file: it is no directory$/],
    [empty, /empty: it has no fonts\.dir$/],
    ['foo:bar', /^foo:bar: it is no absolute path$/],
    ['misc', /^misc: it is no absolute path$/],
    ['catalogue:misc', /^catalogue:misc: it is no absolute path$/],
  ];
  for (const [path, problem] of problems) {
    const [said = '', ...others] = fontPathProblems(path);
    t.match(said, problem);
    t.same(others, []);
  }
  t.match(
    fontPathProblems(problems.map(([path]) => path).join(',')),
    problems.map(([, problem]) => problem),
  );
  t.end();
});
