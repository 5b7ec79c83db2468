/** Each request of a frontend with each length that is too short, or nothing: it is answered, or ends the connection. */
import t from 'tap';
import { addon } from '../../src/native/addon.js';
import { OwnedFd } from '../../src/native/fd.js';
import { waitFor } from '../../tools/hosts/wait.js';
import { MessageStream } from '../../tools/vhost-gpu/message-stream.js';
import { flags, requests } from '../../tools/vhost-gpu/vhost-user.js';
import { backendOf } from './fake-guest.js';

const longest = 48;

/** Asks once, with or without a descriptor: whether there was an answer. */
async function ask(request: number, bytes: number, withFd: boolean): Promise<boolean> {
  const [ours, theirs] = addon.socketPair();
  const { backend } = backendOf(new OwnedFd(theirs));
  let answered: boolean | undefined;
  const stream = new MessageStream(
    new OwnedFd(ours),
    () => (answered = true),
    () => (answered = false),
  );
  const fds = withFd ? [addon.createMemfd('payload', 4096)] : [];
  stream.send(request, flags.needReply, new Uint8Array(bytes), fds);
  for (const fd of fds) addon.close(fd);
  await waitFor(`request ${request} of ${bytes} bytes`, { timeoutMs: 60_000, stepMs: 0 }, () =>
    answered === undefined ? undefined : [answered],
  );
  stream.close();
  backend.close();
  return answered ?? false;
}

for (const [name, request] of Object.entries(requests))
  t.test(`${name} of any length is answered or ends the connection`, async (t) => {
    const live = OwnedFd.live;
    let answers = 0;
    for (let bytes = 0; bytes <= longest; bytes++)
      for (const withFd of [false, true]) answers += Number(await ask(request, bytes, withFd));
    t.ok(answers <= 2 * (longest + 1));
    t.equal(OwnedFd.live, live, 'no descriptor is left');
  });

t.test('a GET_CONFIG without its fixed part ends the connection', async (t) => {
  for (let bytes = 0; bytes < 12; bytes++) t.notOk(await ask(requests.getConfig, bytes, false), `${bytes}`);
  t.ok(await ask(requests.getConfig, 12, false));
});
