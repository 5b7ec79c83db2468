/** Which globals clients see: patterns, versions, profiles. */
import t from 'tap';
import type { GlobalsConfig } from '../../src/config/config.js';
import { viewConfig } from '../../src/config/view-config.js';
import { Values } from '../../src/config/values.js';
import { makeOffers, unknownEntries } from '../../src/peer/offers.js';
import { takenGlobals } from '../../src/peer/view-handlers.js';
import { allInterfaces } from '../../src/protocol/generated/index.js';
import { notOfADesktop, untrusted } from '../../src/protocol/profiles.js';

const everything: GlobalsConfig = { allow: [], deny: [], profile: undefined, damageBuffer: true };
const names = allInterfaces.map(({ name }) => name);

/** What is offered, of all that there is. */
function offered(config: Partial<GlobalsConfig>): string[] {
  const { hidden } = makeOffers(allInterfaces, {}, { ...everything, ...config });
  return names.filter((name) => hidden[name] === undefined);
}

t.test('nothing is hidden and nothing capped unless it was asked for', (t) => {
  t.strictSame(makeOffers(allInterfaces, { wl_drm: 'a reason' }, everything), {
    hidden: { wl_drm: 'a reason' },
    caps: {},
  });
  t.end();
});

t.test('only what is allowed is offered, by name and by pattern', (t) => {
  t.strictSame(offered({ allow: [{ pattern: 'wl_shm' }, { pattern: 'wp_viewport?r' }] }), [
    'wl_shm',
    'wp_viewporter',
  ]);
  const zwlr = offered({ allow: [{ pattern: 'zwlr_*' }] });
  t.ok(zwlr.length > 10 && zwlr.every((name) => name.startsWith('zwlr_')));
  t.strictSame(offered({ allow: [{ pattern: 'wl_sh' }] }), [], 'a part of a name is no name');
  t.end();
});

t.test('what is denied is hidden, allowed or not', (t) => {
  const deny = [{ pattern: 'zwlr_*' }];
  t.strictSame(
    offered({ deny }),
    names.filter((name) => !name.startsWith('zwlr_')),
  );
  t.strictSame(offered({ deny, allow: [{ pattern: 'zwlr_layer_shell_v1' }, { pattern: 'wl_shm' }] }), [
    'wl_shm',
  ]);
  t.end();
});

t.test('the lowest version of all entries counts, and only hides what is above it', (t) => {
  const allow = [{ pattern: '*' }, { pattern: 'xdg_wm_base', version: 3 }];
  const deny = [{ pattern: 'xdg_*', version: 2 }];
  t.equal(makeOffers(allInterfaces, {}, { ...everything, allow }).caps['xdg_wm_base'], 3);
  const { caps, hidden } = makeOffers(allInterfaces, {}, { ...everything, allow, deny });
  t.equal(caps['xdg_wm_base'], 2);
  t.equal(caps['xdg_activation_v1'], 2);
  t.equal(caps['wl_shm'], undefined);
  t.strictSame(hidden, {});
  t.end();
});

t.test('without damage_buffer the compositor has version 3', (t) => {
  const { caps } = makeOffers(allInterfaces, {}, { ...everything, damageBuffer: false });
  t.strictSame(caps, { wl_compositor: 3 });
  t.end();
});

t.test('the profile "untrusted" has windows and input, and nothing that looks at others', (t) => {
  const globals = offered({ profile: 'untrusted' });
  for (const name of ['wl_compositor', 'wl_seat', 'xdg_wm_base', 'wl_data_device_manager'])
    t.ok(globals.includes(name), name);
  const spies =
    /screencopy|capture|export_dmabuf|virtual|input_method|data_control|layer_shell|lock|foreign_toplevel|wlr_output_(manager|power)|gamma|river|weston|lease|security_context|workspace|idle_notif/;
  t.strictSame(
    globals.filter((name) => spies.test(name)),
    [],
  );
  t.end();
});

t.test('what is allowed beside a profile is added to it', (t) => {
  const allow = [{ pattern: 'zwlr_layer_shell_v1' }, { pattern: 'wp_drm_lease_device_v1' }];
  t.ok(offered({ profile: 'untrusted', allow }).includes('zwlr_layer_shell_v1'));
  t.ok(offered({ profile: 'desktop', allow }).includes('wp_drm_lease_device_v1'));
  t.notOk(offered({ profile: 'desktop' }).includes('wp_drm_lease_device_v1'));
  t.ok(offered({ profile: 'desktop' }).includes('zwlr_layer_shell_v1'));
  t.end();
});

t.test('every entry of a profile stands for an interface that there is', (t) => {
  for (const pattern of [...untrusted, ...notOfADesktop])
    t.ok(offered({ allow: [{ pattern }] }).length > 0, pattern);
  t.end();
});

t.test('security contexts lead past every view, so only their full name offers them', (t) => {
  const manager = 'wp_security_context_manager_v1';
  const offers = (config: Partial<GlobalsConfig>): boolean => {
    const globals = { ...everything, ...config };
    const view = { ...viewConfig(new Values([], {})), globals };
    return !(
      manager in makeOffers(allInterfaces, takenGlobals(view, { copies: false, x11: false }), globals).hidden
    );
  };
  t.notOk(offers({ deny: [{ pattern: 'zwlr_screencopy_manager_v1' }] }));
  t.notOk(offers({}), 'whatever else the view changes');
  t.notOk(offers({ allow: [{ pattern: '*' }] }), 'which a pattern is not');
  t.ok(offers({ allow: [{ pattern: manager }] }));
  t.notOk(offers({ allow: [{ pattern: manager }], deny: [{ pattern: 'wp_*' }] }));
  t.end();
});

t.test('entries that fit no interface are told, each with its flag', (t) => {
  const known = [{ pattern: 'wl_shm' }, { pattern: 'zwlr_*' }, { pattern: 'xdg_wm_base', version: 3 }];
  const unknown = [{ pattern: 'wl_smh' }, { pattern: 'zwrl_*', version: 2 }];
  const told = (config: Partial<GlobalsConfig>): readonly string[] =>
    unknownEntries(allInterfaces, { ...everything, ...config });
  t.strictSame(told({ allow: known, deny: known }), []);
  t.strictSame(told({ allow: [...known, ...unknown], deny: [{ pattern: 'wl_' }] }), [
    '--allow-globals: no interface that is known is called wl_smh',
    '--allow-globals: no interface that is known is called zwrl_*',
    '--deny-globals: no interface that is known is called wl_',
  ]);
  t.end();
});
