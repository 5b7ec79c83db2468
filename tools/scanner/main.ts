/**
 * `npm run generate [-- [--check] [--out FOLDER] [FOLDER…]]`: protocol XML to the committed tables and their page.
 * `--check` writes nothing and fails if what is committed differs. With folders of XML, only the tables are made.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { notOffered } from '../../src/protocol/not-offered.js';
import { collectProtocols } from './collect.js';
import { emitIndex, emitProtocol } from './emit.js';
import { protocolsPage } from './protocols-page.js';

const root = join(import.meta.dirname, '../../..');
const defaultFolder = join(root, 'tools/scanner/protocols');
const defaultOut = join(root, 'src/protocol/generated');
const handlersFolder = join(root, 'src/peer/handlers');
const bridgesFolder = join(root, 'src/peer/bridges');

function main(): number {
  const { values, positionals } = parseArgs({
    options: { check: { type: 'boolean', default: false }, out: { type: 'string', default: defaultOut } },
    allowPositionals: true,
  });
  const ownInput = positionals.length === 0;
  const files = collectProtocols(
    ownInput ? [defaultFolder] : positionals,
    (text) => console.error(text),
    ownInput,
  );
  const schemaPath = schemaImport(values.out);
  const wanted = new Map(
    files.map((file) => [join(values.out, `${file.module}.ts`), emitProtocol(file, schemaPath)]),
  );
  wanted.set(join(values.out, 'index.ts'), emitIndex(files, schemaPath));
  if (ownInput) {
    wanted.set(
      join(root, 'docs/PROTOCOLS.md'),
      protocolsPage(files, { handled: handledInterfaces(), bridged: bridgedInterfaces(), notOffered }),
    );
  }
  const stale = staleFiles(values.out, wanted);
  return values.check ? report(wanted, stale) : write(values.out, wanted, stale);
}

/** Where modules in `out` find the table types. */
function schemaImport(out: string): string {
  const path = relative(out, join(root, 'src/protocol/schema.js'));
  return path.startsWith('.') ? path : `./${path}`;
}

/** Interface to file, read from the handlers' text so that the generator does not depend on what it generates. */
function handledInterfaces(): Map<string, string> {
  const handled = new Map<string, string>();
  for (const name of readdirSync(handlersFolder).toSorted()) {
    const text = readFileSync(join(handlersFolder, name), 'utf8');
    for (const match of text.matchAll(/defineHandler\((\w+),/g)) {
      handled.set(match[1]!, `[${name}](../src/peer/handlers/${name})`);
    }
  }
  return handled;
}

/** The same of what is served where the host lacks it: a bridge says it by `serves`. */
function bridgedInterfaces(): Map<string, string> {
  const bridged = new Map<string, string>();
  for (const name of readdirSync(bridgesFolder).toSorted()) {
    const text = readFileSync(join(bridgesFolder, name), 'utf8');
    for (const match of text.matchAll(/\bserves: (\w+),/g)) {
      bridged.set(match[1]!, `[${name}](../src/peer/bridges/${name})`);
    }
  }
  return bridged;
}

function staleFiles(out: string, wanted: ReadonlyMap<string, string>): string[] {
  if (!existsSync(out)) return [];
  const there = readdirSync(out).map((name) => join(out, name));
  return there.filter((path) => path.endsWith('.ts') && !wanted.has(path));
}

function report(wanted: ReadonlyMap<string, string>, stale: readonly string[]): number {
  const differing = [...wanted].filter(
    ([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text,
  );
  for (const [path] of differing) console.error(`${relative(root, path)} is not what the scanner makes`);
  for (const path of stale) console.error(`${relative(root, path)} is no longer made by the scanner`);
  return differing.length + stale.length > 0 ? 1 : 0;
}

function write(out: string, wanted: ReadonlyMap<string, string>, stale: readonly string[]): number {
  mkdirSync(out, { recursive: true });
  for (const [path, text] of wanted) writeFileSync(path, text);
  for (const path of stale) rmSync(path);
  console.log(`${wanted.size} files written`);
  return 0;
}

process.exitCode = main();
