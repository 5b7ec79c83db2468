/**
 * A protocol that exists for tests only: every argument type in both directions, in every kind of neighbourhood that
 * the relay treats differently. No real host has it.
 */
import type { InterfaceSchema } from '../../src/protocol/schema.js';

/** Something other than a probe, for arguments of the wrong interface. */
export const decant_other = {
  name: 'decant_other',
  version: 1,
  requests: [{ name: 'destroy', since: 1, destructor: true, args: [] }],
  events: [{ name: 'hint', since: 1, args: [{ name: 'value', type: 'int' }] }],
  enums: [],
} as const satisfies InterfaceSchema;

export const decant_probe = {
  name: 'decant_probe',
  version: 4,
  requests: [
    { name: 'destroy', since: 1, destructor: true, args: [] },
    {
      name: 'numbers',
      since: 1,
      args: [
        { name: 'int', type: 'int' },
        { name: 'uint', type: 'uint' },
        { name: 'fixed', type: 'fixed' },
      ],
    },
    {
      name: 'text',
      since: 1,
      args: [
        { name: 'text', type: 'string' },
        { name: 'maybe', type: 'string', nullable: true },
      ],
    },
    { name: 'bytes', since: 1, args: [{ name: 'bytes', type: 'array' }] },
    {
      name: 'objects',
      since: 1,
      args: [
        { name: 'probe', type: 'object', interface: 'decant_probe' },
        { name: 'maybe', type: 'object', interface: 'decant_probe', nullable: true },
        { name: 'any', type: 'object' },
      ],
    },
    { name: 'make', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'decant_probe' }] },
    {
      name: 'make_with',
      since: 1,
      args: [
        { name: 'text', type: 'string' },
        { name: 'id', type: 'new_id', interface: 'decant_probe' },
        { name: 'fd', type: 'fd' },
        { name: 'probe', type: 'object', interface: 'decant_probe' },
      ],
    },
    { name: 'pass', since: 1, args: [{ name: 'fd', type: 'fd' }] },
    {
      name: 'pass_two',
      since: 1,
      args: [
        { name: 'first', type: 'fd' },
        { name: 'text', type: 'string' },
        { name: 'second', type: 'fd' },
      ],
    },
    { name: 'make_any', since: 1, args: [{ name: 'id', type: 'new_id' }] },
    {
      name: 'make_of',
      since: 1,
      args: [
        { name: 'id', type: 'new_id', interface: 'decant_probe' },
        { name: 'probe', type: 'object', interface: 'decant_probe' },
      ],
    },
    { name: 'make_other', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'decant_other' }] },
    { name: 'late', since: 3, args: [{ name: 'value', type: 'uint' }] },
    { name: 'earlier', since: 2, args: [{ name: 'value', type: 'uint' }] },
  ],
  events: [
    {
      name: 'numbers',
      since: 1,
      args: [
        { name: 'int', type: 'int' },
        { name: 'uint', type: 'uint' },
        { name: 'fixed', type: 'fixed' },
      ],
    },
    {
      name: 'text',
      since: 1,
      args: [
        { name: 'text', type: 'string' },
        { name: 'maybe', type: 'string', nullable: true },
      ],
    },
    { name: 'bytes', since: 1, args: [{ name: 'bytes', type: 'array' }] },
    {
      name: 'objects',
      since: 1,
      args: [
        { name: 'probe', type: 'object', interface: 'decant_probe' },
        { name: 'maybe', type: 'object', interface: 'decant_probe', nullable: true },
        { name: 'any', type: 'object' },
      ],
    },
    { name: 'offer', since: 1, args: [{ name: 'id', type: 'new_id', interface: 'decant_probe' }] },
    {
      name: 'offer_with',
      since: 1,
      args: [
        { name: 'text', type: 'string' },
        { name: 'id', type: 'new_id', interface: 'decant_probe' },
        { name: 'fd', type: 'fd' },
      ],
    },
    { name: 'pass', since: 1, args: [{ name: 'fd', type: 'fd' }] },
    { name: 'gone', since: 1, destructor: true, args: [] },
    { name: 'late', since: 3, args: [{ name: 'value', type: 'uint' }] },
    {
      name: 'pointed',
      since: 1,
      args: [{ name: 'maybe', type: 'object', interface: 'decant_probe', nullable: true }],
    },
    {
      name: 'offer_of',
      since: 1,
      args: [
        { name: 'probe', type: 'object', interface: 'decant_probe' },
        { name: 'id', type: 'new_id', interface: 'decant_probe' },
        { name: 'fd', type: 'fd' },
      ],
    },
  ],
  enums: [],
} as const satisfies InterfaceSchema;
