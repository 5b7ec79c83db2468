/** The pages are true to the tree: the code map names every file, and links lead somewhere. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import t from 'tap';

const root = join(import.meta.dirname, '../../..');

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** Files of the code map: names stand before two blanks, indentation says in which folder. */
function mappedFiles(): string[] {
  const block = /^## Code map\n.*?^```\n(.*?)^```/ms.exec(read('docs/ARCHITECTURE.md'))?.[1] ?? '';
  const folders: string[] = [];
  return block.split('\n').flatMap((line) => {
    const [, indent = '', names = ''] = /^( *)(\S+(?: \S+)*)/.exec(line) ?? [];
    const depth = indent.length / 2;
    const words = names.split(' ');
    folders.length = depth;
    if (words[0]!.endsWith('/')) folders[depth] = words[0]!;
    else if (words[0] === '') return [];
    return words.filter((word) => !word.endsWith('/')).map((word) => join(...folders, word));
  });
}

function sources(folder: string, isSource: RegExp): string[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => isSource.test(name)).map((name) => join(folder, name));
}

t.test('the code map names every source file, and none that is not there', (t) => {
  const mapped = mappedFiles();
  const files = [
    ...sources('src', /^(?!protocol\/generated\/).*\.ts$/),
    ...sources('addon/src', /^[^/]+\.(h|cc)$/),
  ];
  t.ok(files.length > 80, `${files.length} files`);
  t.same(
    files.filter((file) => !mapped.includes(file)),
    [],
    'not in docs/ARCHITECTURE.md',
  );
  t.same(
    mapped.filter((file) => !existsSync(join(root, file))),
    [],
    'no longer there',
  );
  t.end();
});

t.test('every link of a page leads to a file', (t) => {
  const folders = ['.', 'docs', 'docs/decisions'];
  const pages = folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(folder, name)),
  );
  t.ok(pages.length > 10, `${pages.length} pages`);
  for (const page of pages) {
    for (const [, target = ''] of read(page).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)) {
      t.ok(existsSync(join(root, normalize(join(dirname(page), target)))), `${page}: ${target}`);
    }
  }
  t.end();
});
