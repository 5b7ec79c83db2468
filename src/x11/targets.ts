/**
 * Targets of X selections and mime types of Wayland offers: most are the same, text has names of its own (ICCCM 2.6.2).
 * Pure.
 */

import { maxTextBytes } from '../peer/xwayland/windows.js';

const utf8Type = 'text/plain;charset=utf-8';
const plainType = 'text/plain';

/** Targets that say something about the selection or the owner; they are no contents. */
const controls: ReadonlySet<string> = new Set([
  'ADOBE_SOURCE',
  'DELETE',
  'INSERT_PROPERTY',
  'INSERT_SELECTION',
  'MULTIPLE',
  'SAVE_TARGETS',
  'TARGETS',
  'TIMESTAMP',
]);

/**
 * Which target gives which mime type: what a Wayland program is offered of an X selection with these targets. A name that is
 * too long to be told (`maxTextBytes`) is left out.
 */
export function typesOf(targets: readonly string[]): ReadonlyMap<string, string> {
  const told = targets.filter((name) => !controls.has(name) && Buffer.byteLength(name) <= maxTextBytes);
  const types = new Map(told.map((name) => [name, name]));
  const text = ['UTF8_STRING', utf8Type, plainType, 'STRING', 'TEXT'].find((name) => types.has(name));
  if (text === undefined) return types;
  for (const type of [utf8Type, plainType]) if (!types.has(type)) types.set(type, text);
  return types;
}

/** Which mime type serves which target: what an X program can ask for of a Wayland offer with these types. */
export function targetsOf(types: readonly string[]): ReadonlyMap<string, string> {
  const targets = new Map(types.filter((name) => !controls.has(name)).map((name) => [name, name]));
  const text = [utf8Type, 'UTF8_STRING', plainType, 'STRING', 'TEXT'].find((name) => targets.has(name));
  if (text === undefined) return targets;
  for (const target of ['UTF8_STRING', 'TEXT', 'STRING']) if (!targets.has(target)) targets.set(target, text);
  return targets;
}
