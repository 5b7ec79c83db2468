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
 * Throws `ScanError` for a file that is no protocol and for references that lead nowhere.
 */
export function collectProtocols(
  folders: readonly string[],
  note: (text: string) => void,
): ScannedProtocol[] {
  const scanned = folders.flatMap((folder) =>
    xmlFiles(folder).map((path) => ({
      module: basename(path, '.xml'),
      source: relative(folder, path),
      protocol: parseProtocol(readFileSync(path, 'utf8'), path),
    })),
  );
  const kept = keepNewest(scanned, note).toSorted((a, b) => compare(a.module, b.module));
  checkReferences(kept);
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

function checkReferences(scanned: readonly ScannedProtocol[]): void {
  const all = new Map(interfacesOf(scanned).map((each) => [each.name, each]));
  for (const { source, protocol } of scanned) {
    for (const owner of protocol.interfaces) {
      for (const message of [...owner.requests, ...owner.events]) {
        for (const arg of message.args) {
          const place = `${source}: ${owner.name}.${message.name}, argument ${arg.name}`;
          if (arg.interface !== undefined && !all.has(arg.interface)) {
            throw new ScanError(`${place}: no interface ${arg.interface}`);
          }
          if (arg.enum !== undefined && !hasEnum(all, owner.name, arg.enum)) {
            throw new ScanError(`${place}: no enum ${arg.enum}`);
          }
        }
      }
    }
  }
}

function hasEnum(all: ReadonlyMap<string, InterfaceSchema>, owner: string, name: string): boolean {
  const [first, second] = name.split('.') as [string, string | undefined];
  const [interfaceName, enumName] = second === undefined ? [owner, first] : [first, second];
  return all.get(interfaceName)?.enums.some((each) => each.name === enumName) ?? false;
}
