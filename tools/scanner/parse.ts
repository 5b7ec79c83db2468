/**
 * Protocol XML (wayland.dtd) to tables. Keeps facts only: names, types, versions, values. Descriptions and copyright
 * notices are passed over, so full protocol files and files without prose yield the same.
 */
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type {
  ArgSchema,
  ArgType,
  EnumSchema,
  InterfaceSchema,
  MessageSchema,
  ProtocolSchema,
} from '../../src/protocol/schema.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type OpenMessage = Mutable<MessageSchema> & { args: ArgSchema[] };
type OpenEnum = Mutable<EnumSchema> & { entries: Record<string, number> };
type OpenInterface = Mutable<InterfaceSchema> & {
  requests: OpenMessage[];
  events: OpenMessage[];
  enums: OpenEnum[];
};

/** A fault in a protocol file, with the place. */
export class ScanError extends Error {
  override readonly name = 'ScanError';
}

const argTypes: ReadonlySet<string> = new Set([
  'int',
  'uint',
  'fixed',
  'string',
  'array',
  'object',
  'new_id',
  'fd',
]);

/** Parses the text of one file. `fileName` is for messages. Throws `ScanError`. */
export function parseProtocol(xml: string, fileName: string): ProtocolSchema {
  return new ProtocolParser(fileName).parse(xml);
}

class ProtocolParser {
  readonly #sax = new SaxesParser();
  readonly #fileName: string;
  readonly #interfaces: OpenInterface[] = [];
  #name: string | undefined;
  #message: OpenMessage | undefined;
  #enum: OpenEnum | undefined;

  constructor(fileName: string) {
    this.#fileName = fileName;
    this.#sax.on('error', (error) => this.#fail(error.message));
    this.#sax.on('opentag', (tag) => this.#open(tag));
    this.#sax.on('closetag', (tag) => this.#close(tag.name));
  }

  parse(xml: string): ProtocolSchema {
    this.#sax.write(xml).close();
    if (this.#name === undefined) this.#fail('no <protocol>');
    return { name: this.#name, interfaces: this.#interfaces };
  }

  #open(tag: SaxesTagPlain): void {
    switch (tag.name) {
      case 'protocol':
        this.#name = this.#attribute(tag, 'name');
        break;
      case 'interface':
        this.#openInterface(tag);
        break;
      case 'request':
      case 'event':
        this.#openMessage(tag);
        break;
      case 'arg':
        this.#openArg(tag);
        break;
      case 'enum':
        this.#openEnum(tag);
        break;
      case 'entry':
        this.#openEntry(tag);
        break;
      default:
        if (!['description', 'copyright'].includes(tag.name)) this.#fail(`unknown element <${tag.name}>`);
    }
  }

  #close(name: string): void {
    if (name === 'request' || name === 'event') this.#message = undefined;
    if (name === 'enum') this.#enum = undefined;
  }

  #openInterface(tag: SaxesTagPlain): void {
    const version = this.#number(tag, 'version');
    if (version < 1) this.#fail(`version ${version} of ${this.#attribute(tag, 'name')}`);
    this.#interfaces.push({
      name: this.#attribute(tag, 'name'),
      version,
      requests: [],
      events: [],
      enums: [],
    });
  }

  #openMessage(tag: SaxesTagPlain): void {
    const owner = this.#owner();
    const messages = tag.name === 'request' ? owner.requests : owner.events;
    const name = this.#attribute(tag, 'name');
    const since = tag.attributes['since'] === undefined ? 1 : this.#number(tag, 'since');
    if (since > owner.version)
      this.#fail(`${owner.name}.${name} is since ${since}, the interface has ${owner.version}`);
    const destructor = tag.attributes['type'] === 'destructor' ? { destructor: true as const } : {};
    this.#message = { name, since, ...destructor, args: [] };
    messages.push(this.#message);
  }

  #openArg(tag: SaxesTagPlain): void {
    if (!this.#message) this.#fail('<arg> outside of a message');
    const type = this.#attribute(tag, 'type');
    if (!argTypes.has(type)) this.#fail(`unknown argument type ${type}`);
    const { interface: interfaceName, enum: enumName } = tag.attributes;
    const nullable = this.#flag(tag, 'allow-null');
    if (nullable && type !== 'object' && type !== 'string')
      this.#fail(`allow-null on an argument of type ${type}`);
    this.#message.args.push({
      name: this.#attribute(tag, 'name'),
      type: type as ArgType,
      ...(interfaceName !== undefined && { interface: interfaceName }),
      ...(nullable && { nullable: true as const }),
      ...(enumName !== undefined && { enum: enumName }),
    });
  }

  #openEnum(tag: SaxesTagPlain): void {
    const bitfield = this.#flag(tag, 'bitfield') ? { bitfield: true as const } : {};
    this.#enum = { name: this.#attribute(tag, 'name'), ...bitfield, entries: {} };
    this.#owner().enums.push(this.#enum);
  }

  #openEntry(tag: SaxesTagPlain): void {
    if (!this.#enum) this.#fail('<entry> outside of an enum');
    const text = this.#attribute(tag, 'value');
    // Bits are written as shifts in some files.
    const shift = /^([0-9]+)\s*<<\s*([0-9]+)$/.exec(text);
    const value = shift ? Number(shift[1]) * 2 ** Number(shift[2]) : this.#number(tag, 'value');
    this.#enum.entries[this.#attribute(tag, 'name')] = value;
  }

  #owner(): OpenInterface {
    return this.#interfaces.at(-1) ?? this.#fail('outside of an interface');
  }

  #attribute(tag: SaxesTagPlain, name: string): string {
    return tag.attributes[name] ?? this.#fail(`<${tag.name}> has no ${name}`);
  }

  #number(tag: SaxesTagPlain, name: string): number {
    const text = this.#attribute(tag, name);
    const value = /^(0[xX][0-9a-fA-F]+|-?[0-9]+)$/.test(text) ? Number(text) : NaN;
    return Number.isSafeInteger(value) ? value : this.#fail(`${name}="${text}" is not a number`);
  }

  #flag(tag: SaxesTagPlain, name: string): boolean {
    const text = tag.attributes[name] ?? 'false';
    if (text !== 'true' && text !== 'false') this.#fail(`${name}="${text}" is neither true nor false`);
    return text === 'true';
  }

  #fail(message: string): never {
    throw new ScanError(`${this.#fileName}:${this.#sax.line}: ${message}`);
  }
}
