/**
 * Which of the host's globals clients are offered, and up to which version: what was asked for (`--allow-globals`,
 * `--deny-globals`, `--profile`) turned into two tables before the first fork. What is hidden might as well not exist; the
 * peer itself still binds what it needs.
 */
import type { GlobalRule, GlobalsConfig } from '../config/config.js';
import { notOfADesktop, untrusted } from '../protocol/profiles.js';
import type { InterfaceSchema } from '../protocol/schema.js';

/** By interface. One that stands in neither is offered as host and table have it. */
export interface Offers {
  /** The reason why it is hidden. */
  readonly hidden: Readonly<Record<string, string>>;
  /** The highest version that clients are told. */
  readonly caps: Readonly<Record<string, number>>;
}

/** `hidden` is what is not offered anyway. */
export function makeOffers(
  interfaces: readonly InterfaceSchema[],
  hidden: Readonly<Record<string, string>>,
  config: GlobalsConfig,
): Offers {
  const [all, caps]: [Record<string, string>, Record<string, number>] = [{ ...hidden }, {}];
  for (const { name } of interfaces) {
    const reason = reasonAgainst(name, config);
    if (reason !== undefined) all[name] ??= reason;
    const cap = capOf(name, config);
    if (cap < Infinity) caps[name] = cap;
  }
  return { hidden: all, caps };
}

/** What is said of entries that fit no interface, a sentence each: names that are misspelt, or not known to this version. */
export function unknownEntries(
  interfaces: readonly InterfaceSchema[],
  { allow, deny }: GlobalsConfig,
): readonly string[] {
  const unknown = (flag: string, rules: readonly GlobalRule[]): string[] =>
    rules
      .filter(({ pattern }) => !interfaces.some(({ name }) => matches(name, pattern)))
      .map(({ pattern }) => `${flag}: no interface that is known is called ${pattern}`);
  return [...unknown('--allow-globals', allow), ...unknown('--deny-globals', deny)];
}

function reasonAgainst(name: string, { allow, deny, profile }: GlobalsConfig): string | undefined {
  const denial = matching(name, deny).find(({ version }) => version === undefined);
  if (denial) return `--deny-globals has ${denial.pattern}`;
  if (matching(name, allow).length > 0) return undefined;
  switch (profile) {
    case 'untrusted':
      return matchesAny(name, untrusted) ? undefined : '--profile=untrusted has it not';
    case 'desktop':
      return matchesAny(name, notOfADesktop) ? '--profile=desktop has it not' : undefined;
    default:
      return allow.length === 0 ? undefined : '--allow-globals has it not';
  }
}

function capOf(name: string, { allow, deny, damageBuffer }: GlobalsConfig): number {
  const versions = matching(name, [...allow, ...deny]).map(({ version }) => version ?? Infinity);
  // `wl_surface.damage_buffer` has come with version 4 of the compositor.
  return Math.min(...versions, name === 'wl_compositor' && !damageBuffer ? 3 : Infinity);
}

function matching(name: string, rules: readonly GlobalRule[]): GlobalRule[] {
  return rules.filter(({ pattern }) => matches(name, pattern));
}

function matchesAny(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => matches(name, pattern));
}

function matches(name: string, pattern: string): boolean {
  const source = pattern.replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(name);
}
