/** What values may look like. Each check says what is wrong with a value, or nothing; none changes it. */
import type { Option } from './option.js';

const onWords: ReadonlySet<string> = new Set(['1', 'true', 'yes', 'on']);
const offWords: ReadonlySet<string> = new Set(['0', 'false', 'no', 'off', '']);

const modifiers: readonly string[] = ['Control', 'Alt', 'Shift', 'Super'];
const dpiRange = [72, 9600] as const;
/** Beyond it, 6000 + N is no TCP port any more, and Xwayland refuses. */
const highestXDisplay = 59_535;

/** Whether a checked value of a switch means on. */
export function isOn(word: string): boolean {
  return onWords.has(word.toLowerCase());
}

/** Entries of a comma list; a comma at the end is allowed. */
export function splitList(text: string): string[] {
  const entries = text.split(',').map((entry) => entry.trim());
  return entries.filter((entry) => entry !== '');
}

/** What is wrong with `value` for that option, `undefined` if nothing is. */
export function problemWith(option: Option, value: string): string | undefined {
  switch (option.kind) {
    case 'switch':
      return problemWithSwitch(option, value);
    case 'integer':
    case 'number':
      return problemWithNumber(option, value);
    case 'list':
      return problemWithList(option, splitList(value));
    default:
      return problemWithText(option, value);
  }
}

function problemWithList(option: Option, entries: readonly string[]): string | undefined {
  // Without an entry nothing could be seen; and what a script left empty by mistake must not mean everything.
  if (option.needsEntry && entries.length === 0) return 'at least one entry is wanted';
  return firstProblem(entries, (entry) => problemWithText(option, entry));
}

function problemWithSwitch({ pathHint }: Option, value: string): string | undefined {
  const word = value.toLowerCase();
  if (onWords.has(word) || offWords.has(word)) return undefined;
  if (pathHint !== undefined && value.includes('/')) return `a switch, which takes no path: ${pathHint}`;
  return 'on is 1 true yes on, off is 0 false no off';
}

/** One of the DPI buckets. */
export function isDpi(entry: string): string | undefined {
  const [least, most] = dpiRange;
  const fits = /^[0-9]+$/.test(entry) && Number(entry) >= least && Number(entry) <= most;
  return fits ? undefined : `"${entry}" is not an integer from ${least} to ${most}`;
}

/** `<Modifier>…keysym`. Whether the keysym exists is libxkbcommon's to say, when the keyboard is there. */
export function isAccelerator(entry: string): string | undefined {
  const keysym = entry.replaceAll(/<[^<>]*>/g, '');
  const unknown = [...entry.matchAll(/<([^<>]*)>/g)].find(([, name = '']) => !modifiers.includes(name));
  if (unknown)
    return `"${entry}": a modifier is one of ${modifiers.map((name) => `<${name}>`).join(' ')}, not ${unknown[0]}`;
  if (/^[A-Za-z0-9_]+$/.test(keysym) && entry.endsWith(keysym)) return undefined;
  return `"${entry}" is not of the form <Modifier>...keysym`;
}

/** An interface's name or pattern, of which versions up to N may be seen. */
export function isAllowedGlobal(entry: string): string | undefined {
  if (/^[A-Za-z0-9_*?]+(<=[1-9][0-9]{0,2})?$/.test(entry)) return undefined;
  return `"${entry}" is not an interface, a pattern with * and ?, or one of them followed by <=VERSION`;
}

/** An interface's name or pattern, of which versions above N may not be seen. */
export function isDeniedGlobal(entry: string): string | undefined {
  if (/^[A-Za-z0-9_*?]+(>[1-9][0-9]{0,2})?$/.test(entry)) return undefined;
  return `"${entry}" is not an interface, a pattern with * and ?, or one of them followed by >VERSION`;
}

export function isColor(value: string): string | undefined {
  return /^#[0-9a-f]{6}$/i.test(value) ? undefined : 'a colour is of the form #rrggbb';
}

/** `N` or `:N`. */
export function isXDisplay(value: string): string | undefined {
  const fits = /^:?[0-9]{1,5}$/.test(value) && Number(value.replace(':', '')) <= highestXDisplay;
  return fits ? undefined : `a display is N or :N, from 0 to ${highestXDisplay}`;
}

/** A line of X resources. */
export function isResource(value: string): string | undefined {
  return /^\s*[^:\s][^:]*:/.test(value) ? undefined : 'a resource is of the form KEY: VALUE';
}

function problemWithText({ choices, check }: Option, value: string): string | undefined {
  if (choices && !choices.includes(value)) return `"${value}" is not one of ${choices.join(', ')}`;
  return check?.(value);
}

function problemWithNumber(
  { kind, range = [-Infinity, Infinity] }: Option,
  value: string,
): string | undefined {
  const form = kind === 'integer' ? /^[0-9]+$/ : /^[0-9]+(\.[0-9]+)?$/;
  const fits = form.test(value) && Number(value) >= range[0] && Number(value) <= range[1];
  return fits
    ? undefined
    : `${kind === 'integer' ? 'an integer' : 'a number'} from ${range[0]} to ${range[1]} is wanted`;
}

function firstProblem(
  entries: readonly string[],
  check: (entry: string) => string | undefined,
): string | undefined {
  return entries.map(check).find((problem) => problem !== undefined);
}

/** Goes into titles, which are one line of UTF-8. */
export function isTag(text: string): string | undefined {
  return /^[^\p{Cc}\u{FFFD}]*$/u.test(text)
    ? undefined
    : 'text without control characters is wanted, in UTF-8';
}
