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
  return [...overruled(values), ...[...values.all()].flatMap(warningOf)];
}

/** Ways to the host that were named by flag beside a better one. */
function overruled(values: Values): string[] {
  const [virtgpu, virtwl, display] = ['virtgpu-channel', 'virtwl-device', 'display'].map((name) => {
    const given = values.given(name);
    return given?.byFlag === true && asksForSomething(given) ? given : undefined;
  });
  const way = virtgpu ? 'a virtio-gpu context' : virtwl ? 'a virtwl device' : undefined;
  const others = virtgpu ? [virtwl, display] : [display];
  if (way === undefined) return [];
  return others.flatMap((given) =>
    given ? [`${given.source}: ${way} is the way to the host; ignored`] : [],
  );
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
