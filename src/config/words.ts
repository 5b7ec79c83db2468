/** A command prefix in one string, cut into words as sommelier cuts it. */
import { UsageError } from '../errors.js';

/**
 * Words stand between blanks; double quotes keep a word whole and make an empty one possible
 * (`--inhibit-rpath ""`). There are no escapes. Throws `UsageError` for a quote that is not closed; `source` names it.
 */
export function splitWords(text: string, source: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quoted = false;
  for (const char of text) {
    if (char === '"') {
      quoted = !quoted;
      word ??= '';
    } else if (!quoted && /\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + char;
    }
  }
  if (quoted) throw new UsageError(`${source}: a quote is not closed`);
  return word === undefined ? words : [...words, word];
}
