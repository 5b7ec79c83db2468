/** Text input of version 1 on a host that has version 3. */
import t from 'tap';
import { waitFor } from '../../tools/hosts/wait.js';
import { zwp_text_input_manager_v1 } from '../../src/protocol/generated/text-input-unstable-v1.js';
import { wl_compositor, wl_seat } from '../../src/protocol/generated/wayland.js';
import { bridged } from '../support/bridged.js';
import { noLeaks } from '../support/fixture.js';

noLeaks(t);

const rectangle = { x: 1, y: 2, width: 3, height: 4 };

/** A client that writes by version 1 to a host of version 3. */
function overV3() {
  const made = bridged({ wl_compositor: 6, wl_seat: 7, zwp_text_input_manager_v3: 1 });
  const { client, host, make } = made;
  const surface = make(client.bind(wl_compositor), 'create_surface');
  const seat = client.bind(wl_seat);
  const input = make(client.bind(zwp_text_input_manager_v1), 'create_text_input');
  const hosts = host.idOf('zwp_text_input_v3');
  const hostSurface = host.idOf('wl_surface');
  const enter = (): void => host.say(hosts, 'enter', { surface: hostSurface });
  const leave = (): void => host.say(hosts, 'leave', { surface: hostSurface });
  const activate = (): void => client.say(input, 'activate', { seat, surface });
  const heard = (from: number) => host.seen.slice(from).map(({ message }) => message);
  const said = (from: number) => client.seen.slice(from).map(({ message, args }) => [message, args]);
  return { ...made, surface, seat, input, hosts, hostSurface, enter, leave, activate, heard, said };
}

t.test('what version 1 activates begins when the host lets its surface be written in', async (t) => {
  const { client, host, input, surface, activate, enter, leave, seat, heard, last } = overV3();
  client.say(input, 'set_content_type', { hint: 0x40, purpose: 9 });
  activate();
  t.equal(host.seen.at(-1)?.message, 'get_text_input', 'nothing yet');
  let from = host.seen.length;
  enter();
  t.match(client.seen.at(-1), { id: input, message: 'enter', args: { surface } });
  t.strictSame(heard(from), [], 'the client has not said what it can');
  client.say(input, 'set_surrounding_text', { text: 'ab', cursor: 1, anchor: 1 });
  client.say(input, 'set_cursor_rectangle', rectangle);
  client.say(input, 'commit_state', { serial: 40 });
  const state = ['set_surrounding_text', 'set_content_type', 'set_cursor_rectangle', 'commit'];
  t.strictSame(heard(from), ['enable', ...state]);
  t.strictSame(last('set_content_type'), { hint: 0x40, purpose: 10 }, 'a date');
  from = host.seen.length;
  client.say(input, 'commit_state', { serial: 41 });
  t.strictSame(heard(from), state);
  from = host.seen.length;
  const before = client.seen.length;
  activate();
  t.strictSame(heard(from), [], 'it was active');
  t.equal(client.seen.length, before);
  client.say(input, 'reset');
  t.strictSame(heard(from), ['set_text_change_cause', 'commit']);
  from = host.seen.length;
  client.say(input, 'deactivate', { seat });
  t.strictSame(heard(from), ['disable', 'commit']);
  t.match(client.seen.at(-1), { id: input, message: 'leave' });
  activate();
  t.equal(client.seen.at(-1)?.message, 'enter', 'the host still lets it');
  leave();
  t.equal(client.seen.at(-1)?.message, 'leave');
  from = host.seen.length;
  client.say(input, 'commit_state', { serial: 42 });
  t.strictSame(heard(from), [], 'nothing is said to a host that does not listen');
});

