/** How Xwayland is to be run: the options of the group X11 to an `X11Config`. */
import { UsageError } from '../errors.js';
import type { DriverConfig, ScaleConfig, X11Config } from './config.js';
import type { Values } from './values.js';
import { splitWords } from './words.js';

export function xwaylandConfig(values: Values): Omit<X11Config, 'activatedFd'> {
  const display = values.string('x-display').replace(':', '');
  const prefix = values.string('xwayland-cmd-prefix');
  return {
    display: display === '' ? undefined : Number(display),
    dpi: screenDpi(values),
    path: values.string('xwayland-path'),
    commandPrefix: splitWords(
      prefix,
      values.given('xwayland-cmd-prefix')?.source ?? `the default prefix ${prefix}`,
    ),
    glDriverPath: values.string('xwayland-gl-driver-path') || undefined,
    glamor: values.switch('glamor'),
    clipboardManager: !values.switch('no-clipboard-manager'),
    authPath: values.string('x-auth') || undefined,
    fontPath: values.string('x-font-path') || undefined,
    frameColors: { light: values.string('frame-color'), dark: values.string('dark-frame-color') },
    policy: {
      placedByPrograms: values.switch('enable-x11-move-windows'),
      onlyProgramsEndFullscreen: values.switch('only-client-can-exit-fullscreen'),
      ignoresStateless: values.switch('ignore-stateless-toplevel-configure'),
      resizesByViewport: values.switch('viewport-resize'),
      emulatesModes: values.switch('allow-xwayland-emulate-screen-pos-size'),
    },
    quirksPaths: values.list('quirks-config'),
    appIdProperty: values.string('application-id-x11-property'),
    resources: values.given('xrdb')?.values ?? [],
  };
}

/** The drivers of Xwayland's peer, where those of clients are `drivers`. */
export function xwaylandDrivers(values: Values, drivers: DriverConfig): DriverConfig {
  const own = values.string('xwayland-shm-driver') || undefined;
  return own === undefined ? drivers : { ...drivers, shm: own as NonNullable<DriverConfig['shm']> };
}

/**
 * What `--x-unscale=N` makes of the `scale` of clients: X11 programs have N times the host's units, at the host's own density.
 * Throws `UsageError` where a scale is given as well.
 */
export function unscaled(values: Values, scale: ScaleConfig | undefined): ScaleConfig | undefined {
  const factor = values.number('x-unscale') ?? 1;
  if (factor === 1) return scale;
  for (const name of ['scale', 'direct-scale'] as const)
    if (values.given(name))
      throw new UsageError(
        `${values.given('x-unscale')!.source}: ${values.given(name)!.source} is a scale for X11 too`,
      );
  const dpi = values.given('dpi') ? values.list('dpi').map(Number) : [];
  return { factor, dpi, direct: false, stable: values.switch('stable-scaling') };
}

/** Of the densities that were asked for, the one of an ordinary screen. With direct scaling outputs have their own. */
function screenDpi(values: Values): number | undefined {
  if (!values.given('dpi') || values.switch('direct-scale')) return undefined;
  const ordinary = 96;
  const [nearest] = values
    .list('dpi')
    .map(Number)
    .toSorted((a, b) => Math.abs(a - ordinary) - Math.abs(b - ordinary));
  return nearest;
}
