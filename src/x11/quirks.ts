/**
 * Rules of the user's for windows of certain programs (`--quirks-config`), as docs/X11.md describes the file. All that fit a
 * window hold for it; where they differ, the last one.
 */
import { readFileSync } from 'node:fs';
import JSON5 from 'json5';
import { UsageError, reasonOf } from '../errors.js';
import type { WindowKind } from './classify.js';
import { fileProblem } from './readable-file.js';

/** What the rules say of a window; what is not there stays as it is. */
export interface Quirk {
  readonly window?: WindowKind;
  readonly decorations?: boolean;
  /** `not-by-size`: only if it asks for it. */
  readonly fullscreen?: 'always' | 'never' | 'not-by-size';
  readonly appId?: string;
  /** Who says where it stands in X. */
  readonly position?: 'host' | 'program';
  /** How many times as large as without a rule it is shown. */
  readonly scale?: number;
}

/** What rules look at. */
export interface QuirkTarget {
  readonly className: string | undefined;
  readonly instanceName: string | undefined;
  /** Of those that rules name: text, or the first number. */
  readonly named: ReadonlyMap<string, string>;
}

interface Rule {
  readonly quirk: Quirk;
  readonly fits: (target: QuirkTarget) => boolean;
  readonly properties: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Words that a field may have; `undefined`: any text. */
const allowed: Readonly<Record<string, readonly string[] | undefined>> = {
  class: undefined,
  instance: undefined,
  'app-id': undefined,
  window: ['toplevel', 'popup', 'hidden'],
  decorations: ['on', 'off'],
  fullscreen: ['always', 'never', 'not-by-size'],
  position: ['host', 'program'],
};

/** Of these fields, those that say what becomes of a window. */
const saying = ['window', 'decorations', 'fullscreen', 'app-id', 'position'] as const;

/** Those of `--scale`. */
const scales = { least: 0.1, most: 10 } as const;

export class Quirks {
  /** Properties that rules look at. */
  readonly properties: readonly string[];
  /** Whether any of them has windows shown larger or smaller. */
  readonly scales: boolean;
  readonly #rules: readonly Rule[];

  private constructor(rules: readonly Rule[]) {
    this.#rules = rules;
    this.scales = rules.some(({ quirk }) => quirk.scale !== undefined);
    this.properties = [...new Set(rules.flatMap((rule) => rule.properties))];
  }

  /** The rules of all files, in their order. Throws a `UsageError` that names file, rule and what is wrong. */
  static read(paths: readonly string[]): Quirks {
    return new Quirks(paths.flatMap((path) => rulesIn(textOf(path), `--quirks-config=${path}`)));
  }

  for(target: QuirkTarget): Quirk {
    const fitting = this.#rules.filter(({ fits }) => fits(target)).map(({ quirk }) => quirk);
    return Object.assign({}, ...fitting) as Quirk;
  }
}

function textOf(path: string): string {
  const problem = fileProblem(path);
  if (problem !== undefined) throw new UsageError(`--quirks-config=${path}: ${problem}`);
  return readFileSync(path, 'utf8').replace(/^\u{FEFF}/u, '');
}

function rulesIn(text: string, source: string): Rule[] {
  let file: unknown;
  try {
    file = JSON5.parse(text);
  } catch (error) {
    // With the line and the column.
    throw new UsageError(`${source}: ${reasonOf(error)}`);
  }
  const rules = isFields(file) ? file['rules'] : undefined;
  const other = isFields(file) && Object.keys(file).find((name) => name !== 'rules');
  if (other) throw new UsageError(`${source}: "${other}" stands beside "rules"; nothing else may`);
  if (!Array.isArray(rules)) throw new UsageError(`${source}: {"rules": [...]} is wanted`);
  return rules.map((rule: unknown, i) => ruleOf(rule, `${source}: rule ${i + 1}`));
}

function ruleOf(rule: unknown, source: string): Rule {
  if (!isFields(rule)) throw new UsageError(`${source} is no object`);
  const { property, scale, ...texts } = rule;
  for (const [name, value] of Object.entries(texts)) checkText(name, value, source);
  const properties = propertiesIn(property, source);
  const enlarged = scaleIn(scale, source);
  const text = (name: string): string | undefined => texts[name] as string | undefined;
  const patterns = { className: text('class'), instanceName: text('instance') };
  if (!patterns.className && !patterns.instanceName && properties.size === 0)
    throw new UsageError(`${source} fits no window: class, instance or property is wanted`);
  const quirk = { ...quirkOf(text), ...(enlarged === undefined ? {} : { scale: enlarged }) };
  if (Object.keys(quirk).length === 0)
    throw new UsageError(`${source} says nothing: one of ${[...saying, 'scale'].join(', ')} is wanted`);
  return {
    quirk,
    properties: [...properties.keys()],
    fits: (target) =>
      like(patterns.className, target.className) &&
      like(patterns.instanceName, target.instanceName) &&
      [...properties].every(([name, pattern]) => like(pattern, target.named.get(name))),
  };
}

function checkText(name: string, value: unknown, source: string): void {
  if (!Object.hasOwn(allowed, name))
    throw new UsageError(
      `${source}: "${name}" is not one of ${[...Object.keys(allowed), 'property', 'scale'].join(', ')}`,
    );
  const words = allowed[name];
  if (typeof value !== 'string') throw new UsageError(`${source}: ${name}: a text is wanted`);
  if (words && !words.includes(value))
    throw new UsageError(`${source}: ${name}: "${value}" is not one of ${words.join(', ')}`);
}

function propertiesIn(property: unknown, source: string): ReadonlyMap<string, string> {
  if (property === undefined) return new Map();
  const entries = isFields(property) ? Object.entries(property) : undefined;
  const texts = entries?.map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' || typeof value === 'number' ? String(value) : '',
  ]);
  if (!texts || texts.some(([, value]) => value === ''))
    throw new UsageError(`${source}: property: {"NAME": "value"} is wanted`);
  return new Map(texts);
}

function scaleIn(scale: unknown, source: string): number | undefined {
  if (scale === undefined) return undefined;
  const { least, most } = scales;
  // What compares as neither is no number.
  if (typeof scale !== 'number' || !(scale >= least && scale <= most))
    throw new UsageError(`${source}: scale: a number from ${least} to ${most} is wanted`);
  return scale;
}

function quirkOf(text: (name: string) => string | undefined): Quirk {
  const [window, decorations, fullscreen, appId, position] = saying.map(text);
  return {
    ...(window === undefined ? {} : { window: window as WindowKind }),
    ...(decorations === undefined ? {} : { decorations: decorations === 'on' }),
    ...(fullscreen === undefined ? {} : { fullscreen: fullscreen as NonNullable<Quirk['fullscreen']> }),
    ...(appId === undefined ? {} : { appId }),
    ...(position === undefined ? {} : { position: position as NonNullable<Quirk['position']> }),
  };
}

/** Whether the text fits a pattern, in which `*` stands for any characters; no pattern: any text, and none. */
function like(pattern: string | undefined, text: string | undefined): boolean {
  if (pattern === undefined) return true;
  const words = pattern.split('*').map((word) => word.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
  return text !== undefined && new RegExp(`^${words.join('.*')}$`, 's').test(text);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
