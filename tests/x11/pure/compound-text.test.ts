/** COMPOUND_TEXT: characters of all sets that programs use, and bytes that are nothing. */
import t from 'tap';
import { assert as assertFor, property, uint8Array } from 'fast-check';
import { compoundText } from '../../../src/x11/compound-text.js';

const decoded = (text: string): string => compoundText(Buffer.from(text, 'latin1'));
const e = '\u{1b}';

t.test('each character set is read as it is', (t) => {
  for (const [bytes, text] of [
    ['plain text', 'plain text'],
    ['Caf\u{e9}', 'Café'],
    [`${e}%G\u{c3}\u{9c}\u{e2}\u{98}\u{83}${e}%@ and`, 'Ü☃ and'],
    [`a ${e}$(B4A;z${e}(B b`, 'a 漢字 b'],
    [`${e}$)B\u{b4}\u{c1}\u{bb}\u{fa}`, '漢字'],
    [`${e}$)C\u{c7}\u{d1}`, '한'],
    [`${e}$(AVP${e}(B`, '中'],
    [`${e}-L\u{be}\u{d8}`, 'Ои'],
    [`${e}-B\u{b1}`, 'ą'],
    [`${e})I\u{b1}`, 'ｱ'],
    [`${e}%/1\u{80}\u{8c}iso8859-15\u{02}\u{a4}`, '€'],
  ] as const)
    t.equal(decoded(bytes), text);
  t.end();
});

t.test('control characters and directions are left out', (t) => {
  t.equal(decoded(`one\ntwo\u{7}\u{9b}2]three\u{9b}]`), 'onetwothree');
  t.end();
});

t.test('what cannot be read is replaced, and never an error', (t) => {
  t.equal(decoded(`${e}$(Zab${e}(B ok`), '\u{fffd} ok');
  t.equal(decoded(`${e}%/1\u{80}\u{86}none\u{02}x`), '\u{fffd}');
  assertFor(
    property(uint8Array({ maxLength: 200 }), (bytes) => {
      t.notMatch(compoundText(Buffer.from(bytes)), /\p{Cc}/u);
    }),
  );
  t.end();
});
