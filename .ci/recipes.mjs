// The recipes of CONTRIBUTING: the files that its diffs add, by kind.
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';

const page = readFileSync(new URL('../CONTRIBUTING.md', import.meta.url), 'utf8');

/** The files of a diff that only adds. */
function filesOf(diff) {
  const [, ...parts] = diff.split(/^\+\+\+ b\/(.+)\n/m);
  return parts.flatMap((path, i) => (i % 2 ? [] : [{ path, text: parts[i + 1].replace(/^\+/gm, '') }]));
}

/** The kind of entry in a folder: `optimizer` for src/optimizers. */
const kindOf = ([{ path }]) => basename(dirname(path)).replace(/s$/, '');

/** Files by kind: `{ optimizer: [{ path, text }], …, kernel: [{ path, text }, { path, text }], … }`. */
export const recipes = Object.fromEntries(
  [...page.matchAll(/^```diff\n([\s\S]*?)^```$/gm)]
    .map(([, diff]) => filesOf(diff))
    .map((files) => [kindOf(files), files]),
);
