/** What clients are to see: the options of the group "Appearance and input" to a `ViewConfig`. */
import { isDeepStrictEqual } from 'node:util';
import type {
  AcceleratorRule,
  BridgeName,
  ClipboardConfig,
  GlobalRule,
  GlobalsConfig,
  ScaleConfig,
  ViewConfig,
} from './config.js';
import { dashed } from './option.js';
import { bridgeNames } from './groups/appearance.js';
import { optionNamed } from './options.js';
import { Values } from './values.js';

export function viewConfig(values: Values): ViewConfig {
  return {
    globals: globalsConfig(values),
    clipboard: clipboardConfig(values),
    identity: {
      tag: values.string('tag'),
      applicationId: values.string('application-id') || undefined,
      vmIdentifier: values.string('vm-identifier') || undefined,
    },
    accelerators: {
      always: acceleratorsOf(values, 'accelerators'),
      windowed: acceleratorsOf(values, 'windowed-accelerators'),
    },
    scale: scaleConfig(values),
    withoutBridges: withoutBridges(values),
    securityContext: values.switch('security-context'),
  };
}

/** Whether clients see all as the host shows it. */
export function changesNothing(view: ViewConfig): boolean {
  return isDeepStrictEqual(view, viewConfig(new Values([], {})));
}

/** Flags that give an exec'ed peer the same view: what came from the environment comes from there again. */
export function viewArguments(values: Values): string[] {
  const { group } = optionNamed('scale');
  return [...values.all()]
    .filter(({ option, byFlag }) => byFlag && option.group === group && option.status === 'works')
    .map(({ option, values: given, inverted }) => {
      const name = inverted ? (option.opposite ?? option.name) : option.name;
      return `${dashed(name)}=${given.at(-1) ?? ''}`;
    });
}

function withoutBridges(values: Values): BridgeName[] {
  const off = values.list('no-bridge');
  return bridgeNames.filter((name) => off.includes(name) || off.includes('all'));
}

function globalsConfig(values: Values): GlobalsConfig {
  return {
    allow: values.list('allow-globals').map(ruleOf),
    deny: values.list('deny-globals').map(ruleOf),
    profile: (values.string('profile') || undefined) as GlobalsConfig['profile'],
    damageBuffer: !values.switch('no-support-damage-buffer'),
  };
}

/** Each `<Modifier>…keysym`. */
function acceleratorsOf(values: Values, option: string): AcceleratorRule[] {
  const source = values.given(option)?.source ?? '';
  return values.list(option).map((entry) => {
    const modifiers = [...entry.matchAll(/<([^<>]*)>/g)].map(([, name = '']) => name);
    return { modifiers, keysym: entry.replaceAll(/<[^<>]*>/g, ''), source };
  });
}

/** `--stable-scaling` alone changes nothing: there is nothing to be rounded. */
function scaleConfig(values: Values): ScaleConfig | undefined {
  const factor = values.number('scale') ?? 1;
  const direct = values.switch('direct-scale');
  if (factor === 1 && !direct && !values.given('dpi')) return undefined;
  return { factor, dpi: values.list('dpi').map(Number), direct, stable: values.switch('stable-scaling') };
}

/** `pattern`, `pattern<=N` or `pattern>N`; the option has checked which of them. */
function ruleOf(entry: string): GlobalRule {
  const [pattern = '', version] = entry.split(/<=|>/);
  return version === undefined ? { pattern } : { pattern, version: Number(version) };
}

function clipboardConfig(values: Values): ClipboardConfig {
  const way = values.string('clipboard');
  return { toHost: way === 'both' || way === 'to-host', fromHost: way === 'both' || way === 'from-host' };
}
