/**
 * Text from a client made safe for a log or a terminal: it can neither end a line nor steer a terminal nor reorder what
 * stands beside it. Owns no output. What comes out is also valid inside a JSON string if what went in was.
 */

/** Control characters, halves of pairs, separators of lines and paragraphs, and what changes the direction of text. */
const steering = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** `text` with every steering character as `\n`, `\r`, `\t` or `\uXXXX`. */
export function visible(text: string): string {
  return text.replaceAll(
    steering,
    (char) => short[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
