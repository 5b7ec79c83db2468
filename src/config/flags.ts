/**
 * argv to raw values: which option was given, as what, and where the program begins. yargs's parser does the work; all that is
 * added is that a switch is never followed by its value (`decant --verbose true` runs the program `true`).
 * Values are not looked at here.
 */
import parse from 'yargs-parser';
import { UsageError } from '../errors.js';
import { dashed, spellings, type Option } from './option.js';
import { options } from './options.js';

/** A value together with how the user said it. */
export interface Given {
  readonly option: Option;
  /** `--flag`, `--flag=value` or `VARIABLE=value`, for messages. */
  readonly source: string;
  /** All of them in order; only a repeatable option heeds more than the last. */
  readonly values: readonly string[];
  readonly byFlag: boolean;
  /** Said by the name that means the contrary. */
  readonly inverted: boolean;
}

export interface Flags {
  readonly given: readonly Given[];
  readonly program: readonly string[];
}

const configuration = {
  'boolean-negation': false,
  'camel-case-expansion': false,
  'dot-notation': false,
  'halt-at-non-option': true,
  'parse-numbers': false,
  'parse-positional-numbers': false,
  'populate--': true,
  'strip-aliased': true,
};

const names = options.flatMap((option) => [...spellings(option), ...oppositeOf(option)]);

const parserOptions = {
  string: names,
  narg: Object.fromEntries(names.map((name) => [name, 1])),
  alias: Object.fromEntries(options.map((option) => [option.name, [...option.aliases]])),
  configuration,
};

/** What a switch alone stands for. */
const switchWords = new Map(
  options
    .filter(({ kind }) => kind === 'switch')
    .flatMap((option) => [
      ...spellings(option).map((name) => [dashed(name), `--${option.name}=1`] as const),
      ...oppositeOf(option).map((name) => [dashed(name), `--${name}=1`] as const),
    ]),
);

/** Throws `UsageError` for a flag that does not exist or lacks its value, unless help was asked for before it. */
export function parseFlags(argv: readonly string[]): Flags {
  const words = argv.map((word) => switchWords.get(word) ?? word);
  const { argv: parsed, error } = parse.detailed(words, parserOptions);
  const {
    _: strays,
    '--': program = [],
    ...values
  } = parsed as Record<string, unknown> & { _: unknown[]; '--'?: unknown[] };
  const flagWords = argv.slice(0, argv.length - program.length);
  const given = options.flatMap((option) => givenOf(option, values, flagWords));
  if (!given.some(({ option }) => option.name === 'help')) {
    const known = new Set(names);
    const unknown = Object.keys(values).find((name) => !known.has(name));
    if (unknown !== undefined)
      throw new UsageError(`${wordOf(unknown, flagWords)}: no such flag (see --help)`);
    if (strays.length > 0) throw new UsageError(`${String(strays[0])}: no such flag (see --help)`);
    if (error) throw new UsageError(`${dashed(error.message.split(': ').at(-1) ?? '')}: a value is missing`);
  }
  return { given, program: argv.slice(argv.length - program.length) };
}

function oppositeOf({ opposite }: Option): string[] {
  return opposite === undefined ? [] : [opposite];
}

function givenOf(
  option: Option,
  values: Readonly<Record<string, unknown>>,
  flagWords: readonly string[],
): Given[] {
  const candidates = [...spellings(option), ...oppositeOf(option)];
  const typed = candidates.map((name) => ({ name, at: lastIndexOf(name, flagWords) }));
  const { name } = typed.reduce((last, each) => (each.at > last.at ? each : last));
  const inverted = name === option.opposite;
  const value = values[inverted ? name : option.name];
  if (value === undefined) return [];
  const texts = [value].flat().map(String);
  const source = option.kind === 'switch' ? wordOf(name, flagWords) : `${dashed(name)}=${texts.at(-1) ?? ''}`;
  return [{ option, source, values: texts, byFlag: true, inverted }];
}

/** Where a flag was typed last, -1 if it was not: among letters behind one dash, say. */
function lastIndexOf(name: string, flagWords: readonly string[]): number {
  return flagWords.findLastIndex((word) => word === dashed(name) || word.startsWith(`${dashed(name)}=`));
}

function wordOf(name: string, flagWords: readonly string[]): string {
  return flagWords[lastIndexOf(name, flagWords)] ?? dashed(name);
}
