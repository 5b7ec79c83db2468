/** What the soak calls growth. */
import t from 'tap';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { growthOf, takeSample, type Sample } from './growth.js';

const steady: Sample = { processes: 3, fds: 60, privateKb: 20_000, asked: { allocs: 6 } };
/** Nine samples, of which the last third has `more`. */
const ending = (more: Partial<Sample>): Sample[] => [
  ...Array.from({ length: 6 }, () => steady),
  ...Array.from({ length: 3 }, () => ({ ...steady, ...more })),
];

t.test('what stays is no growth, nor is what goes down', async (t) => {
  t.strictSame(growthOf(ending({})), []);
  t.strictSame(growthOf(ending({ fds: 50, privateKb: 1000, processes: 2, asked: { allocs: 6 } })), []);
});

t.test('a descriptor, a process or an allocation more is growth', async (t) => {
  t.strictSame(growthOf(ending({ fds: 61 })), ['the number of descriptors grew from 60 to 61']);
  t.strictSame(growthOf(ending({ processes: 4 })), ['the number of processes grew from 3 to 4']);
  t.strictSame(growthOf(ending({ asked: { allocs: 7 } })), ['allocs grew from 6 to 7']);
});

t.test('of what is held the same is growth, unless it is on its way', async (t) => {
  const holding = (...counts: number[]): Sample[] =>
    counts.map((pixmaps) => ({ ...steady, held: { pixmaps } }));
  t.strictSame(growthOf(holding(4, 5, 4, 5, 6, 5)), []);
  t.strictSame(growthOf(holding(4, 5, 4, 5, 6, 6)), ['pixmaps grew from 5 to 6']);
});

t.test('a descriptor that is on its way in one sample is no growth', async (t) => {
  t.strictSame(growthOf([...ending({ fds: 61 }), steady]), []);
});

t.test('memory may go up and down, but not away', async (t) => {
  t.strictSame(growthOf(ending({ privateKb: 24_000 })), []);
  t.strictSame(growthOf(ending({ privateKb: 25_000 })), ['private memory in KB grew from 20000 to 25000']);
});

t.test('a sample counts what processes really have', async (t) => {
  const { processes, fds, privateKb, asked } = takeSample([process.pid, process.ppid], {
    allocs: 2,
    bytesSent: 3,
  });
  t.strictSame([processes, asked], [2, { allocs: 2 }]);
  t.ok(fds > 4, `${fds} descriptors`);
  t.ok(privateKb > 1000, `${privateKb} KB`);
});

t.test('the soak answers words that it does not know with its usage', async (t) => {
  const soak = (...words: string[]) =>
    spawnSync(process.execPath, [join(import.meta.dirname, 'main.js'), ...words], { encoding: 'utf8' });
  for (const [word, reason] of [
    ['--fast', /^soak: Unknown option '--fast'/],
    ['--channel=pigeon', /^soak: --channel=pigeon: one of socket, virtwl, virtgpu\n/],
    ['--minutes=0', /^soak: --minutes=0: at least 1\n/],
  ] as const) {
    const { stderr, status } = soak(word);
    t.match(stderr, reason);
    t.match(stderr, /\nusage: npm run soak/);
    t.notMatch(stderr, /\n +at /, 'no stack');
    t.equal(status, 2);
  }
  t.match(soak('--help').stdout, /^usage: npm run soak/);
});
