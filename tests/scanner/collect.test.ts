import t from 'tap';
import { join } from 'node:path';
import { allInterfaces } from '../../src/protocol/generated/index.js';
import { notOffered } from '../../src/protocol/not-offered.js';
import type { InterfaceSchema, MessageSchema } from '../../src/protocol/schema.js';
import { collectProtocols, interfacesOf } from '../../tools/scanner/collect.js';
import { emitProtocol } from '../../tools/scanner/emit.js';
import { protocolsPage } from '../../tools/scanner/protocols-page.js';

const own = join(import.meta.dirname, '../../../tools/scanner/protocols');
/** Where Debian's wayland-protocols and libwayland-dev keep theirs. */
const debian = ['/usr/share/wayland-protocols', '/usr/share/wayland'];
const silent = (): void => undefined;

t.test('the tables cover 298 interfaces of 110 files, as committed', async (t) => {
  const files = collectProtocols([own], silent);
  t.equal(files.length, 110);
  t.equal(allInterfaces.length, 298);
  t.same(interfacesOf(files), allInterfaces);
});

t.test('messages that both have are the same in Debian’s files and in the tables', async (t) => {
  const tables = new Map(allInterfaces.map((table) => [table.name, table]));
  const shared = interfacesOf(collectProtocols(debian, silent)).filter((each) => tables.has(each.name));
  t.ok(shared.length > 60, `${shared.length} interfaces in common`);
  for (const theirs of shared)
    t.same(signatures(tables.get(theirs.name)!, theirs), signatures(theirs, theirs), theirs.name);
});

/** What goes over the wire, of the messages that `limit` has too. */
function signatures(table: InterfaceSchema, limit: InterfaceSchema): unknown {
  const wire = (messages: readonly MessageSchema[], count: number): unknown =>
    messages
      .slice(0, count)
      .map(({ name, since, args }) => [name, since, args.map((arg) => [arg.type, arg.interface])]);
  return [wire(table.requests, limit.requests.length), wire(table.events, limit.events.length)];
}

t.test('of two versions of an interface the newer stays, and it is said', async (t) => {
  const folder = t.testdir({ older: { 'wl.xml': xml(1) }, newer: { 'wl.xml': xml(2) } });
  const notes: string[] = [];
  const [table] = interfacesOf(collectProtocols([folder], (note) => notes.push(note)));
  t.equal(table?.version, 2);
  t.match(notes, [/wl_thing is in .* and in .*: the newer version is taken/]);
});

t.test('a reference to an interface or an enum that nobody has is a fault', async (t) => {
  const arg = (attributes: string): string => `<request name="r"><arg name="a" ${attributes}/></request>`;
  const nobody = t.testdir({ 'a.xml': xml(1, arg('type="object" interface="wl_nobody"')) });
  t.throws(() => collectProtocols([nobody], silent), /wl_thing\.r, argument a: no interface wl_nobody/);
  const noEnum = t.testdir({ 'a.xml': xml(1, arg('type="uint" enum="wl_thing.mood"')) });
  t.throws(() => collectProtocols([noEnum], silent), /no enum wl_thing\.mood/);
});

t.test('a module and the page say what the file says', async (t) => {
  const folder = t.testdir({ group: { 'thing-v1.xml': xml(3, '<event name="e" type="destructor"/>') } });
  const files = collectProtocols([folder], silent);
  t.matchOnly(emitProtocol(files[0]!, '../schema.js').split('\n').slice(3, 9), [
    'export const wl_thing = {',
    "  name: 'wl_thing',",
    '  version: 3,',
    '  requests: [],',
    '  events: [',
    /e', since: 1, destructor: true/,
  ]);
  const page = (facts: { handled?: string; bridged?: string; hidden?: string }): string =>
    protocolsPage(files, {
      handled: new Map(facts.handled ? [['wl_thing', facts.handled]] : []),
      bridged: new Map(facts.bridged ? [['wl_thing', facts.bridged]] : []),
      notOffered: facts.hidden ? { wl_thing: facts.hidden } : {},
    });
  t.match(page({}), '| thing-v1 | wl_thing | 3 | global | forwarded |');
  t.match(page({ handled: 'wl-thing.ts' }), '**handled** by wl-thing.ts');
  t.match(page({ bridged: 'thing.ts' }), 'forwarded; **bridged** by thing.ts');
  t.match(page({ hidden: 'for a reason' }), '**not offered**: for a reason');
});

t.test('what is not offered has a table, or it would be hidden anyway', async (t) => {
  const names = new Set(allInterfaces.map((table) => table.name));
  for (const name of Object.keys(notOffered)) t.ok(names.has(name), name);
  t.ok(names.size > 0);
});

function xml(version: number, body = ''): string {
  return `<protocol name="wl"><interface name="wl_thing" version="${version}">${body}</interface></protocol>`;
}
