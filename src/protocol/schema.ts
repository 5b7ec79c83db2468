/**
 * The shape of the generated protocol tables and the TypeScript types that follow from them.
 * Pure data: no I/O, no imports. Facts come from the protocol XML (wayland.dtd); prose never does.
 */

export type ArgType = 'int' | 'uint' | 'fixed' | 'string' | 'array' | 'object' | 'new_id' | 'fd';

export interface ArgSchema {
  readonly name: string;
  readonly type: ArgType;
  /** Interface of an `object` or `new_id`; absent: any interface (`new_id` is then sent with name and version). */
  readonly interface?: string;
  /** `object` and `string` only: 0 or the null string is allowed. */
  readonly nullable?: true;
  /** Name of the enum that the value belongs to, `interface.enum` when it is another interface's. */
  readonly enum?: string;
}

export interface MessageSchema {
  readonly name: string;
  /** First interface version that has the message. */
  readonly since: number;
  /** `true`: the object is gone after this message. */
  readonly destructor?: true;
  readonly args: readonly ArgSchema[];
}

export interface EnumSchema {
  readonly name: string;
  readonly bitfield?: true;
  /** Entry name to value. */
  readonly entries: Readonly<Record<string, number>>;
}

export interface InterfaceSchema {
  readonly name: string;
  readonly version: number;
  /** In opcode order. */
  readonly requests: readonly MessageSchema[];
  /** In opcode order. */
  readonly events: readonly MessageSchema[];
  readonly enums: readonly EnumSchema[];
}

export interface ProtocolSchema {
  readonly name: string;
  readonly interfaces: readonly InterfaceSchema[];
}
