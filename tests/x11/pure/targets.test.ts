/** Names of contents on either side. */
import t from 'tap';
import { targetsOf, typesOf } from '../../../src/x11/targets.js';

const utf8 = 'text/plain;charset=utf-8';

t.test('X text is offered by the names that Wayland programs know', (t) => {
  const types = typesOf([
    'TIMESTAMP',
    'TARGETS',
    'MULTIPLE',
    'SAVE_TARGETS',
    'UTF8_STRING',
    'STRING',
    'text/html',
  ]);
  t.equal(types.get(utf8), 'UTF8_STRING');
  t.equal(types.get('text/plain'), 'UTF8_STRING');
  t.equal(types.get('text/html'), 'text/html');
  for (const control of ['TIMESTAMP', 'TARGETS', 'MULTIPLE', 'SAVE_TARGETS'])
    t.notOk(types.has(control), control);
  t.end();
});

t.test('a type that the program has itself is not replaced', (t) => {
  const types = typesOf(['UTF8_STRING', 'text/plain', utf8]);
  t.equal(types.get('text/plain'), 'text/plain');
  t.equal(types.get(utf8), utf8);
  t.equal(typesOf(['STRING']).get(utf8), 'STRING', 'what there is serves');
  t.end();
});

t.test('what is no text gets no text names', (t) => {
  t.same([...typesOf(['image/png', 'TARGETS'])], [['image/png', 'image/png']]);
  t.same([...targetsOf(['image/png'])], [['image/png', 'image/png']]);
  t.same([...typesOf([])], []);
  t.end();
});

t.test('Wayland text is had by the targets that X programs ask for', (t) => {
  const targets = targetsOf(['text/plain', utf8, 'TARGETS']);
  for (const target of ['UTF8_STRING', 'TEXT', 'STRING', utf8]) t.equal(targets.get(target), utf8, target);
  t.equal(targets.get('text/plain'), 'text/plain');
  t.notOk(targets.has('TARGETS'));
  t.equal(targetsOf(['text/plain']).get('UTF8_STRING'), 'text/plain');
  t.end();
});

t.test('a name that is too long for a message of the host’s is left out', (t) => {
  const types = typesOf(['x'.repeat(3000), 'x'.repeat(3001), 'é'.repeat(1501), 'STRING']);
  t.same([...types.keys()], ['x'.repeat(3000), 'STRING', utf8, 'text/plain']);
  t.end();
});
