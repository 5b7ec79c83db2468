/** A guest that is wrong without end does not fill the log. */
import t from 'tap';
import { MachineLog } from '../../tools/vhost-gpu/machine-log.js';
import { words } from './fake-words.js';
import { runningTest } from './fake-guest.js';

t.test('of each kind ten lines a minute are written, and the rest is counted', (t) => {
  const lines: string[] = [];
  let now = 0;
  const { say } = new MachineLog(
    (text) => lines.push(text),
    () => now,
  );
  for (let i = 0; i < 50; i++) say(`line ${i}`, 'poll-twice');
  say('another', 'pipe-id');
  t.equal(lines.length, 11);
  t.equal(lines.at(-1), 'another');
  now = 59_999;
  say('too soon', 'poll-twice');
  t.equal(lines.length, 11);
  now = 60_000;
  say('again', 'poll-twice');
  t.strictSame(lines.slice(11), ['41 lines were not written: too many in a minute', 'again']);
  t.end();
});

t.test('of all kinds a hundred lines a minute are written', (t) => {
  let lines = 0;
  const { say } = new MachineLog(
    () => lines++,
    () => 0,
  );
  for (let i = 0; i < 5000; i++) say(`line ${i}`);
  t.equal(lines, 100);
  t.end();
});

runningTest('refused commands of a kind are said ten times', async (t, guest) => {
  for (let context = 1000; context < 1100; context++) await guest.command(0x201, context, words());
  t.equal(guest.said.filter((line) => line.includes('no such context')).length, 10);
});
