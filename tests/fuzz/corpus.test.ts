import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { playInput } from './session.js';

const corpus = join(import.meta.dirname, '../../../tests/fuzz/corpus');

t.test('every input that the fuzzer found worth keeping ends as it must', async (t) => {
  const names = readdirSync(corpus);
  t.ok(names.length > 50, `control: there are ${names.length}`);
  for (const name of names) {
    try {
      playInput(readFileSync(join(corpus, name)));
    } catch (error) {
      t.fail(`${name}: ${String(error)}`);
    }
  }
});
