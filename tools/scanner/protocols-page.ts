/** docs/PROTOCOLS.md: for every interface its version and how it is served. */
import { dirname } from 'node:path';
import { compare, interfacesOf, type ScannedProtocol } from './collect.js';

export interface PageFacts {
  /** Interface to the handler's file. */
  readonly handled: ReadonlyMap<string, string>;
  /** Interface to the file of the bridge that serves it where the host has it not. */
  readonly bridged: ReadonlyMap<string, string>;
  /** Interface to the reason. */
  readonly notOffered: Readonly<Record<string, string>>;
}

const intro = `# Protocols

Made by \`npm run generate\` from the protocol tables and the handlers. Not to be edited.

- **forwarded**: relayed as the table says; versions are capped at the table's.
- **handled**: relayed as well, but for what the named file corrects.
- **bridged**: where the host lacks it, served by the named file over other protocols of the host's.
- **not offered**: hidden from clients, for the reason given. So is every interface that is not in this list, since the
  descriptors in its messages could not be followed.

A *global* is offered through the registry; the others are made by requests and events of a global's.
`;

/** The whole page. */
export function protocolsPage(files: readonly ScannedProtocol[], facts: PageFacts): string {
  const children = childInterfaces(files);
  const folders = [...new Set(files.map((file) => dirname(file.source)))].toSorted(compare);
  const sections = folders.map((folder) => {
    const own = files.filter((file) => dirname(file.source) === folder);
    const rows = own.flatMap((file) =>
      file.protocol.interfaces.map((each) => {
        const kind = children.has(each.name) ? '' : 'global';
        return `| ${file.module} | ${each.name} | ${each.version} | ${kind} | ${served(each.name, facts)} |\n`;
      }),
    );
    return `\n## ${folder}\n\n| file | interface | version | | served |\n|---|---|---|---|---|\n${rows.join('')}`;
  });
  const total = `\n${files.length} files, ${interfacesOf(files).length} interfaces.\n`;
  return intro + total + sections.join('');
}

function served(name: string, { handled, bridged, notOffered }: PageFacts): string {
  const reason = notOffered[name];
  if (reason !== undefined) return `**not offered**: ${reason}`;
  const file = handled.get(name);
  const bridge = bridged.get(name);
  const way = file === undefined ? 'forwarded' : `**handled** by ${file}`;
  return bridge === undefined ? way : `${way}; **bridged** by ${bridge}`;
}

/** Interfaces that some message creates; the display is there from the start. */
function childInterfaces(files: readonly ScannedProtocol[]): Set<string> {
  const children = new Set<string>(['wl_display']);
  for (const table of interfacesOf(files)) {
    for (const message of [...table.requests, ...table.events]) {
      for (const arg of message.args) {
        if (arg.type === 'new_id' && arg.interface !== undefined) children.add(arg.interface);
      }
    }
  }
  return children;
}
