/** How Xwayland is to be run: the options of the group X11 to an `X11Config`. */
import type { X11Config } from './config.js';
import type { Values } from './values.js';
import { splitWords } from './words.js';

export function xwaylandConfig(values: Values): Omit<X11Config, 'activatedFd'> {
  const display = values.string('x-display').replace(':', '');
  const prefix = values.string('xwayland-cmd-prefix');
  return {
    display: display === '' ? undefined : Number(display),
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
    quirksPaths: values.list('quirks-config'),
    appIdProperty: values.string('application-id-x11-property'),
    resources: values.given('xrdb')?.values ?? [],
  };
}
