import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The files of a folder and those below it, from the root, that end so; those of packages are none of the house. */
export function files(folder: string, ending = '.ts'): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending) && !entry.name.includes('.generated.'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !path.includes('/node_modules/'))
    .sort();
}

export const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** Source without its comments and the words in its quotes. */
export const code = (path: string) =>
  read(path)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/'(?:[^'\\\n]|\\.)*'/g, "''")
    .replace(/\/\/.*$/gm, '');

/** Where each import of a file leads, from the root; packages by their names. */
export function imports(path: string): string[] {
  const found = [...read(path).matchAll(/(?:\bfrom\s+|\bimport\s+|\bimport\()'([^']+)'/g)].map(
    ([, target]) => target,
  );
  return found.map((target) =>
    target.startsWith('.') ? new URL(target, `file:///${path}`).pathname.slice(1) : target,
  );
}
