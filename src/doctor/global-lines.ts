/** What becomes of the host's globals, a line each. Pure. */
import { imageGlobals } from '../peer/crossing.js';
import type { RelayTables } from '../peer/tables.js';
import type { HostGlobal } from './host-globals.js';

const noImages = 'images of clients cannot cross: those of the host are no dmabufs, or the device draws none';

/** One line for each of the host's globals, and one for each that clients get besides. `seen`: what a client is offered. */
export function globalLines(
  hosts: readonly HostGlobal[],
  seen: readonly HostGlobal[],
  tables: RelayTables,
): string[] {
  const versions = new Map(seen.map((global) => [global.interface, global.version]));
  const names = new Set(hosts.map((global) => global.interface));
  const own = seen.filter((global) => !names.has(global.interface));
  return [
    ...hosts.map((global) => globalLine(global, versions.get(global.interface), tables)),
    ...own.map((global) => `${global.interface} ${global.version}: decant's own`),
  ];
}

function globalLine(
  { interface: name, version: hostVersion }: HostGlobal,
  version: number | undefined,
  tables: RelayTables,
): string {
  const line = `${name} ${hostVersion}`;
  if (version === undefined) return `${line}: not offered to clients, ${reasonFor(name, tables)}`;
  return version === hostVersion ? line : `${line}, offered as ${version}`;
}

function reasonFor(name: string, { protocol, offers }: RelayTables): string {
  const reason = offers.hidden[name];
  if (reason !== undefined) return reason;
  if (!protocol.find(name)) return 'no table has it';
  return imageGlobals.has(name) ? noImages : 'decant serves it otherwise, or not on this host';
}
