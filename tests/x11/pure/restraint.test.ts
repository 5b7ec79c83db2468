/** When programs are slowed down, and until when: the X server and Xwayland's other connection are doubles. */
import t from 'tap';
import { createLogger } from '../../../src/log/logger.js';
import { Restraint } from '../../../src/x11/restraint.js';

const silent = createLogger({ level: 'error', format: 'text' }, 'test', () => undefined);
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Promises that resolve when `go` is called. */
class Gate {
  #waiting: (() => void)[] = [];

  wait(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async go(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const each of waiting) each();
    await turn();
  }
}

function open() {
  const [answers, dealtWith] = [new Gate(), new Gate()];
  const done: string[] = [];
  const intake = {
    isBehind: false,
    onBehind: (): void => undefined,
    reads: 0,
    readAhead: (): void => void intake.reads++,
    caughtUp: (): Promise<void> => (intake.isBehind ? dealtWith.wait() : Promise.resolve()),
  };
  const asked = (what: string) => (): Promise<void> => {
    done.push(what);
    return answers.wait();
  };
  const release = (): void => void done.push('release');
  const hold = { take: asked('take'), slice: asked('slice'), heard: asked('heard'), release };
  const restraint = new Restraint(hold, intake, silent);
  return {
    intake,
    done,
    /** The X server answers. */
    answer: () => answers.go(),
    /** All that Xwayland said has been dealt with. */
    async caughtUp(): Promise<void> {
      intake.isBehind = false;
      await dealtWith.go();
    },
    events(count: number): void {
      for (let i = 0; i < count; i++) restraint.handled();
    },
  };
}

t.test('while there are events, what comes from Xwayland is read', (t) => {
  const { intake, events, done } = open();
  events(160);
  t.equal(intake.reads, 10);
  t.same(done, ['heard'], 'one question at a time, and programs go on');
  t.end();
});

t.test('when Xwayland is behind, programs go on in slices until little comes of one', async (t) => {
  const { intake, events, done, answer, caughtUp } = open();
  intake.isBehind = true;
  intake.onBehind();
  intake.onBehind();
  t.same(done, ['take'], 'once');
  await answer();
  t.same(done, ['take'], 'not before it has been dealt with');
  await caughtUp();
  t.same(done.splice(0), ['take', 'slice']);
  intake.isBehind = true;
  await answer();
  await caughtUp();
  t.same(done.splice(0), ['slice'], 'much came of the first');
  events(33);
  await answer();
  t.same(done.splice(0), ['slice'], 'many events of the second');
  events(32);
  await answer();
  t.same(done.splice(0), ['release']);
  intake.isBehind = true;
  intake.onBehind();
  t.same(done, ['take'], 'and again');
});

t.test('a server whose answer is late has too much to tell', async (t) => {
  const { events, done, answer } = open();
  events(16);
  await new Promise((resolve) => setTimeout(resolve, 60));
  events(15);
  t.same(done, ['heard']);
  events(1);
  t.same(done, ['heard', 'take']);
  await answer();
  await answer();
  t.same(done, ['heard', 'take', 'slice', 'release']);
});
