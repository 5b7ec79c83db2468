/**
 * Raw values to checked ones: flag, then `DECANT_*`, then `SOMMELIER_*`, then default. Every value that the user gave is
 * checked, used or not, and an error names flag or variable, value and what is allowed.
 */
import { UsageError } from '../errors.js';
import { isOn, problemWith, splitList } from './checks.js';
import type { Given } from './flags.js';
import { spellings, type Option } from './option.js';
import { optionNamed, options } from './options.js';

export type Environment = Readonly<Record<string, string | undefined>>;

export class Values {
  readonly #given = new Map<string, Given>();

  constructor(flags: readonly Given[], env: Environment) {
    for (const option of options) {
      const given = flags.find((each) => each.option === option) ?? fromVariables(option, env);
      if (!given) continue;
      for (const value of given.values) {
        const problem = problemWith(option, value);
        if (problem !== undefined) throw new UsageError(`${given.source}: ${problem}`);
      }
      this.#given.set(option.name, given);
    }
  }

  /** What the user gave, in the order of the table. */
  all(): IterableIterator<Given> {
    return this.#given.values();
  }

  /** How the user gave the option, `undefined` if not at all. */
  given(name: string): Given | undefined {
    return this.#given.get(name);
  }

  /** The last value given, else the default. */
  string(name: string): string {
    const { default: usual } = optionNamed(name);
    return this.#given.get(name)?.values.at(-1) ?? usual;
  }

  switch(name: string): boolean {
    const given = this.#given.get(name);
    return given !== undefined && isSwitchedOn(given);
  }

  /** `undefined` if there is none, not even a default. */
  number(name: string): number | undefined {
    const text = this.string(name);
    return text === '' ? undefined : Number(text);
  }

  list(name: string): string[] {
    return splitList(this.string(name));
  }
}

/** Whether something is asked for that would not be so anyway: not a switch turned off, nor a neutral value. */
export function asksForSomething(given: Given): boolean {
  const { option, values } = given;
  return option.kind === 'switch' ? isSwitchedOn(given) : values.at(-1) !== option.neutral;
}

/** Variables that an option is known by, first the one that counts most; `inverted` ones say the contrary. */
export function variablesOf(option: Option): { name: string; inverted: boolean }[] {
  if (option.flagOnly) return [];
  const plain = spellings(option).map((name) => ({ name: inCapitals(name), inverted: false }));
  const contrary =
    option.opposite === undefined ? [] : [{ name: inCapitals(option.opposite), inverted: true }];
  const regular = ['DECANT', 'SOMMELIER'].flatMap((prefix) =>
    [...plain, ...contrary].map(({ name, inverted }) => ({ name: `${prefix}_${name}`, inverted })),
  );
  return [...regular, ...(option.variables ?? []).map((name) => ({ name, inverted: false }))];
}

function inCapitals(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}

function isSwitchedOn({ values, inverted }: Given): boolean {
  return isOn(values.at(-1) ?? '') !== inverted;
}

function mayBeEmpty({ kind, needsEntry }: Option): boolean {
  return kind === 'switch' || (kind === 'list' && !needsEntry);
}

function fromVariables(option: Option, env: Environment): Given | undefined {
  for (const { name, inverted } of variablesOf(option)) {
    const text = env[name];
    // An empty variable is how a unit file takes one back; only a switch and some lists have a use for it.
    if (text === undefined || (text === '' && !mayBeEmpty(option))) continue;
    const values = option.kind === 'repeatable' ? text.split('\n').filter((line) => line !== '') : [text];
    return { option, source: `${name}=${text}`, values, byFlag: false, inverted };
  }
  return undefined;
}
