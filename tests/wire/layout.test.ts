import t from 'tap';
import { allInterfaces } from '../../src/protocol/generated/index.js';
import { ProtocolLayout, leadingMessagesAtVersion, step } from '../../src/wire/layout.js';

const protocol = new ProtocolLayout(allInterfaces);

t.test('a message of numbers only is plain and has a fixed size', async (t) => {
  const damage = protocol.request(protocol.get('wl_surface').schema, 'damage');
  t.equal(damage.plain, true);
  t.equal(damage.fixedBytes, 24);
});

t.test('a destructor, an id, a descriptor and a string each need a closer look', async (t) => {
  const plain = (table: string, name: string): boolean =>
    protocol.request(protocol.get(table).schema, name).plain;
  t.equal(plain('wl_surface', 'destroy'), false);
  t.equal(plain('wl_surface', 'attach'), false);
  t.equal(plain('wl_shm', 'create_pool'), false);
  t.equal(plain('xdg_toplevel', 'set_title'), false);
});

t.test('a new_id without interface takes name, version and id', async (t) => {
  const bind = protocol.request(protocol.get('wl_registry').schema, 'bind');
  t.same([...bind.steps], [step.word, step.newIdOfAnyInterface]);
  t.equal(bind.fixedBytes, 0);
});

t.test('messages newer than an object are not counted, nor what follows a gap', async (t) => {
  const table = protocol.get('wl_surface').schema;
  t.equal(leadingMessagesAtVersion(table.requests, 1), 7);
  t.equal(leadingMessagesAtVersion(table.requests, table.version), table.requests.length);
});

t.test('asking for a message that no table has is a bug', async (t) => {
  t.throws(() => protocol.request(protocol.get('wl_surface').schema, 'vanish'), /wl_surface.vanish/);
  t.throws(() => protocol.get('wl_nothing'), /wl_nothing/);
});
