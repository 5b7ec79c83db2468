/** What the tables in `groups/` say of an option. Types and one function that makes rows; no option stands here. */

/**
 * `switch` takes no value on the command line, or one of the switch words; `integer` and `number` are decimal; of a
 * `list` the entries stand between commas; a `repeatable` may be given again, and its variable holds one value a line.
 */
export type OptionKind = 'switch' | 'string' | 'list' | 'integer' | 'number' | 'repeatable';

/**
 * What becomes of an option that is given. `works`; `later`: checked, not served by this version, one warning;
 * `refused`: not served, and going on without it would not be what the user asked for, an error; `ignored`: accepted for
 * sommelier's sake, no use for it, one warning; `compatible`: accepted for sommelier's sake, what it asks for is so anyway.
 */
export type OptionStatus = 'works' | 'later' | 'refused' | 'ignored' | 'compatible';

export interface Option {
  /** As on the command line, without dashes. */
  readonly name: string;
  readonly kind: OptionKind;
  readonly group: string;
  /** Placeholder for the value in `--help`, empty for a switch. */
  readonly value: string;
  readonly help: string;
  readonly status: OptionStatus;
  readonly aliases: readonly string[];
  /** What holds if nothing is given; empty: decided elsewhere, or nothing. */
  readonly default: string;
  /** A value that asks for nothing, so that giving it needs no warning. */
  readonly neutral?: string;
  /** Allowed values; of a list, allowed entries. */
  readonly choices?: readonly string[];
  /** Inclusive limits of a number. */
  readonly range?: readonly [number, number];
  /** Why a value (of a list: an entry) is wrong, `undefined` if it is not. */
  readonly check?: (value: string) => string | undefined;
  /** Of a list: an empty one is an error. */
  readonly needsEntry?: boolean;
  /** Of a switch: what to say besides to somebody who gives it a path. */
  readonly pathHint?: string;
  /** Has no environment variable. */
  readonly flagOnly?: true;
  /** Variables that are not named after the flag. */
  readonly variables?: readonly string[];
  /** Of a switch `no-x`: the name that says the contrary, as flag and as variable. */
  readonly opposite?: string;
}

type Optional = Partial<Omit<Option, 'name' | 'kind' | 'group' | 'value' | 'help'>>;
/** Name, kind, placeholder, help, and the rest. */
export type Row = readonly [string, OptionKind, string, string, Optional?];

/** The rows of one group; `common` holds for all that do not say otherwise. */
export function group(title: string, common: Optional, rows: readonly Row[]): Option[] {
  const base = { status: 'works', aliases: [], default: '' } as const;
  return rows.map(([name, kind, value, help, rest]) => {
    return { ...base, ...common, ...rest, name, kind, value, help, group: title };
  });
}

/** All names by which an option can be given as a flag. */
export function spellings(option: Option): string[] {
  return [option.name, ...option.aliases];
}

/** A name as the user types it: one dash for a letter, two for a word. */
export function dashed(name: string): string {
  return name.length === 1 ? `-${name}` : `--${name}`;
}
