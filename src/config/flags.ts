/**
 * argv to raw values: which flag was given with which text, and where the program begins.
 * Every flag is brought into the form `--name=value` first, since only the table knows that a switch takes no value
 * (`decant --verbose true` runs the program `true`); yargs then parses, and writes `--help` and the completion.
 */
import yargs from 'yargs';
import { UsageError } from '../errors.js';
import { options, sommelierOnly, type Option } from './options.js';

export interface Flags {
  /** Option name to the values given, in order. */
  readonly given: ReadonlyMap<string, readonly string[]>;
  /** Flags of sommelier's that have no meaning here. */
  readonly ignored: readonly string[];
  readonly program: readonly string[];
  readonly wants: 'help' | 'version' | 'completion' | undefined;
}

const shortFlags: Readonly<Record<string, string>> = { X: 'X', h: 'help', v: 'version' };
const asking: ReadonlySet<string> = new Set(['help', 'version', 'completion']);

/** Throws `UsageError` for a flag that does not exist or lacks its value. */
export function parseFlags(argv: readonly string[]): Flags {
  const normal: string[] = [];
  const ignored: string[] = [];
  let wants: Flags['wants'];
  let at = 0;
  for (; at < argv.length; at++) {
    const word = argv[at]!;
    if (word === '--') {
      at++;
      break;
    }
    if (!word.startsWith('-') || word === '-') break;
    const { name, value } = splitFlag(word);
    if (asking.has(name)) {
      wants ??= name as NonNullable<Flags['wants']>;
      continue;
    }
    if (sommelierOnly.includes(name)) {
      ignored.push(word);
      continue;
    }
    const { option, negated } = findOption(name, word);
    if (option.kind === 'switch') {
      if (negated && value !== undefined) throw new UsageError(`${word}: this flag takes no value`);
      normal.push(`--${option.name}=${negated ? '0' : (value ?? '1')}`);
      continue;
    }
    const text = value ?? argv[++at];
    if (text === undefined) throw new UsageError(`${word}: a value is missing`);
    normal.push(`--${option.name}=${text}`);
  }
  return { given: collect(normal), ignored, program: argv.slice(at), wants };
}

/** The text of `--help`. */
export function helpText(programName: string): Promise<string> {
  const parser = makeParser().scriptName(programName).usage(usage).epilogue(epilogue);
  return parser.getHelp();
}

/** A completion script for bash. */
export function completionText(programName: string): string {
  const words = options
    .flatMap((option) => [option.name, ...(option.aliases ?? [])])
    .map((name) => `--${name}`);
  return [
    `_${programName}() {`,
    '  local word=${COMP_WORDS[COMP_CWORD]}',
    `  COMPREPLY=($(compgen -W "${[...words, '--help', '--version'].join(' ')}" -- "$word"))`,
    '}',
    `complete -o default -F _${programName} ${programName}`,
    '',
  ].join('\n');
}

function splitFlag(word: string): { name: string; value: string | undefined } {
  const equals = word.indexOf('=');
  const flag = equals < 0 ? word : word.slice(0, equals);
  const value = equals < 0 ? undefined : word.slice(equals + 1);
  if (flag.startsWith('--')) return { name: flag.slice(2), value };
  const name = shortFlags[flag.slice(1)];
  if (name === undefined) throw new UsageError(`${word}: no such flag (see --help)`);
  return { name, value };
}

function findOption(name: string, word: string): { option: Option; negated: boolean } {
  const named = (wanted: string) =>
    options.find((each) => each.name === wanted || each.aliases?.includes(wanted));
  const option = named(name);
  if (option) return { option, negated: false };
  const negated = name.startsWith('no-') ? named(name.slice(3)) : undefined;
  if (negated?.kind === 'switch') return { option: negated, negated: true };
  throw new UsageError(`${word}: no such flag (see --help)`);
}

function collect(normal: readonly string[]): Map<string, string[]> {
  const parsed = makeParser().parseSync(normal) as Record<string, unknown>;
  const given = new Map<string, string[]>();
  for (const { name } of options) {
    const value = parsed[name];
    if (value !== undefined) given.set(name, [value].flat().map(String));
  }
  return given;
}

function makeParser() {
  const parser = yargs([])
    .parserConfiguration({
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'halt-at-non-option': true,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    })
    .help(false)
    .version(false)
    .exitProcess(false)
    .wrap(100);
  for (const option of options) {
    parser.option(option.name, {
      type: 'string',
      group: `${option.group}:`,
      description: describe(option),
      ...(option.aliases && { alias: [...option.aliases] }),
    });
  }
  return parser;
}

function describe(option: Option): string {
  const notes = [
    option.choices && `one of ${option.choices.join(', ')}`,
    option.range && `${option.range[0]} to ${option.range[1]}`,
    option.default && `default ${option.default}`,
    option.status === 'later' && 'not served yet',
    option.status === 'refused' && 'not served yet: an error',
    option.status === 'compatible' && 'accepted for compatibility',
  ].filter(Boolean);
  return notes.length === 0 ? option.help : `${option.help} (${notes.join('; ')})`;
}

const usage = `decant: a nested Wayland compositor

  $0 --master [--socket=NAME] [PROGRAM ...]   listen, and give every client its own peer
  $0 [FLAGS] PROGRAM [ARGUMENTS ...]          run one program on a private display
  $0 doctor                                   say what this machine offers`;

const epilogue = `Every flag has a variable: --some-flag=V is DECANT_SOME_FLAG=V or SOMMELIER_SOME_FLAG=V; the flag wins,
then DECANT_, then SOMMELIER_. Switches take 1 true yes on or 0 false no off. Flags end at the first word that is
none, or at --. Defaults that a distribution sets stand in src/config/defaults.ts. Also: -h, --help, -v, --version,
--completion; WAYLAND_DEBUG_PROXY=client,server traces messages. docs/CLI.md says more.`;
