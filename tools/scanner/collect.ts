/** Finds protocol files, parses them, and checks that they fit together. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { InterfaceSchema, ProtocolSchema } from '../../src/protocol/schema.js';
import { ScanError, parseProtocol } from './parse.js';

/** One file's content and where it came from. */
export interface ScannedProtocol {
  /** File name without `.xml`: the name of the generated module. */
  readonly module: string;
  /** Path relative to the folder that was scanned. */
  readonly source: string;
  readonly protocol: ProtocolSchema;
}

/**
 * Scans folders recursively. Of an interface that several files have, the newest version stays (`note` is told).
 * Throws `ScanError` for a file that is no protocol, and for references that lead nowhere unless the folders are not
 * `complete` (many files refer to wayland.xml, which lies elsewhere): then `note` is told.
 */
export function collectProtocols(
  folders: readonly string[],
  note: (text: string) => void,
  complete = true,
): ScannedProtocol[] {
  const scanned = folders.flatMap((folder) =>
    xmlFiles(folder).map((path) => ({
      module: basename(path, '.xml'),
      source: relative(folder, path),
      protocol: parseProtocol(readFileSync(path, 'utf8'), path),
    })),
  );
  const kept = keepNewest(scanned, note).toSorted((a, b) => compare(a.module, b.module));
  for (const fault of faultyReferences(kept)) {
    if (complete) throw new ScanError(fault);
    note(fault);
  }
  return kept;
}

/** All interfaces by name. */
export function interfacesOf(scanned: readonly ScannedProtocol[]): InterfaceSchema[] {
  return scanned.flatMap(({ protocol }) => protocol.interfaces).toSorted((a, b) => compare(a.name, b.name));
}

/** Order by code unit, the same in every locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function xmlFiles(folder: string): string[] {
  if (statSync(folder).isFile()) return [folder];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.xml'))
    .toSorted(compare)
    .map((name) => join(folder, name));
}

function keepNewest(scanned: readonly ScannedProtocol[], note: (text: string) => void): ScannedProtocol[] {
  const newest = new Map<string, { interface: InterfaceSchema; source: string }>();
  for (const { protocol, source } of scanned) {
    for (const candidate of protocol.interfaces) {
      const known = newest.get(candidate.name);
      if (known) note(`${candidate.name} is in ${known.source} and in ${source}: the newer version is taken`);
      if (!known || candidate.version > known.interface.version) {
        newest.set(candidate.name, { interface: candidate, source });
      }
    }
  }
  return scanned
    .map((file) => {
      const interfaces = file.protocol.interfaces.filter((each) => newest.get(each.name)?.interface === each);
      return { ...file, protocol: { ...file.protocol, interfaces } };
    })
    .filter((file) => file.protocol.interfaces.length > 0);
}

function faultyReferences(scanned: readonly ScannedProtocol[]): string[] {
  const all = new Map(interfacesOf(scanned).map((each) => [each.name, each]));
  return scanned.flatMap(({ source, protocol }) =>
    protocol.interfaces.flatMap((owner) =>
      [...owner.requests, ...owner.events].flatMap((message) =>
        message.args.flatMap((arg) => {
          const place = `${source}: ${owner.name}.${message.name}, argument ${arg.name}`;
          if (arg.interface !== undefined && !all.has(arg.interface))
            return [`${place}: no interface ${arg.interface}`];
          if (arg.enum !== undefined && !hasEnum(all, owner.name, arg.enum))
            return [`${place}: no enum ${arg.enum}`];
          return [];
        }),
      ),
    ),
  );
}

function hasEnum(all: ReadonlyMap<string, InterfaceSchema>, owner: string, name: string): boolean {
  const [first, second] = name.split('.') as [string, string | undefined];
  const [interfaceName, enumName] = second === undefined ? [owner, first] : [first, second];
  return all.get(interfaceName)?.enums.some((each) => each.name === enumName) ?? false;
}
