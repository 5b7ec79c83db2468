/** Raw values to checked ones: flags before variables, each error naming flag or variable, value and what is allowed. */
import { UsageError } from '../errors.js';
import type { Flags } from './flags.js';
import { options, type Option } from './options.js';

export type Environment = Readonly<Record<string, string | undefined>>;

interface Given {
  /** `--flag=value` or `VARIABLE=value`, for messages. */
  readonly source: string;
  readonly values: readonly string[];
}

const onWords: ReadonlySet<string> = new Set(['1', 'true', 'yes', 'on']);
const offWords: ReadonlySet<string> = new Set(['0', 'false', 'no', 'off', '']);

export class Values {
  readonly #given = new Map<string, Given>();

  constructor(flags: Flags, env: Environment) {
    for (const option of options) {
      const given = fromFlag(option, flags) ?? (option.flagOnly ? undefined : fromVariable(option, env));
      if (given) this.#given.set(option.name, given);
    }
    for (const option of options) this.#check(option);
  }

  /** How the user gave the option, `undefined` if not at all. */
  source(name: string): string | undefined {
    return this.#given.get(name)?.source;
  }

  /** The last value given, else the default. */
  string(name: string): string | undefined {
    return this.#given.get(name)?.values.at(-1) ?? optionNamed(name).default;
  }

  switch(name: string): boolean {
    return onWords.has((this.string(name) ?? '0').toLowerCase());
  }

  number(name: string): number | undefined {
    const text = this.string(name);
    return text === undefined ? undefined : Number(text);
  }

  list(name: string): string[] {
    return splitList(this.string(name) ?? '');
  }

  /** Whether a switch was turned on, or any other option was given a value. */
  isSet(name: string): boolean {
    const option = optionNamed(name);
    if (!this.#given.has(name)) return false;
    return option.kind !== 'switch' || this.switch(name) !== onWords.has(option.default ?? '0');
  }

  #check(option: Option): void {
    const given = this.#given.get(option.name);
    for (const value of given?.values ?? []) {
      const problem = problemWith(option, value);
      if (problem) throw new UsageError(`${given!.source}: ${problem}`);
    }
  }
}

/** Words of a comma list; a comma at the end is allowed. */
export function splitList(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** Names of the variables of an option, first the one that counts most. */
export function variablesOf(option: Option): string[] {
  const names = [option.name, ...(option.aliases ?? [])].map((name) =>
    name.toUpperCase().replaceAll('-', '_'),
  );
  const irregular = option.sommelierVariable ? [option.sommelierVariable] : [];
  return [
    ...names.map((name) => `DECANT_${name}`),
    ...names.map((name) => `SOMMELIER_${name}`),
    ...irregular,
  ];
}

function optionNamed(name: string): Option {
  const found = options.find((option) => option.name === name);
  if (!found) throw new Error(`no option ${name}`);
  return found;
}

function fromFlag(option: Option, flags: Flags): Given | undefined {
  const values = flags.given.get(option.name);
  return values && { source: `--${option.name}=${values.at(-1)}`, values };
}

function fromVariable(option: Option, env: Environment): Given | undefined {
  for (const name of variablesOf(option)) {
    const value = env[name];
    if (value !== undefined) {
      return {
        source: `${name}=${value}`,
        values: option.kind === 'repeatable' ? value.split('\n') : [value],
      };
    }
    const opposite = name.replace(/^(DECANT|SOMMELIER)_/, '$1_NO_');
    const negated = option.kind === 'switch' ? env[opposite] : undefined;
    if (negated !== undefined) {
      return { source: `${opposite}=${negated}`, values: [onWords.has(negated.toLowerCase()) ? '0' : '1'] };
    }
  }
  return undefined;
}

function problemWith(option: Option, value: string): string | undefined {
  switch (option.kind) {
    case 'switch': {
      const word = value.toLowerCase();
      return onWords.has(word) || offWords.has(word)
        ? undefined
        : 'a switch is one of 1 true yes on 0 false no off';
    }
    case 'number':
      return problemWithNumber(option, value);
    case 'list':
      return splitList(value).every((word) => isChoice(option, word)) ? undefined : allowed(option);
    default:
      return isChoice(option, value) ? undefined : allowed(option);
  }
}

function problemWithNumber({ range = [-Infinity, Infinity] }: Option, value: string): string | undefined {
  const number = /^-?[0-9]+(\.[0-9]+)?$/.test(value) ? Number(value) : NaN;
  return number >= range[0] && number <= range[1]
    ? undefined
    : `a number from ${range[0]} to ${range[1]} is wanted`;
}

function isChoice({ choices }: Option, word: string): boolean {
  return choices === undefined || choices.includes(word);
}

function allowed({ choices = [] }: Option): string {
  return `one of ${choices.join(', ')} is wanted`;
}
