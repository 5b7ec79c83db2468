/** What becomes of options that this version does not serve: an error where it must be, else one line each. */
import { UsageError } from '../errors.js';
import type { Given } from './flags.js';
import { options } from './options.js';
import { asksForSomething, variablesOf, type Environment, type Values } from './values.js';

/** Throws `UsageError` for the first option that can't be left unserved. */
export function refuseUnserved(values: Values): void {
  for (const given of values.all()) {
    if (isRefused(given)) throw new UsageError(`${given.source}: not served yet by this version`);
  }
}

/** One line for each option that is known, was given, and changes nothing. */
export function warningsOf(values: Values): string[] {
  const display = values.given('display');
  const overruled = display?.byFlag === true && values.given('virtwl-device')?.byFlag === true;
  return [
    ...(overruled ? [`${display.source}: a virtwl device is the way to the host; ignored`] : []),
    ...[...values.all()].flatMap(warningOf),
  ];
}

function warningOf(given: Given): string[] {
  const { option, source } = given;
  if (!asksForSomething(given)) return [];
  if (option.status === 'ignored') return [`${source}: accepted for compatibility; ignored`];
  const unserved = option.status === 'later' || option.status === 'refused';
  return unserved ? [`${source}: not served yet by this version; ignored`] : [];
}

/** One line for each variable that begins with `prefix` and names no option. */
export function unknownOf(env: Environment, prefix: 'DECANT_' | 'SOMMELIER_'): string[] {
  const known = new Set(options.flatMap(variablesOf).map(({ name }) => name));
  return Object.keys(env)
    .filter((name) => name.startsWith(prefix) && !known.has(name) && name !== `${prefix}VERSION`)
    .map((name) => `${name}: names no option; ignored`);
}

function isRefused(given: Given): boolean {
  return given.option.status === 'refused' && asksForSomething(given);
}
