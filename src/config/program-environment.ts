/** The environment that a program or an exec'ed peer gets: nothing in it that was meant for this process alone. */
import { resolve } from 'node:path';
import { version } from '../version.js';
import { optionNamed } from './options.js';
import { variablesOf, type Environment } from './values.js';

/** Descriptors and addresses that only this process may use. */
const ours: readonly string[] = [
  'WAYLAND_SOCKET',
  'LISTEN_PID',
  'LISTEN_FDS',
  'LISTEN_FDNAMES',
  'NOTIFY_SOCKET',
];

/** A decant that the program starts is a client of this one: it must neither pass us by nor claim our socket. */
const ourAddresses: readonly string[] = ['display', 'socket', 'sd-notify'].flatMap((name) =>
  variablesOf(optionNamed(name)).map((variable) => variable.name),
);

const ourXAddresses: readonly string[] = variablesOf(optionNamed('x-display')).map(({ name }) => name);

/** `NAME=value` each, for a program on display `displayName`. */
export function programEnvironment(env: Environment, displayName: string): string[] {
  const also = env['WAYLAND_DISPLAY_VAR'];
  return asList({
    ...without(env, [...ours, ...ourAddresses]),
    WAYLAND_DISPLAY: displayName,
    DECANT_VERSION: version,
    SOMMELIER_VERSION: version,
    ...(also ? { [also]: displayName } : {}),
  });
}

/** Toolkits draw cursors of this size, in units of the host, if nothing else is said. */
const usualCursorSize = 24;

/** What a program in X11 mode can connect to. */
export interface X11Displays {
  readonly x11: string;
  /** `undefined`: no Wayland socket is served. */
  readonly wayland: string | undefined;
  /** Authority file of the X display; `undefined`: there is none. */
  readonly authPath?: string | undefined;
}

/** `NAME=value` each, for a program on `displays`; the X display has `scale` pixels for each unit of the host. */
export function x11ProgramEnvironment(
  env: Environment,
  { x11, wayland, authPath }: X11Displays,
  scale: number,
): string[] {
  const size = /^[1-9][0-9]{0,2}$/.test(env['XCURSOR_SIZE'] ?? '')
    ? Number(env['XCURSOR_SIZE'])
    : usualCursorSize;
  const pixels = `${Math.max(1, Math.round(size * scale))}`;
  const also = (variable: string, value: string): Environment =>
    env[variable] ? { [env[variable]]: value } : {};
  return asList({
    ...without(env, [...ours, ...ourAddresses, ...ourXAddresses, 'WAYLAND_DISPLAY']),
    DISPLAY: x11,
    ...(wayland === undefined ? {} : { WAYLAND_DISPLAY: wayland, ...also('WAYLAND_DISPLAY_VAR', wayland) }),
    XCURSOR_SIZE: pixels,
    ...(authPath === undefined ? {} : { XAUTHORITY: resolve(authPath) }),
    DECANT_VERSION: version,
    SOMMELIER_VERSION: version,
    // Java would wait for a frame around its windows, which the host draws out of its sight.
    _JAVA_AWT_WM_NONREPARENTING: '1',
    ...also('DISPLAY_VAR', x11),
    ...also('XCURSOR_SIZE_VAR', pixels),
  });
}

/** `NAME=value` each, for an exec'ed peer; what the peer must know beyond that, its flags say. */
export function peerEnvironment(env: Environment): string[] {
  return asList(without(env, ours));
}

function without(env: Environment, names: readonly string[]): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)));
}

function asList(env: Environment): string[] {
  return Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
}
