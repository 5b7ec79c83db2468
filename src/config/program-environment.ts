/** The environment that a program gets: the display it is to use, and nothing that was meant for decant alone. */
import { version } from '../version.js';
import type { Environment } from './values.js';

const ours: readonly string[] = [
  'WAYLAND_SOCKET',
  'LISTEN_PID',
  'LISTEN_FDS',
  'LISTEN_FDNAMES',
  'NOTIFY_SOCKET',
];

/** `NAME=value` each, for a program on display `displayName`. */
export function programEnvironment(env: Environment, displayName: string): string[] {
  const result: Record<string, string | undefined> = { ...env };
  for (const name of ours) delete result[name];
  result['WAYLAND_DISPLAY'] = displayName;
  result['DECANT_VERSION'] = version;
  result['SOMMELIER_VERSION'] = version;
  const also = env['WAYLAND_DISPLAY_VAR'];
  if (also) result[also] = displayName;
  return asList(result);
}

/** `NAME=value` each, for an exec'ed peer. */
export function peerEnvironment(env: Environment): string[] {
  const result: Record<string, string | undefined> = { ...env };
  for (const name of ours) delete result[name];
  return asList(result);
}

function asList(env: Environment): string[] {
  return Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
}
