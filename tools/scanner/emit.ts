/** Tables to TypeScript: one module per protocol file and an index. The same input always gives the same text. */
import type { EnumSchema, InterfaceSchema, MessageSchema } from '../../src/protocol/schema.js';
import { interfacesOf, type ScannedProtocol } from './collect.js';

/** Text of the module for one protocol file. `schemaPath` is where it imports the table type from. */
export function emitProtocol(file: ScannedProtocol, schemaPath: string): string {
  const tables = file.protocol.interfaces.map(emitInterface);
  const head = `// Made by tools/scanner from ${file.source}. Not to be edited.\n`;
  return `${head}import type { InterfaceSchema } from '${schemaPath}';\n\n${tables.join('\n')}`;
}

/** Text of the module that lists all interfaces, sorted by name. */
export function emitIndex(files: readonly ScannedProtocol[], schemaPath: string): string {
  const imports = files.map((file) => {
    const names = file.protocol.interfaces.map((each) => `  ${each.name},\n`).join('');
    return `import {\n${names}} from './${file.module}.js';\n`;
  });
  const names = interfacesOf(files).map((each) => `  ${each.name},\n`);
  return (
    '// Made by tools/scanner. Not to be edited.\n' +
    `import type { InterfaceSchema } from '${schemaPath}';\n` +
    imports.join('') +
    `\nexport const allInterfaces: readonly InterfaceSchema[] = [\n${names.join('')}];\n`
  );
}

function emitInterface(table: InterfaceSchema): string {
  return (
    `export const ${table.name} = {\n` +
    `  name: ${quote(table.name)},\n` +
    `  version: ${table.version},\n` +
    `  requests: ${list(table.requests.map(emitMessage))},\n` +
    `  events: ${list(table.events.map(emitMessage))},\n` +
    `  enums: ${list(table.enums.map(emitEnum))},\n` +
    '} as const satisfies InterfaceSchema;\n'
  );
}

function emitMessage(message: MessageSchema): string {
  const args = message.args.map((arg) => inline(Object.entries(arg)));
  const destructor = message.destructor ? ', destructor: true' : '';
  return `{ name: ${quote(message.name)}, since: ${message.since}${destructor}, args: [${args.join(', ')}] }`;
}

function emitEnum(table: EnumSchema): string {
  const bitfield = table.bitfield ? ', bitfield: true' : '';
  return `{ name: ${quote(table.name)}${bitfield}, entries: ${inline(Object.entries(table.entries))} }`;
}

function inline(entries: readonly (readonly [string, string | number | boolean])[]): string {
  const fields = entries.map(
    ([key, value]) => `${property(key)}: ${typeof value === 'string' ? quote(value) : value}`,
  );
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

function list(items: readonly string[]): string {
  return items.length === 0 ? '[]' : `[\n${items.map((item) => `    ${item},\n`).join('')}  ]`;
}

/** Names that are numbers (transforms such as `90`) are quoted so that they keep their order. */
function property(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : quote(name);
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
