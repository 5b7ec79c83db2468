/** TypeScript types of messages, derived from the tables. Types only: nothing of this exists at run time. */
import type { ArgSchema, MessageSchema } from './schema.js';

/** The name of a message of the list `M`. */
export type MessageName<M extends readonly MessageSchema[]> = M[number]['name'];

/** The message `N` of the list `M`. */
export type MessageByName<M extends readonly MessageSchema[], N extends string> = Extract<
  M[number],
  { readonly name: N }
>;

/** A `new_id` that carries its interface on the wire. */
interface NewIdOfAnyInterface {
  readonly interface: string;
  readonly version: number;
  readonly id: number;
}

/** The value of one argument; ids are numbers, `fixed` counts 1/256, null objects are 0. */
export type ArgValueOf<A extends ArgSchema, Fd> = A['type'] extends 'string'
  ? A extends { readonly nullable: true }
    ? string | null
    : string
  : A['type'] extends 'array'
    ? Uint8Array
    : A['type'] extends 'fd'
      ? Fd
      : A['type'] extends 'new_id'
        ? A extends { readonly interface: string }
          ? number
          : NewIdOfAnyInterface
        : number;

/** The arguments of message `M` by name. `Fd` is how a descriptor is held. */
export type ArgsOf<M extends MessageSchema, Fd> = {
  readonly [A in M['args'][number] as A['name']]: ArgValueOf<A, Fd>;
};
