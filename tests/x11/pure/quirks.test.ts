/** Files of rules for windows: what they say, and what is wrong with them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { UsageError } from '../../../src/errors.js';
import { Quirks, type Quirk } from '../../../src/x11/quirks.js';

const dir = mkdtempSync(join(tmpdir(), 'decant-quirks-'));
t.teardown(() => rmSync(dir, { recursive: true }));
let files = 0;

function file(text: string): string {
  const path = join(dir, `${files++}.json`);
  writeFileSync(path, text);
  return path;
}

const rules = (...all: readonly object[]): string => file(JSON.stringify({ rules: all }));
const named = (entries: Record<string, string> = {}) => new Map(Object.entries(entries));

function said(
  path: string | readonly string[],
  className?: string,
  instanceName?: string,
  more = named(),
): Quirk {
  return Quirks.read(typeof path === 'string' ? [path] : path).for({ className, instanceName, named: more });
}

t.test('a rule holds for the windows that fit all that it names', (t) => {
  const path = rules({ class: 'Gimp*', instance: 'splash', window: 'popup' });
  t.same(said(path, 'Gimp-2.10', 'splash'), { window: 'popup' });
  t.same(said(path, 'Gimp-2.10', 'gimp'), {});
  t.same(said(path, 'MyGimp', 'splash'), {});
  t.same(said(path, undefined, 'splash'), {});
  t.same(said(rules({ class: 'a.b', decorations: 'off' }), 'axb'), {}, 'a dot is a dot');
  t.end();
});

t.test('properties are compared as text, numbers too', (t) => {
  const path = rules({ property: { STEAM_GAME: 570 }, fullscreen: 'never' });
  t.same(said(path, 'x', 'x', named({ STEAM_GAME: '570' })), { fullscreen: 'never' });
  t.same(said(path, 'x', 'x', named({ STEAM_GAME: '5700' })), {});
  t.same(said(path), {});
  t.same(Quirks.read([path]).properties, ['STEAM_GAME']);
  t.end();
});

t.test('all rules that fit hold, and the last counts', (t) => {
  const first = rules({ class: '*', decorations: 'off', 'app-id': 'a' }, { class: 'X', 'app-id': 'b' });
  t.same(said(first, 'X'), { decorations: false, appId: 'b' });
  t.same(said(first, 'Y'), { decorations: false, appId: 'a' });
  t.same(said([first, rules({ class: 'X', decorations: 'on' })], 'X'), { decorations: true, appId: 'b' });
  t.end();
});

t.test('a rule says how many times as large a window is shown', (t) => {
  const path = rules(
    { class: '*', scale: 2 },
    { class: 'X', scale: 0.5 },
    { class: 'Y', decorations: 'off' },
  );
  t.same(said(path, 'W'), { scale: 2 });
  t.same(said(path, 'X'), { scale: 0.5 }, 'the last that fits counts');
  t.same(said(path, 'Y'), { scale: 2, decorations: false });
  for (const scale of [0.1, 10]) t.same(said(rules({ class: 'X', scale }), 'X'), { scale });
  t.ok(Quirks.read([path]).scales);
  t.notOk(Quirks.read([rules({ class: 'X', decorations: 'on' })]).scales, 'which few files do');
  t.end();
});

t.test('a file may have comments and commas too many', (t) => {
  const text = `{
    // Old games.
    rules: [{ class: 'X', decorations: 'off' }, /* and nothing else */],
  }`;
  t.same(said(file(text), 'X'), { decorations: false });
  t.end();
});

t.test('what is wrong is said with file and rule', (t) => {
  const wrong: readonly (readonly [string, string | RegExp])[] = [
    ['{', /: JSON5: invalid end of input at 1:2$/],
    ['{"rules": [\n  {"class": }\n]}', /: JSON5: invalid character '\}' at 2:13$/],
    ['[]', /: \{"rules": \[...\]\} is wanted$/],
    ['{"rules": {}}', /: \{"rules": \[...\]\} is wanted$/],
    ['{"rules": [1]}', /rule 1 is no object$/],
    [
      '{"rules": [{"class": "a", "decorations": "on"}, {"klass": "a"}]}',
      /rule 2: "klass" is not one of class, instance, /,
    ],
    ['{"rules": [{"class": 1}]}', /rule 1: class: a text is wanted$/],
    ['{"rules": [{"window": "popup"}]}', /rule 1 fits no window: class, instance or property is wanted$/],
    [
      '{"rules": [{"class": "a", "window": "menu"}]}',
      /window: "menu" is not one of toplevel, popup, hidden$/,
    ],
    ['{"rules": [{"class": "a", "position": "10,20"}]}', /position: "10,20" is not one of host, program$/],
    ['{"rules": [], "extra": 1}', /: "extra" stands beside "rules"; nothing else may$/],
    ['{"rules": [{"property": ["A"]}]}', /rule 1: property: \{"NAME": "value"\} is wanted$/],
    ['{"rules": [{"property": {"A": null}}]}', /rule 1: property: \{"NAME": "value"\} is wanted$/],
    ['{"rules": [{"class": "a", "scale": 0.05}]}', /rule 1: scale: a number from 0.1 to 10 is wanted$/],
    ['{"rules": [{"class": "a", "scale": 10.5}]}', /rule 1: scale: a number from 0.1 to 10 is wanted$/],
    ['{"rules": [{"class": "a", "scale": "2"}]}', /rule 1: scale: a number from 0.1 to 10 is wanted$/],
    ['{"rules": [{"class": "a", "scale": null}]}', /rule 1: scale: a number from 0.1 to 10 is wanted$/],
    ['{"rules": [{"class": "a", "scale": 1e400}]}', /rule 1: scale: a number from 0.1 to 10 is wanted$/],
    ['{"rules": [{"scale": 2}]}', /rule 1 fits no window: class, instance or property is wanted$/],
    ['{"rules": [{"class": "a", "__proto__x": "a"}]}', /"__proto__x" is not one of/],
    [
      '{"rules": [{"class": "a", "scale": 2}, {"class": "b", "property": {"A": 1}}]}',
      /rule 2 says nothing: one of window, decorations, fullscreen, app-id, position, scale is wanted$/,
    ],
  ];
  for (const [text, message] of wrong) {
    const path = file(text);
    t.throws(() => Quirks.read([path]), { message }, text);
    t.throws(() => Quirks.read([path]), UsageError);
    t.throws(() => Quirks.read([path]), { message: new RegExp(`^--quirks-config=${path}: `) });
  }
  t.throws(() => Quirks.read([join(dir, 'none')]), { message: /none: .*ENOENT|none: .*no such/i });
  t.throws(() => Quirks.read([dir]), { message: `--quirks-config=${dir}: it is no file` });
  t.ok(
    Quirks.read([file('\u{feff}{"rules": [{"class": "a", "window": "popup"}]}')]),
    'the mark that some editors begin files with',
  );
  t.end();
});
