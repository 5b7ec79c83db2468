/** A stream of messages whose other side is slow. */
import t from 'tap';
import { addon, fdSlots } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { MessageStream } from '../../tools/vhost-gpu/message-stream.js';
import { headerBytes } from '../../tools/vhost-gpu/vhost-user.js';
import { words } from './fake-words.js';

const limits = { timeoutMs: 60_000, stepMs: 1 };
const answerBytes = 2048;
const questions = 50_000;

t.test('answers do not pile up for whoever does not read them, and none is lost', async (t) => {
  const [ours, theirs] = addon.socketPair();
  const far = new OwnedFd(theirs);
  let answered = 0;
  const stream: MessageStream = new MessageStream(
    new OwnedFd(ours),
    ({ request }) => {
      answered++;
      stream.send(request, 0, new Uint8Array(answerBytes));
    },
    () => undefined,
  );
  const question = words(24, 1, 0);
  let sent = 0;
  const sendSome = (): void => {
    while (sent < questions && addon.send(far.fd, question, 0, question.length, null, 0) > 0) sent++;
  };
  let before = -1;
  // As long as questions are taken, there is something new in each turn.
  await waitFor('no question is taken any more', limits, () => {
    sendSome();
    const stands = answered > 0 && answered === before;
    before = answered;
    return stands || undefined;
  });
  t.ok(answered < questions / 10, `${answered} of ${questions} were answered before one answer was read`);
  const buffer = new Uint8Array(65536);
  const slots = new Int32Array(fdSlots);
  let read = 0;
  await waitFor('all answers are read', limits, () => {
    sendSome();
    for (let count = 1; count > 0; read += Math.max(count, 0))
      count = addon.receive(far.fd, buffer, 0, buffer.length, slots);
    return read === questions * (headerBytes + answerBytes) || undefined;
  });
  t.equal(answered, questions);
  stream.close();
  far.close();
});
