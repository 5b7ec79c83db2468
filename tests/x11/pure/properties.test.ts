/** Bytes of window properties, as programs write them and as they should not. */
import { assert, nat, property, string, uint8Array } from 'fast-check';
import t from 'tap';
import { maxTextBytes } from '../../../src/peer/xwayland/windows.js';
import {
  classOf,
  cutText,
  motifAllows,
  motifFunction,
  motifHints,
  sizeHints,
  stepped,
  textOf,
  wmHints,
} from '../../../src/x11/properties.js';

const words = (...values: number[]): Buffer => Buffer.from(new Int32Array(values).buffer);
const none = Buffer.alloc(0);

t.test('size hints are limits where their flag is set', (t) => {
  const data = words(16 | 32, 0, 0, 0, 0, 100, 50, 800, 600, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  t.match(sizeHints(data), {
    minWidth: 100,
    minHeight: 50,
    maxWidth: 800,
    maxHeight: 600,
  });
  data.writeInt32LE(4, 0);
  t.match(sizeHints(data), { minWidth: 0, minHeight: 0, maxWidth: 0, maxHeight: 0 });
  t.end();
});

t.test('the base size stands in for a minimum', (t) => {
  const data = words(256, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 19, 4, 1);
  t.match(sizeHints(data), { minWidth: 19, minHeight: 4 });
  t.end();
});

t.test('steps begin at the base, or at the minimum', (t) => {
  const data = words(16 | 64 | 256, 0, 0, 0, 0, 30, 40, 0, 0, 6, 13, 0, 0, 0, 0, 4, 5, 1);
  const size = { width: 100, height: 100 };
  t.same(stepped(size, sizeHints(data)), { width: 100, height: 96 });
  data.writeInt32LE(16 | 64, 0);
  t.same(stepped(size, sizeHints(data)), { width: 96, height: 92 });
  data.writeInt32LE(64, 0);
  t.same(stepped(size, sizeHints(data)), { width: 96, height: 91 });
  t.same(stepped({ width: 3, height: 3 }, sizeHints(data)), { width: 1, height: 1 }, 'never nothing');
  for (const value of [0, -1, 40_000]) {
    data.writeInt32LE(value, 36);
    t.equal(stepped(size, sizeHints(data)).width, 100, String(value));
  }
  t.end();
});

t.test('absurd sizes are no limits', (t) => {
  for (const value of [0, -1, 65_535, 0x7fff_ffff, -0x8000_0000]) {
    const data = words(16 | 32, 0, 0, 0, 0, value, value, value, value);
    t.match(sizeHints(data), { minWidth: 0, minHeight: 0, maxWidth: 0, maxHeight: 0 }, String(value));
  }
  t.end();
});

t.test('a property that is too short says nothing', (t) => {
  t.match(sizeHints(none), { minWidth: 0, maxWidth: 0 });
  t.match(sizeHints(words(16 | 32)), { minWidth: 0, maxWidth: 0 });
  t.same(wmHints(none), { input: undefined, iconic: false, urgent: false, group: 0 });
  t.same(wmHints(words(1 | 2 | 64)), { input: undefined, iconic: false, urgent: false, group: 0 });
  t.same(motifHints(words(3)), { functions: undefined, decorations: undefined });
  t.equal(classOf(none), undefined);
  t.end();
});

t.test('WM_HINTS say focus, first state, urgency and group', (t) => {
  t.same(wmHints(words(1 | 2 | 64 | 256, 0, 3, 0, 0, 0, 0, 0, 0x40_0001)), {
    input: false,
    iconic: true,
    urgent: true,
    group: 0x40_0001,
  });
  t.same(wmHints(words(1, 1, 1)), { input: true, iconic: false, urgent: false, group: 0 });
  t.end();
});

t.test('Motif functions are listed, or all but those listed', (t) => {
  const { all, resize, move } = motifFunction;
  const some = motifHints(words(1, resize, 0, 0, 0));
  t.ok(motifAllows(some, resize));
  t.notOk(motifAllows(some, move));
  const allBut = motifHints(words(1, all | resize, 0, 0, 0));
  t.notOk(motifAllows(allBut, resize));
  t.ok(motifAllows(allBut, move));
  t.ok(motifAllows(motifHints(words(2, 0, 0, 0, 0)), move), 'nothing said');
  t.equal(motifHints(words(2, 0, 0, 0, 0)).decorations, 0);
  t.end();
});

t.test('a title ends at its first NUL, and is Latin-1 unless it is said to be UTF-8', (t) => {
  t.equal(textOf(Buffer.from('a window\0with more\0'), true), 'a window');
  t.equal(textOf(Buffer.from([0x67, 0x72, 0xfc, 0xdf]), false), 'grüß');
  t.equal(textOf(Buffer.from('grüß'), true), 'grüß');
  t.equal(textOf(Buffer.from([0x61, 0xff, 0xfe]), true), 'a\u{fffd}\u{fffd}');
  t.equal(textOf(none, true), '');
  t.end();
});

t.test('the class is the second string of WM_CLASS', (t) => {
  t.equal(classOf(Buffer.from('xterm\0XTerm\0')), 'XTerm');
  t.equal(classOf(Buffer.from('xterm\0XTerm')), 'XTerm');
  t.equal(classOf(Buffer.from('xterm\0')), undefined);
  t.equal(classOf(Buffer.from('xterm')), undefined);
  t.end();
});

t.test('text is cut at a whole character and stays a message that a host can take', (t) => {
  t.equal(textOf(Buffer.alloc(1_000_000, 'x'), true).length, maxTextBytes);
  t.equal(cutText('aäb', 2), 'a');
  t.equal(cutText('aäb', 3), 'aä');
  t.equal(cutText('€€', 5), '€');
  t.equal(cutText('😀😀', 7), '😀');
  t.equal(cutText('😀', 4), '😀');
  t.equal(cutText('', 0), '');
  assert(
    property(string({ unit: 'grapheme' }), nat(64), (text, most) => {
      const cut = cutText(text, most);
      return text.startsWith(cut) && Buffer.byteLength(cut) <= most;
    }),
  );
  t.end();
});

t.test('no bytes make a parser throw', (t) => {
  assert(
    property(uint8Array({ maxLength: 100 }), (bytes) => {
      const data = Buffer.from(bytes);
      for (const read of [sizeHints, wmHints, motifHints, classOf]) read(data);
      const { minWidth, maxHeight } = sizeHints(data);
      return minWidth >= 0 && maxHeight >= 0 && Buffer.byteLength(textOf(data, false)) <= maxTextBytes;
    }),
  );
  t.end();
});
