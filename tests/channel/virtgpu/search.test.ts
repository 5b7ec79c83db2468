/** Which node serves, and what is said of those that do not. */
import t, { type Test } from 'tap';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkNode, findNode, searchNodes } from '../../../src/channel/virtgpu/search.js';
import { FakeVirtgpuNode, failedCall, type NodeTraits } from '../../support/virtgpu-node.js';

const all = { 1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1, 7: 1 << 5 };
const without = (number: number): Partial<NodeTraits> => ({ parameters: { ...all, [number]: 0 } });

/** A folder of nodes, and what opens them. */
function folderOf(t: Test, nodes: Readonly<Record<string, Partial<NodeTraits> | Error>>) {
  const folder = mkdtempSync(join(tmpdir(), 'decant-nodes-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  for (const name of Object.keys(nodes)) writeFileSync(join(folder, name), '');
  const opened: FakeVirtgpuNode[] = [];
  const open = (path: string): FakeVirtgpuNode => {
    const node = nodes[path.slice(folder.length + 1)]!;
    if (node instanceof Error) throw node;
    opened.push(new FakeVirtgpuNode(node));
    return opened.at(-1)!;
  };
  return { folder, open, opened };
}

t.test('render nodes are looked at first, and no node after the first that serves', (t) => {
  const { folder, open, opened } = folderOf(t, { card0: {}, renderD128: { driver: 'i915' }, renderD129: {} });
  t.strictSame(searchNodes(folder, open), [
    { path: `${folder}/renderD128`, problem: 'its driver is i915, not virtio_gpu' },
    { path: `${folder}/renderD129`, problem: undefined },
  ]);
  t.equal(findNode(folder, open), `${folder}/renderD129`);
  t.ok(
    opened.every(({ closed }) => closed),
    'what was looked at is closed',
  );
  t.end();
});

const table: readonly (readonly [Partial<NodeTraits> | Error, RegExp])[] = [
  [failedCall('EACCES', 'open'), /: this user may not open it; who may is usually in group render$/],
  [failedCall('EMFILE', 'open'), /: open: EMFILE$/],
  [without(1), /: it has no 3D features/],
  [without(2), /: its capability sets cannot be asked for/],
  [without(3), /: it has no blob resources/],
  [without(4), /: it has no host-visible memory/],
  [without(6), /: it has no context_init/],
  [without(7), /: it does not say which capability sets it has/],
  [{ parameters: { ...all, 7: 2 } }, /: it has no capability set 5/],
  [{ channels: 1 << 3 }, /: its cross-domain set has no Wayland channel/],
];
for (const [node, sentence] of table) {
  t.test(`of a node that does not serve is said why: ${String(sentence)}`, (t) => {
    const { folder, open, opened } = folderOf(t, { card3: node });
    t.throws(() => findNode(folder, open), { name: 'StartError', message: sentence });
    t.ok(
      opened.every(({ closed }) => closed),
      'what was looked at is closed',
    );
    t.end();
  });
}

t.test('a folder without nodes is a sentence of its own', (t) => {
  const { folder, open } = folderOf(t, {});
  t.throws(() => findNode(folder, open), {
    name: 'StartError',
    message: `no virtio-gpu channel: there is no DRM node in ${folder}`,
  });
  t.end();
});

t.test('a node that was named is looked at alone', (t) => {
  const { folder, open } = folderOf(t, { renderD128: {}, renderD129: { driver: 'i915' } });
  t.equal(checkNode(`${folder}/renderD128`, open), `${folder}/renderD128`);
  for (const [name, problem] of [
    ['renderD129', 'its driver is i915, not virtio_gpu'],
    ['renderD130', 'it is not there'],
  ])
    t.throws(() => checkNode(`${folder}/${name}`, open), {
      name: 'StartError',
      message: `no virtio-gpu channel: --drm-device=${folder}/${name}: ${problem}`,
    });
  t.end();
});
