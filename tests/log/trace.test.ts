/** Messages as text, in libwayland's form, and the classes that can be left out. */
import t from 'tap';
import { allInterfaces } from '../../src/protocol/generated/index.js';
import { suppressClasses, traceFilter, type SuppressClass } from '../../src/log/suppress.js';
import { formatTrace, type TraceArg, type TraceMessage } from '../../src/log/trace.js';

const commit: TraceMessage = {
  timeUs: 1_234_567_890,
  stream: 'client',
  toHost: true,
  interface: 'wl_surface',
  id: 3,
  message: 'commit',
  args: [],
};

function shown(...args: TraceArg[]): string {
  const line = formatTrace({ ...commit, args });
  return line.slice(line.indexOf('(') + 1, -1);
}

t.test('a line has the time, the side, the direction, the object and the message', (t) => {
  t.equal(formatTrace(commit), '[1234567.890] client -> wl_surface#3.commit()');
  t.equal(
    formatTrace({ ...commit, toHost: false, message: 'enter' }),
    '[1234567.890] client <- wl_surface#3.enter()',
  );
  t.equal(
    formatTrace({ ...commit, stream: 'server' }),
    '[1234567.890]         server -> wl_surface#3.commit()',
  );
  t.equal(
    formatTrace({ ...commit, id: -16_777_216 }),
    '[1234567.890] client -> wl_surface#4278190080.commit()',
  );
  t.end();
});

t.test("the time wraps where libwayland's does", (t) => {
  t.match(formatTrace({ ...commit, timeUs: 7_042 }), /^\[ {6}7\.042\] /);
  t.match(formatTrace({ ...commit, timeUs: 2 ** 32 + 1 }), /^\[ {6}0\.001\] /);
  t.match(formatTrace({ ...commit, timeUs: 1_790_000_000_000_000.25 }), /^\[ *\d{1,7}\.\d{3}\] /);
  t.end();
});

t.test("arguments look as libwayland's", (t) => {
  t.equal(shown({ type: 'int', value: -5 }, { type: 'uint', value: -1 }), '-5, 4294967295');
  t.equal(shown({ type: 'fixed', value: 384 }, { type: 'fixed', value: -1 }), '1.50000000, -0.00390625');
  t.equal(
    shown({ type: 'fixed', value: 2 ** 31 - 1 }, { type: 'fixed', value: -(2 ** 31) }),
    '8388607.99609375, -8388608.00000000',
  );
  t.equal(shown({ type: 'string', value: 'wl_shm' }, { type: 'string', value: null }), '"wl_shm", nil');
  t.equal(
    shown(
      { type: 'object', interface: 'wl_buffer', id: 7 },
      { type: 'object', interface: 'wl_buffer', id: 0 },
    ),
    'wl_buffer#7, nil',
  );
  t.equal(shown({ type: 'new_id', interface: 'wl_callback', id: 3 }), 'new id wl_callback#3');
  t.equal(shown({ type: 'new_id', interface: 'wl_callback', id: 0 }), 'new id wl_callback#nil');
  t.equal(
    shown({ type: 'uint', value: 1 }, { type: 'new_id', interface: 'wl_shm', id: 4, version: 1 }),
    '1, "wl_shm", 1, new id [unknown]#4',
  );
  t.equal(shown({ type: 'array', byteLength: 12 }, { type: 'fd', value: 7 }), 'array[12], fd 7');
  t.end();
});

t.test('a string of the client cannot break the line', (t) => {
  const line = shown({ type: 'string', value: 'a"b\\c\n[1.000] forged\u001b[2J\u009b2J\u2028' });
  t.equal(line, '"a\\"b\\\\c\\n[1.000] forged\\u001b[2J\\u009b2J\\u2028"');
  t.end();
});

t.test('each class hides exactly its messages', (t) => {
  const all = allInterfaces.flatMap(({ name, requests, events }) =>
    [...requests, ...events].map((message) => [name, message.name] as const),
  );
  const hidden = (...classes: SuppressClass[]): string[] => {
    const shows = traceFilter(classes);
    return all
      .filter(([name, message]) => !shows(name, message))
      .map(([name, message]) => `${name}.${message}`);
  };
  const ofInterface = (...names: string[]): string[] =>
    all.filter(([name]) => names.includes(name)).map(([name, message]) => `${name}.${message}`);
  t.same(hidden(), []);
  t.same(hidden('delete'), ['wl_display.delete_id']);
  t.same(hidden('motion').toSorted(), ['wl_pointer.frame', 'wl_pointer.motion']);
  const drawing = ['attach', 'commit', 'damage', 'damage_buffer', 'frame'];
  t.same(
    hidden('drawing').toSorted(),
    drawing.map((name) => `wl_surface.${name}`),
  );
  t.same(
    hidden('region').toSorted(),
    ['wl_compositor.create_region', 'wl_surface.set_input_region', ...ofInterface('wl_region')].toSorted(),
  );
  t.same(hidden('shm').toSorted(), ofInterface('wl_shm', 'wl_shm_pool', 'wl_buffer').toSorted());
  t.same(hidden('hints').toSorted(), [
    'wl_surface.set_buffer_scale',
    'xdg_surface.set_window_geometry',
    'xdg_toplevel.set_max_size',
    'xdg_toplevel.set_min_size',
  ]);
  t.equal(hidden(...suppressClasses).length, new Set(suppressClasses.flatMap((name) => hidden(name))).size);
  t.end();
});