t.test('a client that commits nothing is heard of all the same', async (t) => {
  const { client, host, input, activate, enter, heard, seat } = overV3();
  activate();
  enter();
  let from = host.seen.length;
  const said = async (): Promise<string[]> => {
    await waitFor('the host is told', { timeoutMs: 60_000 }, () => {
      // What no message called for is read with the next one.
      host.answerSyncs();
      client.say(1, 'sync', { callback: client.newId() });
      return host.seen.some(({ message }, at) => at >= from && message !== 'sync') || undefined;
    });
    return heard(from).filter((message) => message !== 'sync');
  };
  t.strictSame(await said(), ['enable', 'commit']);
  from = host.seen.length;
  client.say(input, 'set_surrounding_text', { text: 'ab', cursor: 1, anchor: 1 });
  client.say(input, 'set_cursor_rectangle', rectangle);
  t.strictSame(heard(from), []);
  t.strictSame(await said(), ['set_surrounding_text', 'set_cursor_rectangle', 'commit']);
  client.say(input, 'set_cursor_rectangle', rectangle);
  client.say(input, 'deactivate', { seat });
  activate();
  from = host.seen.length;
  client.say(input, 'deactivate', { seat });
  t.strictSame(heard(from), [], 'what the host was never told is not taken back');
});

t.test('what an input method does reaches version 1 when it is done', async (t) => {
  const { client, host, input, hosts, activate, enter, said } = overV3();
  activate();
  enter();
  client.say(input, 'commit_state', { serial: 40 });
  let from = client.seen.length;
  host.say(hosts, 'preedit_string', { text: 'ä', cursor_begin: 2, cursor_end: 2 });
  t.strictSame(said(from), []);
  host.say(hosts, 'done', { serial: 2 });
  t.strictSame(said(from), [
    ['preedit_cursor', { index: 2 }],
    ['preedit_string', { serial: 40, text: 'ä', commit: 'ä' }],
  ]);
  from = client.seen.length;
  host.say(hosts, 'commit_string', { text: 'äh' });
  host.say(hosts, 'delete_surrounding_text', { before_length: 1, after_length: 2 });
  host.say(hosts, 'done', { serial: 2 });
  t.strictSame(said(from), [
    ['delete_surrounding_text', { index: -1, length: 3 }],
    ['commit_string', { serial: 40, text: 'äh' }],
    ['preedit_cursor', { index: 0 }],
    ['preedit_string', { serial: 40, text: '', commit: '' }],
  ]);
  from = client.seen.length;
  host.say(hosts, 'done', { serial: 2 });
  t.strictSame(said(from), [], 'nothing was done');
});

t.test('what an input method says at length still fits messages, and numbers their fields', async (t) => {
  const { client, host, hosts, activate, enter, said } = overV3();
  activate();
  enter();
  const from = client.seen.length;
  const text = 'ä'.repeat(1500);
  host.say(hosts, 'preedit_string', { text, cursor_begin: -1, cursor_end: -1 });
  host.say(hosts, 'delete_surrounding_text', { before_length: 0xffff_ffff, after_length: 0xffff_ffff });
  host.say(hosts, 'done', { serial: 1 });
  t.strictSame(said(from), [
    ['delete_surrounding_text', { index: -0x7fff_ffff, length: 0x7fff_ffff }],
    ['commit_string', { serial: 0, text: '' }],
    ['preedit_cursor', { index: -1 }],
    ['preedit_string', { serial: 0, text, commit: '' }],
  ]);
});

t.test('of two writers on a seat the last that was activated writes', async (t) => {
  const { client, host, make, input, hosts, surface, seat, activate, enter, said, heard } = overV3();
  activate();
  enter();
  client.say(input, 'commit_state', { serial: 1 });
  const second = make(client.idOf('zwp_text_input_manager_v1'), 'create_text_input');
  const from = client.seen.length;
  const heardFrom = host.seen.length;
  client.say(second, 'activate', { seat, surface });
  client.say(second, 'commit_state', { serial: 1 });
  t.strictSame(heard(heardFrom), ['disable', 'commit', 'enable', 'commit'], 'and the host forgets the first');
  host.say(hosts, 'commit_string', { text: 'x' });
  host.say(hosts, 'done', { serial: 2 });
  t.strictSame(
    client.seen.slice(from).map(({ id, message }) => [id, message]),
    [
      [input, 'leave'],
      [second, 'enter'],
      [second, 'commit_string'],
    ],
  );
  t.equal(said(from).length, 3);
});

t.test('a seat that goes ends what is written on it', async (t) => {
  const { client, host, input, activate, enter, ends } = overV3();
  activate();
  enter();
  host.withdraw(2);
  t.match(
    client.seen.findLast(({ id }) => id === input),
    { message: 'leave' },
  );
  activate();
  client.say(input, 'commit_state', { serial: 3 });
  t.strictSame(ends, []);
});
